"""What `standards check` finds: one sentence a code, with the value and the way out."""

from __future__ import annotations

from . import Text

SEVERITIES: dict[str, Text] = {
    "error": ("error", "错误"),
    "warning": ("warning", "警告"),
    "acknowledged": ("acknowledged", "已确认"),
    "left_out": ("left out", "未设定"),
}

FINDINGS: dict[str, Text] = {
    "no_issuer": ("The issuer is missing. Add issuer.", "未写明发文单位，请补充发文单位（issuer）。"),
    "sets_nothing": (
        "The notice sets no figure. Fill one in, or remove the file.",
        "该文件未设定任何数值。请填写，或删除该文件。",
    ),
    "name_and_date_differ": (
        "It holds from {value}, but the file is named {name}. Correct one of them.",
        "自 {value} 起施行，但文件名为 {name}。请更正其中一个。",
    ),
    "far_ahead": (
        "It begins in {value}, more than a year from now. Check the year.",
        "自 {value} 起施行，距今一年以上。请核对年份。",
    ),
    "source_without_date": (
        "The source “{value}” has no day. Add the day on which it appeared, such as 2020-06-01.",
        "来源“{value}”没有日期。请补充发布日期，如 2020-06-01。",
    ),
    "source_unused": (
        'Nothing refers to the source “{value}”. Refer to it with source = "{value}", or leave it out.',
        '没有任何数值引用来源“{value}”。请用 source = "{value}" 引用，或删去该来源。',
    ),
    "basis_not_stated": (
        "Nothing says how well founded the figures are; they would count as published. Add basis: published, reported or inferred.",
        "未写明数值的依据类别，将按官方公布处理。请填写依据类别（basis）：公布（published）、报道（reported）或推算（inferred）。",
    ),
    "not_checked": (
        "The date of the last comparison with the source is missing. Compare the figures and add checked = DATE.",
        "未写明最近一次与来源核对的日期。请核对后补充核对日期（checked）。",
    ),
    "checked_long_ago": (
        "The figures were last compared with the source on {value}, over a year ago. Compare them again and renew the date.",
        "最近一次与来源核对是 {value}，已超过一年。请重新核对并更新日期。",
    ),
    "checked_in_the_future": ("{value} is in the future. Correct the date.", "{value} 尚未到来，请更正日期。"),
    "inferred_without_note": (
        "The figure is inferred, and nothing says how. Add a note with the calculation.",
        "该数值为推算值，但未说明如何推算。请在说明（note）中写明算法。",
    ),
    "bounds_without_doubt": (
        "Bounds belong to an inferred figure; this one is {value}. Leave them out, or correct the basis.",
        "上下限用于推算值，而该数值的依据类别是 {value}。请删去上下限，或更正依据类别。",
    ),
    "note_contradicts_figure": (
        "The note says “{formula}”, which is {amount}, but the figure is {value}. Correct one of them.",
        "说明写有“{formula}”，即 {amount}，而数值为 {value}。请更正其中一个。",
    ),
    "not_believed": (
        '{value} is implausible. Check the decimal point and the unit. An amount for a year says so: per = "year".',
        '此处 {value} 不合常理，请核对小数点和单位。按年的金额须注明 per = "year"。',
    ),
    "class_without_amount": (
        "Dibao is not paid by a class “{value}”, but by: {known}. Check the name.",
        "低保没有“{value}”这一类别，现有：{known}。请核对名称。",
    ),
    "stated_two_ways": (
        "The notice states {other} too, which says the same in another way. Leave one out.",
        "同一文件还以另一种方式设定了 {other}。请删去一个。",
    ),
    "instead_without_share": (
        "“{value}” is to be paid the standard and a share, and no share is in force: {key}.",
        "“{value}”须按标准上浮发放，但没有现行的上浮比例：{key}。",
    ),
    "drop": (
        "{value} is less than the {before} of {since}. Check the figure; standards seldom fall.",
        "{value} 低于 {since} 的 {before}。标准很少下调，请核对。",
    ),
    "steep_rise": (
        "{value} is {rise} more than the {before} of {since}. Check the figure.",
        "{value} 比 {since} 的 {before} 高 {rise}，请核对。",
    ),
    "overlap": (
        "It replaces the figure of {other} before that ends ({until}). Check both dates.",
        "在 {other} 的数值到期（{until}）之前即将其取代，请核对两个日期。",
    ),
    "gap": (
        "No figure is in force from {until} until {next}. Correct a date, or state the missing figure as unknown.",
        "{until} 起至 {next} 前没有生效的数值。请更正日期，或用“未查到”（unknown）标明该数值未知。",
    ),
    "ends_nothing": (
        "{value} was not in force, so there is nothing to repeal. Leave it out, or correct the key.",
        "{value} 此前并未生效，无从废止。请删去，或更正键名。",
    ),
    "ratio_broken": (
        "In {month} the ratio “{ratio}” does not hold: {due} is due, {value} is stated.",
        "{month} 不符合比例关系“{ratio}”：应为 {due}，实写 {value}。",
    ),
    "rule_incomplete": (
        "The rule of the price subsidy has no {value}, so no amount is known. State it.",
        "价格临时补贴规则缺少 {value}，无法得出金额。请补充。",
    ),
    "no_bands": (
        "The rate goes by bands, and there are none. State price_subsidy.bands, or another rate.",
        "标准按档次确定，但未列出档次。请填写 price_subsidy.bands，或改用其他方式。",
    ),
    "category_without_amount": (
        "No amount is in force for “{value}”. State it, or write the name as it stands with the amount.",
        "“{value}”没有有效的金额。请补充，或使名称与金额处一致。",
    ),
    "trigger_of_no_index": (
        "The rule is triggered by {known} only: this trigger of {value} counts for nothing. Name the index in price_subsidy.triggers, or remove the trigger.",
        "规则只由 {known} 启动，{value} 的启动条件不起作用。请在 price_subsidy.triggers 中列出该指数，或删去此条件。",
    ),
    "bands_with_a_gap": (
        "From a rise of {value} to {upper} no band says what is paid. Fill the gap, or acknowledge it.",
        "涨幅从 {value} 到 {upper} 之间没有相应档次。请补齐，或予以说明。",
    ),
    "trigger_below_bands": (
        "A rise of {value} makes the subsidy due, but the first band begins at {lowest}. Add a lower band, or correct the trigger.",
        "涨幅达 {value} 即应发放补贴，但最低一档从 {lowest} 起。请增加更低的档次，或更正启动条件。",
    ),
    "acknowledged_in_vain": (
        "“{value}” is acknowledged but not found. Remove the entry.",
        "已确认的“{value}”并未出现，请删去该条。",
    ),
    # errors that only tables have
    "not_plain_key": (
        "“{value}” is not allowed here (column {column}). Put Chinese keys in quotation marks, and write the plain characters = , . and quotation marks.",
        "此处不能写“{value}”（第 {column} 列）。中文键名须加英文引号，等号、逗号、句点和引号须用半角。",
    ),
    "text_without_quotes": (
        "A text stands without its quotation marks (column {column}). Put what follows the = in plain quotation marks.",
        "文字未加引号（第 {column} 列）。等号后面的文字须加英文引号。",
    ),
    "number_in_quotes": (
        "“{value}” is in quotation marks. Write the number without them.",
        "“{value}”加了引号。数字不加引号。",
    ),
    "unknown_source": (
        "No source is named “{value}” in [sources]. Name it there, or correct the name.",
        "来源表（[sources]）中没有名为“{value}”的来源。请补上，或改正名称。",
    ),
    "unknown_name": ("There is no key “{value}”.", "没有“{value}”这个键。"),
    "spelled_twice": (
        "“{value}” already means {other}. Each spelling belongs to one district.",
        "“{value}”已用于 {other}，各区（市）县的写法不能相同。",
    ),
    "not_a_ratio": (
        "“{value}” is not a ratio. Write it as tekun.urban = 2 * dibao.urban.",
        "“{value}”不是比例关系。请写成 tekun.urban = 2 * dibao.urban 的形式。",
    ),
    "history_of_what": (
        "Name the key whose history is wanted, such as dibao.rural.",
        "请写明要查看沿革的键，如 dibao.rural。",
    ),
    "exists_already": (
        "The file is there already and stays as it is. Choose another with -o.",
        "文件已存在，未作改动。请用 -o 另选文件名。",
    ),
    "not_an_answer": (
        "This is not an answer of dibao calc -f json: {reason}.",
        "这不是 dibao calc -f json 的结果：{reason}。",
    ),
    "no_such_schema": ("There is no schema of “{value}”. Known: {known}.", "没有“{value}”的 Schema。可选：{known}。"),
}
