"""Names of what an answer holds, and its warnings, exclusions and conditions as sentences.

Longer than 300 lines: names and sentences in two languages, in lists to be looked through.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..rules.laws import Law
from ..rules.parameters import PARAMETERS, key_parts, written
from . import Text, _, in_language
from .notices import INDICES

PROGRAMMES: dict[str, Text] = {
    "dibao": ("Subsistence allowance (dibao)", "最低生活保障金"),
    "single_person": ("Single-person inclusion", "单人保"),
    "gradual_exit": ("Gradual exit", "低保渐退"),
    "uplift": ("Classified relief", "分类救助"),
    "tekun": ("Extremely poor: basic living", "特困人员基本生活费"),
    "tekun_care": ("Extremely poor: care", "特困人员照料护理费"),
    "orphan": ("Orphan's allowance", "孤儿基本生活费"),
    "unsupported_child": ("De-facto unsupported child", "事实无人抚养儿童基本生活补贴"),
    "child_hardship": ("Child in hardship", "困境儿童基本生活补贴"),
    "retiree": ("1960s streamlined retiree", "60年代精简退职职工生活补助"),
    "living_subsidy": ("Living subsidy (disability)", "困难残疾人生活补贴"),
    "nursing_subsidy": ("Nursing subsidy (disability)", "重度残疾人护理补贴"),
    "price_subsidy": ("Price subsidy", "价格临时补贴"),
    "one_off": ("One-off aid", "一次性生活补助"),
}

STEPS: dict[str, Text] = {
    "countable_income": ("Countable income", "计入收入"),
    "countable_income_of_the_year": ("Countable income per year", "全年计入收入"),
    "work_deduction": ("Earned-income disregard", "务工收入扣减"),
    "below_the_line": ("Income is below the standard", "收入低于保障标准"),
    "below_the_edge_line": ("Income is below the line for edge families", "收入在低保边缘家庭认定标准以内"),
    "below_the_low_income_line": ("Income is below the line for low-income families", "收入在低收入家庭认定标准以内"),
    "month_of_it": ("By the month, as the notice restates it", "文件折算的月标准"),
    "share_of_figure": ("Share, rounded as the notice says", "按比例计算并按文件取整"),
    "of_class": ("Amount of the class × members", "类别标准×人数"),
    "minimum": ("Minimum payment", "最低发放额"),
    "allowance": ("Standard × members − income", "保障标准×人数−收入"),
    "within_income_limit": ("Family income is within the limit", "家庭收入在限额以内"),
    "whole_standard": ("Family income is below the limit for the whole standard", "家庭收入低于全额发放的界限"),
    "base": ("Standard, or the share of it", "标准或其比例"),
    "within_gradual_exit": ("The month is within gradual exit", "该月在渐退期内"),
    "gradual_exit": ("Share of the last allowance", "最后一次低保金的比例"),
    "highest_share": ("Highest share that applies", "适用的最高比例"),
    "standard_and_share": ("Standard and share", "标准上浮后的金额"),
    "uplift": ("Share of the local standard", "当地低保标准的比例"),
    "basic_living": ("Basic living standard", "基本生活标准"),
    "care": ("Care allowance of the grade", "相应档次的照料护理费"),
    "orphan": ("Standard of the kind of care", "相应养育方式的标准"),
    "share_of_dibao": ("Child's share of the family's dibao", "该儿童在家庭低保金中的份额"),
    "difference": ("Standard less what the child already gets", "标准减去该儿童已享受的待遇"),
    "of_category": ("Amount of the category", "该类别金额"),
    "child_hardship": ("Highest amount of the child's categories", "所属类别中的最高金额"),
    "with_dibao_at_most": ("With dibao not above the limit", "与低保金之和不超过上限"),
    "retiree": ("Amount of the tier", "相应档次的金额"),
    "subsidy": ("Amount", "金额"),
    "cpi_trigger": ("CPI trigger met", "居民消费价格涨幅达到启动条件"),
    "food_trigger": ("Food price trigger met", "食品价格涨幅达到启动条件"),
    "low_income_trigger": ("Trigger of the low-income index met", "低收入居民基本生活费用价格涨幅达到启动条件"),
    "low_income_food_trigger": ("Trigger of low-income food prices met", "低收入居民食品价格涨幅达到启动条件"),
    "grain_trigger": ("Grain price trigger met", "粮食价格涨幅达到启动条件"),
    "highest_rise": ("Highest rise that reached its trigger", "达到启动条件的最高涨幅"),
    "points": ("Percentage points", "百分点数"),
    "topped_up": ("At least the flat amount of the month", "不低于当月定额"),
    "ordinary_subsidy": ("Ordinary amount per person", "每人常规补贴额"),
    "subsidy_a_person": ("Amount per person", "每人金额"),
    "one_off": ("One-off amount", "一次性补助金额"),
}

BASES: dict[str, Text] = {
    "published": ("published", "官方公布"),
    "reported": ("reported", "媒体报道"),
    "inferred": ("inferred", "推算"),
    "stated": ("stated", "人工设定"),
}

AREAS: dict[str, Text] = {"urban": ("urban", "城市"), "rural": ("rural", "农村")}

BECAUSE: dict[str, Text] = {
    "tekun": ("support for the extremely poor excludes it", "与特困人员救助供养不可同时享受"),
    "orphan": ("the orphan's allowance excludes it", "与孤儿基本生活费不可同时享受"),
    "unsupported_child": (
        "the full allowance of a de-facto unsupported child excludes it",
        "与全额发放的事实无人抚养儿童基本生活补贴不可同时享受",
    ),
    "dibao": ("the family already receives dibao", "该家庭已享受低保"),
}

CONDITIONS: dict[str, Text] = {
    "rural_household": ("the household is rural", "农村户籍家庭"),
    "disability_or_illness_of_an_edge_family": (
        "disability of grade 1 or 2, of grade 3 of intellect or mind, or serious illness",
        "一级、二级残疾，三级智力、精神残疾，或患重特大疾病",
    ),
    "urban_household": ("the household is urban", "城市户籍家庭"),
    "disability_or_illness_as_admitted": (
        "a disability or illness that the notice admits",
        "符合文件规定的残疾或重病",
    ),
    "low_income_village": ("it lives in a low-income village", "居住在低收入村"),
    "within_income_limit": ("family income is within the limit", "家庭收入在限额以内"),
    "property_test_met": (
        "property within the limits, a condition of dibao for every family (社会救助暂行办法, art. 9; 民发〔2012〕220号, art. 4)",
        "家庭财产须符合规定，凡申请低保均须具备（《社会救助暂行办法》第九条；民发〔2012〕220号第四条）",
    ),
    "severe_disability_or_serious_illness": (
        "severe disability, or serious illness with working ability lost",
        "重度残疾，或患重病且丧失劳动能力",
    ),
    "cannot_form_household": ("the person cannot form a household", "本人无法单独立户"),
    "own_income_below_the_standard": ("the person's own income is below the standard", "本人收入低于保障标准"),
}

NOT_MET: dict[str, Text] = {
    "rural_household": ("it is not a rural household", "不是农村家庭"),
    "disability_or_illness_of_an_edge_family": (
        "neither such a disability nor a serious illness",
        "既无符合规定的残疾，也未患重特大疾病",
    ),
    "urban_household": ("it is not an urban household", "不是城市家庭"),
    "disability_or_illness_as_admitted": (
        "no disability or illness that the notice admits",
        "没有符合文件规定的残疾或重病",
    ),
    "low_income_village": ("it does not live in a low-income village", "不居住在低收入村"),
    "within_income_limit": ("family income is above the limit", "家庭收入超过限额"),
    "property_test_met": (
        "property is not within the limits, a condition of dibao for every family (社会救助暂行办法, art. 9; 民发〔2012〕220号, art. 4)",
        "家庭财产不符合规定；凡申请低保，财产均须符合规定（《社会救助暂行办法》第九条；民发〔2012〕220号第四条）",
    ),
    "severe_disability_or_serious_illness": (
        "neither severe disability nor a serious illness",
        "既非重度残疾，也未患重病",
    ),
    "cannot_form_household": ("the person can form a household", "本人可以单独立户"),
    "own_income_below_the_standard": ("the person's own income is not below the standard", "本人收入不低于保障标准"),
}
"""The same conditions, as what was found where one is not met."""

WARNINGS: dict[str, Text] = {
    "left_out": ("Left out, as asked (--without): {programmes}.", "按要求未计入（--without）：{programmes}。"),
    "stale_table": (
        "{key}: the newest figure is of {since}; the table is out of date by {months} month(s).",
        "{key}：最新数值为 {since} 的，标准表已过期 {months} 个月。",
    ),
    "inferred_value": ("{key} is inferred, not found in a document.", "{key}为推算值，未见于文件。"),
    "inferred_between": (
        "{key} is inferred; it lies between {at_least} and {at_most}.",
        "{key}为推算值，应在 {at_least} 至 {at_most} 之间。",
    ),
    "override": (
        "{key} was set by hand (--set), not taken from a notice.",
        "{key}由人工设定（--set），并非取自文件。",
    ),
    "shadowed": (
        "{key}, set by hand (--set), is not used here: {other} goes before it. Set that one too.",
        "人工设定的 {key}（--set）在此不适用：以{other}为准。如需改变，请一并设定。",
    ),
    "ratio_broken": (
        "With what was set by hand the ratio {ratio} does not hold in {month}: {due} is due, {value} is set. Set the other figure too if it was raised as well.",
        "按人工设定的数值，{month} 的比例关系 {ratio} 不成立：应为 {due}，现为 {value}。如另一标准同时调整，请一并设定。",
    ),
    "region_by_default": (
        "Nobody said which region is meant: {region} was taken. The folders hold {others} too; name one with --region.",
        "未说明适用哪个地区：按 {region} 核算。文件夹中还有 {others}；请用 --region 指定。",
    ),
    "folder_without_region": (
        "The folder {folder} names no region (region.toml): its notices were laid over those of {region}. Name the region with --region.",
        "文件夹 {folder} 未注明地区（无 region.toml）：其中文件已叠加在 {region} 的标准之上。请用 --region 指明地区。",
    ),
    "stated_index": (
        "The price index of {month} was stated by the user, not taken from a notice.",
        "{month} 的价格指数由使用者提供，并非取自文件。",
    ),
    "stated_rate": (
        "The price subsidy of {amount} per person was stated by the user, not computed.",
        "每人 {amount} 的价格临时补贴由使用者提供，并非核算得出。",
    ),
    "rate_multiplied": (
        "The announced amount was multiplied by {factor}, in force from {first} to {last}. If it is what is paid already, say so: --subsidy-rate-doubled.",
        "已按 {first} 至 {last} 执行的 {factor} 倍计发。如公布金额已是实发金额，请注明：--subsidy-rate-doubled。",
    ),
    "inferred_one_off": (
        "The one-off amount is inferred, not found in a document of the year.",
        "一次性补助金额为推算值，未见于当年文件。",
    ),
    "missing": ("{programme}: not computed. {advice}", "{programme}：未计算。{advice}"),
    "estimate": (
        "The national price index of {month} stands in for the region's own: an estimate.",
        "以 {month} 全国价格指数代替本地指数，属估算。",
    ),
    "estimate_off": (
        "The national price index of {month} stands in for the region's own: an estimate. In the months where both are known it gave, against the region's: {deviation}.",
        "以 {month} 全国价格指数代替本地指数，属估算。两者均有记录的月份，按全国指数计算与按本地指数相比：{deviation}。",
    ),
    "annual_income_divided": (
        "The yearly income was divided by 12 at the end, half-up to the fen.",
        "年收入在最后一步除以 12，四舍五入到分。",
    ),
    "assumed:income": ("No income was stated: it was taken as 0 yuan.", "未填收入，按 0 元核算。"),
    "assumed:income_of_person": (
        "Person {person}: no own income was stated: it was taken as 0 yuan.",
        "成员{person}：未填本人收入，按 0 元核算。",
    ),
    "assumed:work_income": (
        "How much of the income is earned by work was not stated: nothing of it was left out as earned income.",
        "未填收入中的劳动收入，未作劳动收入扣减。",
    ),
    "assumed:age": (
        "{programme}: the age of person {person} was not stated: nothing was added by age.",
        "{programme}：成员{person}未填年龄，未计按年龄发放的部分。",
    ),
    "assumed:members": ("Neither members nor persons were stated: one person was assumed.", "未填人口，按 1 人核算。"),
    "assumed:month": (
        "Month: {month} (not stated; newest table {newest}).",
        "月份：{month}（未填；最新标准自 {newest} 起）。",
    ),
    "assumed:property": (
        "Property was not stated: it was taken to be within the limits, a condition of dibao for every family (社会救助暂行办法, art. 9).",
        "未填财产状况，按符合规定核算（凡申请低保均须具备：《社会救助暂行办法》第九条）。",
    ),
    "assumed:district": (
        "{programme}: no district was stated: {amount} yuan was taken, as in {districts}; elsewhere it is {elsewhere} yuan.",
        "{programme}：未填区（市）县，按{districts}的 {amount} 元；其他区县为 {elsewhere} 元。",
    ),
    "assumed:district_general": (
        "{programme}: no district was stated: {amount} yuan was taken; in the districts it is {elsewhere} yuan.",
        "{programme}：未填区（市）县，按 {amount} 元；各区县为 {elsewhere} 元。",
    ),
    "work_income_changes_nothing": (
        "The earned income changes nothing: no rule on record for {month} leaves a part of it out.",
        "劳动收入未影响金额：{month} 没有可查的劳动收入扣减规定。",
    ),
    "class_changes_nothing": (
        "The class {class} changes nothing: no notice on record for {month} pays by classes.",
        "低保类别 {class} 未影响金额：{month} 没有可查的按类别发放的规定。",
    ),
    "care_not_assessed": (
        "Person {person}: the care allowance was not assessed. State self_care or abilities_lost.",
        "成员{person}：未核算照料护理费。请填写自理能力（self_care）或丧失能力项数（abilities_lost）。",
    ),
    "tekun_and_retiree_together": (
        "Person {person}: whether tekun and a 1960s retiree's allowance may be had together was not found; both are shown.",
        "成员{person}：特困供养与60年代精简退职补助能否同时享受，未查到依据；两项均列出。",
    ),
    "income_interpreted": (
        "{kinds}: no text of {month} says whether it counts; it was treated as by the list of 2021 (民发〔2021〕57号, art. 13). This is an interpretation.",
        "{kinds}：{month} 是否计入收入，未查到明文规定；按 2021 年的规定（民发〔2021〕57号第十三条）处理，属推定。",
    ),
    "income_interpreted_otherwise": (
        "{kinds}: no text of {month} says whether it counts; it was treated as by the list of 2021 (民发〔2021〕57号, art. 13). Treated otherwise, dibao would be {otherwise} yuan. This is an interpretation.",
        "{kinds}：{month} 是否计入收入，未查到明文规定；按 2021 年的规定（民发〔2021〕57号第十三条）处理，属推定。如作相反处理，低保金为 {otherwise} 元。",
    ),
    "support_not_computed": (
        "There are people elsewhere who owe the family support. What they ought to pay was not computed: Dalian's formula was not found. What they do pay belongs among the income, as support_received.",
        "有不共同生活的赡养（抚养、扶养）人。其应付的赡养费未予推算：大连市的计算办法未查到。实际收到的，请填入“赡养费收入”。",
    ),
    "orphan_not_counted": (
        "An orphan is not counted in the dibao family. This is an interpretation: no legal text settles it.",
        "孤儿不计入低保家庭人口：未查到明文规定，属推定。",
    ),
    "retiree_allowance_not_income": (
        "The retiree's allowance is not counted as income for dibao. This is an interpretation: no legal text settles it. Enter it as income to count it.",
        "精简退职职工生活补助不计入低保家庭收入：未查到明文规定，属推定。如需计入，请填入收入。",
    ),
    "income_of_person_kept_by_another_scheme": (
        "The own income of a person supported by another scheme is not counted for dibao. This is an interpretation: no legal text settles it.",
        "由其他制度保障的人员，其本人收入不计入低保家庭收入：未查到明文规定，属推定。",
    ),
    "care_allowance_not_taken_off": (
        "The care allowance is not taken off the child's allowance, the basic living standard is: no text says which, so this is inferred.",
        "儿童补贴中只扣减特困基本生活费，不扣减照料护理费：未查到明文规定，属推定。",
    ),
    "living_subsidy_in_the_difference": (
        "The living subsidy, whose amount is not known, is in the child's amount: what it brings is taken off the difference again, unless it were higher than that.",
        "困难残疾人生活补贴标准未知，已包含在该儿童的金额中：该补贴会从差额中扣减，合计不变，除非补贴高于差额。",
    ),
    "announced_for_dibao_and_tekun": (
        "Whom the announced price subsidy is for is not on record: it was taken to be for dibao families and extremely poor persons.",
        "价格临时补贴的发放对象无记录：按发给低保家庭和特困人员核算。",
    ),
    "hardship_beside_another_allowance": (
        "Whether the allowance of a child in hardship is paid beside another child's allowance is not said by the notice: both are shown.",
        "文件未说明困境儿童补贴能否与其他儿童补贴同时享受：两项均列出。",
    ),
    "children_at_the_flat_rate": (
        "The children's price subsidy is taken at the same flat rate: no text says so, so this is inferred.",
        "儿童的价格临时补贴按同一标准计算：未查到明文规定，属推定。",
    ),
}

MISSING: dict[str, Text] = {
    "index": (
        "No price index is on record for {month}; the rule goes by {indices}. Give {options}, the announced amount with --subsidy-rate, or --index national for an estimate.",
        "没有 {month} 的价格指数（规则所用：{indices}）。请用 {options} 提供涨幅，或用 --subsidy-rate 提供已公布的金额，或用 --index national 按全国指数估算。",
    ),
    "index_of_the_region": (
        "No price index is on record for {month}; the rule goes by {indices}. Give {options}, or the announced amount with --subsidy-rate.",
        "没有 {month} 的价格指数（规则所用：{indices}）。请用 {options} 提供涨幅，或用 --subsidy-rate 提供已公布的金额。",
    ),
    "not_stated": ("{key} was not stated.", "未说明{key}。"),
    "low_income_village": (
        "It was not stated whether the household lives in a low-income village. State low_income_village.",
        "未说明家庭是否居住在低收入村，请注明低收入村（low_income_village）。",
    ),
    "dibao_class": (
        "This city pays dibao by classes, and the class of the family was not stated. State dibao_class.",
        "本市低保按类别发放，未说明家庭的类别，请注明低保类别（dibao_class）。",
    ),
    "property_test_met": (
        "It was not stated whether the household's property is within the limits. State property_test_met.",
        "未说明家庭财产是否符合规定，请注明财产符合规定（property_test_met）。",
    ),
    "cannot_form_household": (
        "It was not stated whether the person is unable to form a household. State cannot_form_household.",
        "未说明本人是否无法单独立户，请注明无法单独立户（cannot_form_household）。",
    ),
    "disability": (
        "Neither a disability nor a serious illness was stated that counts. State disability or illness.",
        "未说明符合条件的残疾或重病，请注明残疾（disability）或重病（illness）。",
    ),
    "no_band": (
        "The subsidy is due, but no band of {name} holds for this rise.",
        "应发放补贴，但{name}中没有与此涨幅相应的档次。",
    ),
    **dict.fromkeys(
        (f"index.{index}" for index in INDICES),
        (
            "For {month} {indices} is needed. Give {options}.",
            "需要 {month} 的{indices}，请用 {options} 提供。",
        ),
    ),
    "price_subsidy.covers": (
        "No rule of the price subsidy is on record for {month}. A notice in a folder of your own can set it (--standards).",
        "没有{month}价格临时补贴规则的记录。可在自己的文件夹中用文件设定（--standards）。",
    ),
    "one_off": (
        "No one-off amount is on record for {month}. A notice in a folder of your own (--standards) sets it: a table [one_off.NAME] with month, amount, per and statuses, as the draft of dibao standards new shows.",
        "没有 {month} 的一次性补助金额。可在自备标准文件夹（--standards）的文件中设定：一次性补助表（[one_off.名称]），写明月份（month）、金额（amount）、按人或按户（per）和对象类别（statuses）；dibao standards new 的草稿中有示例。",
    ),
    "care": (
        "The standard differs by kind of care. State care=institutional or care=dispersed.",
        "标准因供养（养育）方式而异，请注明供养方式（care）：集中或分散。",
    ),
    "by_place": (
        "{key} is set for single districts only. State the district (--district).",
        "{key} 只按区（市）县规定，请注明区（市）县（--district）。",
    ),
    "never": (
        "No notice on record sets {name}. Supply it with --set {key}={unit} or in a folder of your own (--standards).",
        "现有文件均未规定{name}。请用 --set {key}={unit} 提供，或写入自备标准文件夹（--standards）。",
    ),
    "not_yet": (
        "{name} is not on record before {first}. Supply it with --set {key}={unit} or in a folder of your own (--standards).",
        "{first} 之前没有{name}的记录。请用 --set {key}={unit} 提供，或写入自备标准文件夹（--standards）。",
    ),
    "repealed": (
        "{name} is no longer in force in {month}. Supply it with --set {key}={unit} if you know it.",
        "{name}在 {month} 已停止执行。如已知数值，请用 --set {key}={unit} 提供。",
    ),
    "unknown": (
        "The figure of {name} for {month} exists but was not found. Supply it with --set {key}={unit} or in a folder of your own (--standards).",
        "{month} 的{name}有规定，但未查到具体数值。请用 --set {key}={unit} 提供，或写入自备标准文件夹（--standards）。",
    ),
}


def missing_text(details: Mapping[str, str]) -> str:
    """What is not known, and the exact flag or key that supplies it."""
    key = details["key"]
    template = MISSING[details["state"]] if details["state"] in ("no_band", "by_place") else MISSING.get(key)
    pieces = {"month": details["month"], "first": details.get("first", ""), "unit": unit_text(key)}
    named = key.partition(".")[2] if key.startswith("index.") else details.get("indices", "")
    indices = [index for index in named.split(",") if index]
    if key == "index" and not set(indices) <= OF_THE_COUNTRY:
        template = MISSING["index_of_the_region"]
    pieces["indices"] = _(", ", "、").join(_(*INDICES[index]) for index in indices)
    pieces["options"] = _(", ", "、").join(_option(index) for index in indices)
    return _(*(template or MISSING[details["state"]])).format(key=written(key), name=_spoken(written(key)), **pieces)


def _spoken(key: str) -> str:
    """The key of a parameter with its name before it; anything else as it is."""
    if key_parts(key)[0] not in PARAMETERS and "_by_district." not in key:
        return key
    from .parameters import spoken  # many texts, which an answer rarely needs

    return spoken(key)


OF_THE_COUNTRY = {"cpi", "food"}
"""The indices that the national record has."""


def _option(index: str) -> str:
    """The option that states the rise of an index."""
    own = {"cpi": "--cpi", "food": "--food-cpi"}.get(index)
    return own or _("--index-value {index}=PERCENT", "--index-value {index}=百分数").format(index=index)


UNITS: dict[str, Text] = {
    "yuan": ("YUAN", "元"),
    "percent": ("PERCENT", "百分数"),
    "factor": ("FACTOR", "倍数"),
    "count": ("MONTHS", "月数"),
}


def unit_text(key: str) -> str:
    """What a key takes: yuan, per cent, a factor, months, or the choices that it has."""
    parameter = PARAMETERS.get(key_parts(key)[0])
    if parameter is None:
        return _(*UNITS["yuan"])
    return "|".join(parameter.choices) if parameter.kind == "choice" else _(*UNITS.get(parameter.kind, ("VALUE", "值")))


def law_called(name: str, number: str, article: str, full: bool = False) -> str:
    """A text by its number (or its name with the number) and the article: `民发〔2012〕220号, art. 27`."""
    called = _("{name} ({number})", "{name}（{number}）").format(name=name, number=number)
    called = called if full and number else number or name
    if not article:
        return called
    at = (
        _("{name}, art. {article}", "{name}第{article}条")
        if article.isdigit()
        else _("{name}, part {article}", "{name}第{article}部分")
    )
    return at.format(name=called, article=article)


def law_name(law: Law) -> str:
    """A text by its name and number, in the language in use."""
    name = in_language(law.name)
    return _("{name} ({number})", "{name}（{number}）").format(name=name, number=law.document) if law.document else name


ASSUMED: dict[str, Text] = {
    "assumed:income": ("income: 0 yuan", "收入：按 0 元"),
    "assumed:work_income": ("earned income: nothing left out", "劳动收入：未扣减"),
    "assumed:members": ("members: one person", "人口：按 1 人"),
    "assumed:age": ("age: nothing added by age", "年龄：未按年龄增发"),
    "assumed:month": ("month: the region's own", "月份：默认月份"),
    "assumed:property": ("property: within the limits", "财产：按符合规定"),
    "assumed:district": ("district: the general standard", "区（市）县：按一般标准"),
    "assumed:on_roll": ("on the roll: in all of the months", "在册：按全部月份均享受"),
    "care_not_assessed": ("self-care: no care allowance", "自理能力：未核算照料护理费"),
}
"""What was not stated and what was taken, in a few words, for sums over many households."""

STATED_BY: dict[str, str] = {
    "assumed:income": "--income",
    "assumed:work_income": "--work-income",
    "assumed:members": "--members",
    "assumed:age": "--person age=…",
    "assumed:month": "--month",
    "assumed:property": "--property-test-met",
    "assumed:district": "--district",
    "assumed:on_roll": "on_roll_since",
    "care_not_assessed": "--person self_care=…",
}
"""The option by which each fact is stated that an answer otherwise takes for granted."""


def _assumed(code: str, details: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Which text an assumption has, and its pieces as they are read: amounts without a point where they need none."""
    if code == "assumed:income" and "person" in details:
        code = "assumed:income_of_person"
    if code == "assumed:age":
        details = {**details, "programme": _(*PROGRAMMES[details["programme"]])}
    if code == "assumed:district":
        code = code if details["districts"] else "assumed:district_general"
        amounts = {name: details[name].replace(".00", "") for name in ("amount", "elsewhere")}
        lists = {name: text.replace(", ", _(", ", "、")) for name, text in {**details, **amounts}.items()}
        details = {**lists, "programme": _(*PROGRAMMES[details["programme"]])}
    return code, details


def warning_text(code: str, details: Mapping[str, str]) -> str:
    """A warning as a sentence in the language in use."""
    filled = dict(details)
    if code == "missing":
        return _(*WARNINGS[code]).format(programme=_(*PROGRAMMES[filled["programme"]]), advice=missing_text(filled))
    if "en" in filled or "zh" in filled:  # a notice's own warning
        return in_language({name: filled[name] for name in ("en", "zh") if name in filled})
    for name in ("key", "other"):
        if name in filled:
            filled[name] = _spoken(written(filled[name]))
    if "ratio" in filled:
        from .parameters import keys_in_words

        filled["ratio"] = keys_in_words(filled["ratio"])
    if code == "estimate" and filled.get("deviation"):
        code = "estimate_off"
    if code == "left_out":
        filled["programmes"] = _(", ", "、").join(_(*PROGRAMMES[name]) for name in filled["programmes"].split(", "))
    if code == "rate_multiplied":
        filled.setdefault("last", _("now", "目前"))
    if "kinds" in filled:
        from .incomes import kind_name  # most answers speak of no kind

        filled["kinds"] = _(", ", "、").join(map(kind_name, filled["kinds"].split(", ")))
        code += "_otherwise" if "otherwise" in filled else ""
    code, filled = _assumed(code, filled)
    if code == "inferred_value" and "at_least" in filled and "at_most" in filled:
        code = "inferred_between"
    return _(*WARNINGS[code]).format(**filled)


def exclusion_text(programme: str, because: str) -> str:
    """`Nursing subsidy is not paid: tekun excludes it.`"""
    return _("{programme} is not paid: {because}.", "不发放{programme}：{because}。").format(
        programme=_(*PROGRAMMES[programme]), because=_(*BECAUSE[because])
    )


def condition_text(code: str) -> str:
    """A requirement that is not met, or (code with `?`) was not stated."""
    name = code.removesuffix("?")
    if code.endswith("?"):
        return _("not stated: {condition}", "未说明：{condition}").format(condition=_(*CONDITIONS[name]))
    return _("not met: {condition}", "不符合：{condition}").format(condition=_(*NOT_MET[name]))
