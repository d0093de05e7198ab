"""Each problem's text: what is wrong, with the value, and the way out. The codes are stable.

Longer than 300 lines: one entry per code, in one list to be looked through.
"""

from __future__ import annotations

import re
import sys

from ..rules.parameters import TABLES
from ..rules.problems import Problem
from ..rules.visible import visible
from . import Text, _, language
from .findings import FINDINGS

TEXTS: dict[str, Text] = {
    # files
    "no_such_file": ("There is no such file. Check the path.", "文件不存在，请检查路径。"),
    "no_such_folder": ("There is no such folder. Check the path.", "文件夹不存在，请检查路径。"),
    "unreadable_file": ("The file cannot be read: {reason}.", "无法读取文件：{reason}。"),
    "unwritable_file": (
        "The file cannot be written: {reason}. What was there before is unchanged.",
        "无法写入文件：{reason}。原有内容未改动。",
    ),
    "unwritable_output": ("The output cannot be written: {reason}.", "输出无法写入：{reason}。"),
    "packed_already": (
        "A file in the format {value} is packed already. Leave {ending} out of its name.",
        "{value} 格式的文件本已压缩，请去掉文件名中的 {ending}。",
    ),
    "system_error": ("System error: {reason}.", "系统拒绝：{reason}。"),
    "not_a_plain_file": (
        "This is not an ordinary file (perhaps a pipe or a device), so it is not opened. Take it out of the folder.",
        "这不是普通文件（可能是管道或设备），因此不予打开。请将其移出文件夹。",
    ),
    # limits
    "file_too_large": (
        "The file is larger than {highest} bytes, the most that is read. Look whether it is the right one, or divide it.",
        "文件超过可读取的上限 {highest} 字节。请核对是否选错文件，或拆分后再用。",
    ),
    "too_many_levels": (
        "Tables and lists are nested more than {highest} deep. Write them flat; nothing here needs ten.",
        "表和列表的嵌套超过 {highest} 层。请减少层次，这里的任何内容都用不到十层。",
    ),
    "too_many_entries": (
        "{number} entries are too many here; the most is {highest}. Put several into one.",
        "此处有 {number} 项，过多；最多 {highest} 项。请将若干项合并。",
    ),
    "too_many_files": (
        "{number} notices are too many for one folder; the most is {highest}. Divide them, and name each folder with --standards.",
        "一个文件夹内有 {number} 份标准文件，过多；最多 {highest} 份。请分放到几个文件夹，并分别用 --standards 指明。",
    ),
    "too_many_problems": (
        "There are more faults than these {highest}; reading stopped here. Correct them, and look whether it is the right file.",
        "问题不止以上 {highest} 处，读取到此为止。请先改正，并核对是否选错文件。",
    ),
    "too_long": (
        "The value is longer than {highest} characters, which nothing here is. Look for a missing separator.",
        "内容超过上限 {highest} 个字符，不会是有效数据。请检查是否缺少分隔符。",
    ),
    "half_character": (
        "The text has half a character in it, which cannot be shown or written. Type it again.",
        "文字中有不完整的字符，无法显示或写出。请重新输入。",
    ),
    "not_text": (
        "The file is neither UTF-8 nor GB18030 text. Save it as UTF-8.",
        "文件既不是 UTF-8 也不是 GB18030 文本，请另存为 UTF-8。",
    ),
    "not_toml": ("This is not TOML: {reason} (column {column}).", "不符合 TOML 格式：{reason}（第 {column} 列）。"),
    "not_json": ("This is not JSON: {reason} (column {column}).", "不符合 JSON 格式：{reason}（第 {column} 列）。"),
    "not_an_object": (
        'A household in JSON is one object: {{"area": "urban", …}}.',
        'JSON 格式的家庭情况应是一个对象：{{"area": "urban", …}}。',
    ),
    "terminal_input": (
        "Standard input is a terminal. Give a file, or pipe a household in.",
        "标准输入是终端。请指定文件，或通过管道传入家庭情况。",
    ),
    "no_terminal": (
        "This asks questions and needs a terminal. In a script, use dibao calc with flags or a household file.",
        "本命令以问答方式进行，须在终端中运行。脚本中请使用 dibao calc 加参数或家庭情况文件。",
    ),
    # numbers
    "not_a_number": (
        "“{value}” is not an amount. Write digits, such as 1200 or 1200.50.",
        "“{value}”不是金额。请写数字，如 1200 或 1200.50。",
    ),
    "not_whole_fen": (
        "{value} is not a whole number of fen. Give an int: 1200.50 yuan are 120050.",
        "{value}不是整数分。请给整数：1200.50元为120050分。",
    ),
    "negative": ("“{value}” is below 0. Amounts must not be negative.", "“{value}”小于 0。金额不能为负数。"),
    "too_precise": (
        "“{value}” is finer than a fen (a percentage: finer than a hundredth). Round it to two decimals.",
        "“{value}”的精度超过分（百分数则超过百分之一点）。请保留两位小数。",
    ),
    "too_large": ("“{value}” is too large to be an amount here.", "“{value}”过大，不可能是此处的金额。"),
    "not_a_count": ("“{value}” is not a whole number.", "“{value}”不是整数。"),
    "out_of_range": (
        "{value} is not possible here. It must be from {lowest} to {highest}.",
        "此处不能是 {value}，应在 {lowest} 至 {highest} 之间。",
    ),
    "not_a_month": ("“{value}” is not a month. Write it as 2020-07.", "“{value}”不是月份。请写成 2020-07 的形式。"),
    "not_a_date": (
        "“{value}” is not a date. Write it as 2020-07-01, without quotation marks.",
        "“{value}”不是日期。请写成 2020-07-01 的形式，不加引号。",
    ),
    "not_a_disability": (
        "“{value}” is not a disability. Write kind and grade, such as limb-2. Kinds: {known}.",
        "“{value}”不是残疾类别和等级。请写类别和等级，如肢体二级（limb-2）。类别：{known}。",
    ),
    # fields and choices
    "unknown_field": ("There is no such field.", "没有这个字段。"),
    "not_a_field": ("“{value}” is not a field.", "“{value}”不是字段。"),
    "stated_twice": ("{other} is stated twice. Leave one out.", "{other} 重复填写，请删去一个。"),
    "unknown_choice": ("“{value}” is not one of the choices: {known}.", "“{value}”不在可选范围内：{known}。"),
    "wrong_type": ("A {expected} is expected here.", "此处应为{expected}。"),
    "wrong_type_found": ("A {expected} is expected here, not “{value}”.", "此处应为{expected}，而不是“{value}”。"),
    "needed_field": ("Required, and not stated.", "此项必须填写。"),
    "needed_area": ("Required: urban (城市) or rural (农村).", "此项必须填写：城市或农村。"),
    "needed": ("Required for status={status}: one of {known}.", "类别为{status}时，此项必须填写：{known}。"),
    "opposite_field": (
        "“{value}” says the opposite of {field}, so it is not read. State {field} itself: yes or no.",
        "“{value}”与“{field}”意思相反，未予读取。请直接填写“{field}”：是或否。",
    ),
    "contradiction": ("{value} contradicts {other}. Correct one of them.", "{value} 与 {other} 矛盾，请更正其中一个。"),
    "is_a_roster": (
        "Is this a roster of many households? Compute it with dibao batch.",
        "这是花名册？请用 dibao batch 核算。",
    ),
    "no_members": ("A household has at least one member.", "家庭至少应有一名成员。"),
    "too_many_members": (
        "A household of {value} is implausible; the most is {highest}. Check the number.",
        "家庭人数 {value} 不合常理，最多为 {highest} 人，请核对。",
    ),
    "duplicate_person": (
        "Two persons have the label “{value}”. Give each its own.",
        "有两人使用同一标识“{value}”，请分别标识。",
    ),
    "unknown_income": (
        "“{value}” is no kind of income. Known: {known}.",
        "“{value}”不是收入项目。可选：{known}。",
    ),
    "incomes_disagree": (
        "The income of {value} and the items, which come to {items}, do not agree. State one of the two.",
        "所填收入 {value} 与各项合计 {items} 不一致。请只填其中一种。",
    ),
    "work_income_above_income": (
        "Earned income ({value}) is part of the income and cannot be more than all of it.",
        "务工收入（{value}）是家庭收入的一部分，不能超过家庭收入总额。",
    ),
    "unknown_category": (
        "“{value}” is no category of children in hardship that a notice of this region names. Known: {known}.",
        "“{value}”不是本地区文件列明的困境儿童类别。可选：{known}。",
    ),
    "no_categories": (
        "No notice of this region names categories of children in hardship, so “{value}” is not known. A notice in a folder of your own can set them: child_hardship.amount_by_category (--standards).",
        "本地区文件均未列明困境儿童类别，无法识别“{value}”。可在自备标准文件夹（--standards）中设定各类标准（child_hardship.amount_by_category）。",
    ),
    "not_a_category": (
        "“{value}” cannot name a category: leave out blanks at its ends and the characters @ . + / , ， 、 =.",
        "“{value}”不能作为类别名称：首尾不得有空格，不得含 @ . + / , ， 、 = 等字符。",
    ),
    "unknown_district": (
        "“{value}” is not a district of this region. Known: {known}.",
        "“{value}”不是本地区的区（市）县。可选：{known}。",
    ),
    "zone_needs_district": (
        "{value} has no rural standard of its own: that of the district where the household lives applies. Name the district: {known}.",
        "{value}没有单独的农村标准，执行所在区（市）县的标准。请填所在区（市）县：{known}。",
    ),
    "not_name_equals_value": ("“{value}” is not of the form name=value.", "“{value}”不符合“名称=值”的写法。"),
    # notices
    "unknown_key": ("There is no such key.", "没有这个键。"),
    "one_off_by_hand": (
        "One-off aid is not one value: it has a month, and says for whom it is. Write it as a table [one_off.NAME] in a notice in a folder of your own (--standards); the draft of dibao standards new shows how.",
        "一次性补助不是单个数值，须写明月份和对象。请在自备标准文件夹（--standards）的文件中写一次性补助表（[one_off.名称]）；dibao standards new 的草稿中有示例。",
    ),
    "no_notice_table": (
        "The file has no [notice] table. It needs at least title, effective and source.",
        "文件缺少 [notice] 表，至少应有标题（title）、执行起始日（effective）和来源（source）。",
    ),
    "needed_key": ("This key is missing. It is required.", "缺少此键。"),
    "not_first_of_month": (
        "“{value}”: standards hold for whole months. Write the first day of one.",
        "“{value}”：标准按整月执行，请写某月的第一天。",
    ),
    "until_before_effective": (
        "It ends ({value}) before it begins ({effective}).",
        "终止日期（{value}）早于施行日期（{effective}）。",
    ),
    "outside_bounds": (
        "The value lies outside its own at_least and at_most.",
        "该值不在其自身的下限（at_least）与上限（at_most）之间。",
    ),
    "set_and_ended": (
        "The notice sets “{value}” and ends it too. Leave one out.",
        "同一文件既设定又终止“{value}”，请删去一个。",
    ),
    "set_twice": (
        "The same key from the same day is also set in {other}. Leave one out, or correct a date.",
        "{other} 也自同日起设定了同一键。请删去一个，或更正日期。",
    ),
    "not_a_percentage": (
        "“{value}” is not a percentage. Write it in per cent, such as 50 for half.",
        "“{value}”不是百分数。请以百分数填写，如一半写 50。",
    ),
    "not_a_factor": (
        "“{value}” is not a factor. Write how many times, such as 1.5.",
        "“{value}”不是倍数。请写倍数，如 1.5。",
    ),
    "not_a_number_of_months": (
        "“{value}” is not a number of months. Write a whole number, such as 12.",
        "“{value}”不是月数。请写整数，如 12。",
    ),
    "share_below_one_percent": (
        "{value} is less than one per cent. Shares are in per cent: write 50 for half.",
        "{value} 不足百分之一。比例以百分数填写：一半请写 50。",
    ),
    "recorded_only": (
        "This figure is on record only: no rule uses it, so setting it would change nothing.",
        "此项仅作记录，没有规则使用，设定后不会有任何变化。",
    ),
    "goes_only_with": ("It goes only with {other}.", "只能与 {other} 同时使用。"),
    "not_so_many_payments": (
        "{value} months are named; such payments are {expected} a year.",
        "列出了 {value} 个月份；这样的发放一年有 {expected} 次。",
    ),
    "shorter_than_the_period": (
        "“{value}” is shorter than the period of payment.",
        "“{value}”短于发放周期。",
    ),
    "reckoned_from_itself": (
        "This figure is a share of another one that is, in the end, a share of it: {chain}.",
        "该数值按另一数值的比例计算，而后者最终又按它计算：{chain}。",
    ),
    "bands_overlap": (
        "The band from {value} begins below {other}, where the one before it ends.",
        "从 {value} 起的档次与前一档（至 {other}）重叠。",
    ),
    "bands_not_rising": ("Bands are listed from the lowest rise to the highest.", "各档应按涨幅由低到高排列。"),
    # the question
    "not_a_region_name": (
        "“{value}” does not name a region. A name has letters, digits, - and _ only.",
        "“{value}”不是地区名称。名称只能包含文字、数字、- 和 _。",
    ),
    "unknown_region": (
        "No standards are known for the region “{value}”. Known: {known}.",
        "没有地区“{value}”的标准。可选：{known}。",
    ),
    "before_first_table": (
        "No standards are on record for {value}. The first month is {first}; an earlier one needs a notice of its own (--standards).",
        "没有 {value} 的标准，最早为 {first}；更早的月份需自备标准文件（--standards）。",
    ),
    "unknown_format": ("“{value}” is not a format. Known: {known}.", "“{value}”不是输出格式。可选：{known}。"),
    "unknown_ending": (
        "What format the file is to have cannot be told from its ending {value}. Known endings: {known}. Name it otherwise, or state the format with -f.",
        "由文件名后缀 {value} 看不出应写成什么格式。可用后缀：{known}。请改用其他文件名，或用 -f 指定格式。",
    ),
    "ending_not_here": (
        "This command does not write {value} files. It writes {known}.",
        "此命令不能写出 {value} 文件。可写：{known}。",
    ),
    "ending_contradicts": (
        "The name ends in {ending}, but -f asks for {format}. Leave -f out, or name the file otherwise.",
        "文件名后缀是 {ending}，而 -f 要求 {format} 格式。请去掉 -f，或改用其他文件名。",
    ),
    "stray_details": (
        'There is no such file, and “{value}” looks like a part of an option: the shell took it apart at a comma or a blank. Put all of it in double quotes: --person "status=orphan,care=dispersed".',
        '没有这个文件；“{value}”像是选项内容的一部分：命令行在逗号或空格处把它拆开了。请将整段内容加双引号：--person "类别=孤儿,养育方式=散居"。',
    ),
    "unknown_code": (
        "“{value}” is not a code of this program. dibao explain lists them all.",
        "“{value}”不是本程序的代码。dibao explain 可列出全部代码。",
    ),
    "unknown_column": (
        "“{value}” is not a column of this result. Its columns: {known}; all for every one.",
        "“{value}”不是此结果的列。可选：{known}；all 表示全部。",
    ),
    "unknown_language": (
        "“{value}” is not a language of this program: en, zh.",
        "本程序不支持语言“{value}”，可选：zh、en。",
    ),
    "strict": ("Refused because of --strict: {reason}", "因 --strict 拒绝计算：{reason}"),
    # letters
    "letter": ("No letter can be made from this: {reason}", "不能据此出具决定通知书：{reason}"),
    "letter_of_another_month": (
        "By the day of the decision dibao is paid from {first}, so the letter states the amounts of that month. Leave the month out, or correct the day.",
        "按决定日期，低保金自 {first} 起发放，通知书应载明该月的金额。请不填月份，或更正决定日期。",
    ),
    "only_as_page": (
        "A letter is a page to print. Ask for it with -f html.",
        "通知书为供打印的页面，请用 -f html 输出。",
    ),
    "unknown_placeholder": ("There is no placeholder {value}. Known: {known}.", "没有占位符 {value}。可用：{known}。"),
    "lone_brace": (
        "The brace {value} has no other one. Placeholders are written {{name}}.",
        "花括号“{value}”不成对。占位符写作 {{name}}。",
    ),
    "unknown_part": (
        "{value} is not a part of a letter, or stands here twice. Parts: {known}.",
        "“{value}”不是通知书的部分，或出现两次。可用：{known}。",
    ),
    "needed_part": ("The letter has no part {value}, or nothing in it.", "通知书缺少 {value} 部分，或该部分为空。"),
    "outside_parts": (
        "This line stands before the first part. Begin with [granted].",
        "此行在第一个部分之前。请以 [granted] 开头。",
    ),
    # rosters
    "ragged_line": (
        "The line does not have the {cells} cells of the heading. Look for a separator too few or too many.",
        "该行的列数与表头的 {cells} 列不符。请检查是否多了或少了分隔符。",
    ),
    "wrong_bytes": (
        "The line holds bytes that are no text in the file's encoding. Save the file as UTF-8.",
        "该行含有不符合文件编码的字节。请将文件另存为 UTF-8。",
    ),
    "unclosed_quote": (
        "The line's quotation marks do not fit together. Close them, or double those inside a cell.",
        "该行的引号不配对。请补上引号，或将单元格内的引号写成两个。",
    ),
    "line_too_long": (
        "The line is longer than {highest} characters, which is the most. Look for a missing line end, or leave long columns out.",
        "该行超过上限 {highest} 个字符。请检查是否缺少换行，或去掉内容过长的列。",
    ),
    "nested_too_deeply": (
        'The object is nested too deeply. A row has one level: {{"area": "urban", …}}.',
        '对象嵌套过深。一行只有一层：{{"area": "urban", …}}。',
    ),
    "cell_error": (
        "“{value}” is an error of the spreadsheet, not a value. Correct the formula, or write the value.",
        "“{value}”是电子表格的错误值，不是数据。请改正公式，或直接填写数值。",
    ),
    "formula_without_value": (
        "The cell has a formula whose result is not in the file. Open the workbook in a spreadsheet program and save it.",
        "单元格有公式，但文件中没有保存其结果。请用电子表格软件打开工作簿并保存。",
    ),
    "cell_too_long": (
        "A cell of {number} characters does not fit into a sheet ({highest} at most). Write CSV or Parquet instead, or do not keep this column.",
        "单元格有 {number} 个字符，超出工作表上限（{highest} 个）。请改用 CSV 或 Parquet，或不保留该列。",
    ),
    "several_sheets": (
        "Several sheets hold something: {known}. Choose one with --sheet NAME.",
        "有多个工作表有内容：{known}。请用 --sheet 名称 选定一个。",
    ),
    "only_hidden_sheets": (
        "Only hidden sheets hold something: {known}. Choose one with --sheet NAME, or show it.",
        "只有隐藏的工作表有内容：{known}。请用 --sheet 名称 选定一个，或取消隐藏。",
    ),
    "no_such_sheet": ("There is no sheet “{value}”. Sheets: {known}.", "没有工作表“{value}”。现有工作表：{known}。"),
    "sheet_needs_workbook": (
        "Only a workbook (.xlsx) has sheets. Leave --sheet out, or name a workbook.",
        "只有工作簿（.xlsx）才有工作表。请去掉 --sheet，或指定工作簿。",
    ),
    "save_as_xlsx": (
        "This is a workbook of an older or another kind, or one with a password. Save it as .xlsx without a password, or as CSV.",
        "这是旧版或其他格式的工作簿，或设有密码。请另存为不带密码的 .xlsx，或存为 CSV。",
    ),
    "too_many_columns": (
        "There are more than {highest} columns, which is the most. Leave out those that are not needed here.",
        "列数超过上限 {highest}。请去掉此处不需要的列。",
    ),
    "too_many_faults": (
        "More than {highest} different values are wrong, “{value}” among them. Look whether this column is what its heading says.",
        "有超过 {highest} 个不同的值有误，例如“{value}”。请检查该列内容是否与表头相符。",
    ),
    "workbook_too_large": (
        "The texts of the workbook take more than {highest}, which is the most. Save the sheet as CSV.",
        "工作簿中的文字超过上限 {highest}。请将工作表另存为 CSV。",
    ),
    "endless_line": (
        "No line ends within {highest}, so this is no roster. Name the format with --input-format if it is not CSV.",
        "{highest} 之内没有换行，不是花名册。如果不是 CSV，请用 --input-format 指明格式。",
    ),
    "endless_source": (
        "More than {highest} came in, which is the most. Write it to a file and name that.",
        "传入的数据超过上限 {highest}。请先写入文件，再指定该文件。",
    ),
    "source_changed": (
        "The file changed while it was read, so nothing was written. Run again when it is complete.",
        "读取期间文件发生了变化，因此未写出任何结果。请待文件完整后重新运行。",
    ),
    "id_number_wrong": (
        "Invalid ID number: the check digit is wrong. Compare it with the card.",
        "身份证号有误：校验码不符。请与证件核对。",
    ),
    "id_number_twice": (
        "The same ID number is on more than one line. Keep one of the rows.",
        "同一身份证号出现在多行。请只保留一行。",
    ),
    "several_with_a_status": (
        "A row for {value} persons has a status, which describes one person. Give each person a row of its own.",
        "一行写了 {value} 人却带有对象类别，而类别只能说明一个人。请每人单独一行。",
    ),
    "several_in_single_person": (
        "A row for {value} persons asks for single-person inclusion, which is one person's. Give each person a row of its own.",
        "该行代表 {value} 人，却填写了单人保；单人保只针对一个人。请每人各占一行。",
    ),
    "whose_deduction": (
        "The row is of a person whom another scheme supports, and it has a deduction of {value}: deductions are the dibao family's. Put it on a row of the family, or leave it out.",
        "该行人员由其他制度供养，却填写了扣减 {value} 元；扣减属于低保家庭。请填在低保家庭成员的行，或删去。",
    ),
    "total_row": (
        "This is a row of totals, not a household. Leave it out of the roster.",
        "看来是合计行，不是家庭。请从花名册中删去。",
    ),
    "members_on_each_row": (
        "Each of the {value} rows of the household says {value} members. If a row is a person, leave members empty or write 1.",
        "该户共 {value} 行，每行人数都写 {value}。若一行是一个人，人数请留空或写 1。",
    ),
    "rows_disagree": (
        "The rows of the household disagree: {value}. Make them the same.",
        "该户各行不一致：{value}。请改成一致。",
    ),
    "paid_before_decision": (
        "{value} is not after the decision ({other}): payment begins in the month after it. Correct one of the two.",
        "{value} 不在批准之后（{other}）：自批准的下月起发放。请更正其中之一。",
    ),
    "roll_ends_first": (
        "{value} is not after {other}, from when the household was on the roll. It is the first month without payment.",
        "{value} 不晚于开始享受的月份 {other}。此处应填停发的首月。",
    ),
    "household_rejected": ("Line {line} of the same household is rejected.", "同一户的第 {line} 行被退回。"),
    "heading_twice": (
        "“{value}” and “{other}” are both headings of this field. Leave one out with --map HEADING=-.",
        "“{value}”和“{other}”都是此字段的表头。请用 --map 列名=- 去掉一个。",
    ),
    "no_area_column": (
        "No column says urban or rural (area, 城乡). Name it with --map HEADING=area. Columns found: {found}.",
        "没有说明城乡的列。请用 --map 列名=城乡 指定。现有列：{found}。",
    ),
    "no_members_column": (
        "No column says how many people a row stands for (members, 人口), and no household has a second row. Name the column with --map HEADING=members, or say --one-person-per-row.",
        "没有人数列（人口），各户又都只有一行，无法确定每行代表几个人。请用 --map 列名=人口 指明人数列；若确为每行一人，请加 --one-person-per-row。",
    ),
    "looks_like_some_field": (
        "This column would not be read, but its heading looks as if a field were meant. Say --map {value}=FIELD with the field that it means, or --map {value}=- to leave it out.",
        "此列未被识别，但列名与某个字段有关。若应计入，请用 --map {value}=字段 说明含义；若确不计入，请用 --map {value}=-。",
    ),
    "looks_like_a_field": (
        "This column would not be read, but its heading looks like a field. Say --map {value}={field} if that is what it means (or another field), or --map {value}=- to leave it out.",
        "此列未被识别，但列名像是某个字段。若含义如此，请用 --map {value}={field}（或其他字段）；若确不计入，请用 --map {value}=-。",
    ),
    "no_row_number": (
        "“{value}” does not number the rows: it is missing in some, or stands twice. Name a column that does, or leave the option out.",
        "“{value}”不能用作行号：有的行没有值，或同一个值出现多次。请改用其他列，或不写此选项。",
    ),
    "no_such_column": ("There is no column “{value}”.", "没有“{value}”这一列。"),
    "no_heading": (
        "The file has no heading line. The first line names the columns, such as household,area,members,income.",
        "文件没有表头。第一行应写列名，如 户编号,城乡,人口,月收入。",
    ),
    "needs_roster": (
        "No roster given. Name a file, or - for standard input.",
        "请指定花名册文件，或用 - 表示标准输入。",
    ),
    "no_rows": ("The roster has a heading and no rows.", "花名册只有表头，没有数据行。"),
    "not_a_size": ("“{value}” is not a size. Write it as 1GB or 500MB.", "“{value}”不是容量。请写成 1GB 或 500MB。"),
    "full_disk": (
        "The computation ran out of room: {reason}. Free disk space in {folder}, or set TMPDIR.",
        "空间不足：{reason}。请清理 {folder} 所在磁盘，或设置 TMPDIR。",
    ),
    "not_stopped": (
        "--strict: {rejected} of {read} rows are rejected, so nothing was written.",
        "--strict：{read} 行中有 {rejected} 行被退回，因此没有写任何文件。",
    ),
    "roster_assumed": (
        "--strict: {number} of {households} households rest on what nobody stated ({codes}), so nothing was written. State it in the roster, or for all rows with an option.",
        "--strict：{households} 户中有 {number} 户的金额以未填事项的默认值为依据（{codes}），因此没有写任何文件。请在花名册中填写，或用选项统一说明。",
    ),
    "rejected_row": ("{reason}", "{reason}"),
    "needs_output_file": (
        "The format {value} is written to a file. Name it with -o.",
        "{value} 格式须写入文件。请用 -o 指定。",
    ),
    "too_many_rows": (
        "{value} rows do not fit into a sheet ({highest} at most). Write CSV or Parquet instead.",
        "{value} 行超出工作表上限（{highest} 行）。请改用 CSV 或 Parquet。",
    ),
    "same_file": (
        "This would be written over {other}, which is read here. Name another file.",
        "写入会覆盖本次要读取的 {other}。请另取文件名。",
    ),
    "same_output": (
        "This is the same file as that of {other}. Name another file.",
        "与 {other} 是同一个文件。请另取文件名。",
    ),
    "unusable_folder": (
        "Temporary files cannot be kept in a folder of this name. Set TMPDIR to another folder.",
        "临时文件不能放在这样命名的文件夹里。请将 TMPDIR 设为其他文件夹。",
    ),
    # ranges of months, comparisons, sweeps
    "months_reversed": (
        "The last month ({value}) is before the first ({first}). Swap --from and --to.",
        "截止月份（{value}）早于起始月份（{first}），请对调 --from 和 --to。",
    ),
    "not_for_roster": (
        "This describes one household and does not go with a roster. Leave it out, or state it in a column of the roster.",
        "此项用于描述单个家庭，不能与花名册同用。请去掉，或写在花名册的列中。",
    ),
    "only_for_roster": (
        "This says how a roster is read, and no roster is given.",
        "此选项用于读取花名册，但未指定花名册。",
    ),
    "months_exchanged": (
        "The month after ({value}) is before the month before ({first}). Swap --before and --after.",
        "后一月份（{value}）早于前一月份（{first}），请对调 --before 和 --after。",
    ),
    "too_many_months": (
        "{number} months are too many; the most is {highest}. Ask for a shorter range.",
        "{number} 个月过多，最多为 {highest} 个月，请缩短区间。",
    ),
    "changes_not_rising": (
        "The change from {value} does not come after the one from {before}. List changes from the earliest to the latest, one per month.",
        "自 {value} 起的变动不晚于自 {before} 起的变动。请由早到晚排列，每月一项。",
    ),
    "index_needs_month": (
        "{value} is stated for no month in particular, and more than one is asked for. Write MONTH=PERCENT, such as 2020-03=18.3; a single announced subsidy belongs to one month.",
        "{value} 未注明月份，而所问不止一个月。请写成 月份=涨幅，如 2020-03=18.3；已公布的单次补贴金额只属于一个月。",
    ),
    "paid_outside": (
        "{value} is not among the months asked for ({first} to {last}). Leave it out, or widen --from and --to.",
        "{value} 不在所问月份（{first} 至 {last}）之内。请删去，或扩大 --from 和 --to 的范围。",
    ),
    "needed_option": ("This option is required here.", "此处必须填写该选项。"),
    "not_together": (
        "This cannot be asked for together with {other}. Leave one out.",
        "不能与 {other} 同时使用，请删去一个。",
    ),
    "not_a_sweep": (
        "“{value}” is not a sweep. Write it as income=0:3000:100: first, last and step.",
        "“{value}”不是变动区间。请写成 income=0:3000:100：起点、终点、步长。",
    ),
    "sweep_never_ends": (
        "The range {value} never ends: the step must be positive, and the last value not below the first.",
        "{value} 无法到达终点：步长应大于 0，终点不应小于起点。",
    ),
    "too_many_steps": (
        "{number} steps are too many; the most is {highest}. Take a larger step or a shorter range.",
        "{number} 步过多，最多为 {highest} 步。请加大步长或缩短区间。",
    ),
    # the command line
    "usage": ("{reason}", "{reason}"),
    "no_such_option": ("There is no option {value}.", "没有选项 {value}。"),
    "no_such_command": ("There is no command “{value}”.", "没有命令“{value}”。"),
    "option_needs_value": ("The option needs a value.", "该选项需要一个值。"),
    "option_takes_no_value": ("The option takes no value.", "该选项不带值。"),
    "unexpected_argument": ("Unexpected argument “{value}”.", "多出一个参数“{value}”。"),
    "missing_command": ("No command given. See dibao --help.", "请指定命令，参见 dibao --help。"),
    "needs_package": (
        "Rosters need the package {value}, which dibao.pyz does not carry. Install dibao with pip, pipx or uv.",
        "核算花名册需要 {value}，单文件版 dibao.pyz 不含此包。请用 pip、pipx 或 uv 安装 dibao。",
    ),
    "needs_extra": (
        'This engine needs the package {value}. Install it with: pip install "dibao[{extra}]".',
        '该引擎需要 {value}。请安装：pip install "dibao[{extra}]"。',
    ),
    "needs_engine": (
        "This is for another engine. Add --engine {engine}.",
        "此选项用于其他引擎，请同时写 --engine {engine}。",
    ),
    "not_a_connection": (
        'These are no connection parameters. Write them as "host=db dbname=people user=office".',
        '连接参数有误，请写成 "host=db dbname=people user=office"。',
    ),
    "password_in_sight": (
        "A password does not belong here: others on this machine can read it. Put it in PGPASSWORD or in ~/.pgpass.",
        "此处不能写密码：本机其他用户可以看到。请放在 PGPASSWORD 或 ~/.pgpass 中。",
    ),
    "no_such_table": ("There is no table “{value}” that may be read.", "没有可读取的表“{value}”。"),
    "needs_row_number": (
        "“{value}” is no table with places for its rows. Name the column that numbers them with --row-number.",
        "“{value}”不是存储数据的表，各行没有固定位置。请用 --row-number 指定行号列。",
    ),
    "table_exists": (
        "The table “{value}” is there already, and no run of dibao made it. Name another.",
        "表“{value}”已存在，且不是 dibao 生成的。请另取表名。",
    ),
    "database_refused": ("The database refuses: {reason}.", "数据库报错：{reason}。"),
    "needs_java": (
        "Spark does not start: {reason}. It needs Java 17 or newer: install it, or name its folder in JAVA_HOME.",
        "Spark 无法启动：{reason}。需要 Java 17 或更高版本：请安装，或在 JAVA_HOME 中指定其文件夹。",
    ),
    "spark_refused": (
        "Spark does not run there: {reason}. Write --master as local[2], yarn or spark://host:7077.",
        "Spark 无法在此运行：{reason}。--master 请写成 local[2]、yarn 或 spark://host:7077。",
    ),
    "spark_failed": ("Spark stopped: {reason}. Nothing was written.", "Spark 中止：{reason}。未写入任何结果。"),
    "spark_ended": (
        "A {value} process of Spark ended before its work was done: it was killed, or the memory did not suffice (--conf spark.driver.memory=4g, --conf spark.executor.memoryOverhead=2g). Nothing was written.",
        "Spark 的 {value} 进程未完成即已结束：被强行终止，或内存不足（可用 --conf spark.driver.memory=4g、--conf spark.executor.memoryOverhead=2g）。未写入任何结果。",
    ),
    "spark_ended_placing": (
        "Spark's Java process ended while the results were being put in place. Whatever is there now is whole, old or new; if nothing is, the next run first brings back what was there. Run the command again.",
        "Spark 的 Java 进程在放置结果时结束。该处现有的结果均为完整的旧结果或新结果；若什么也没有，下次运行会先恢复原有结果。请重新运行。",
    ),
    "executor_lacks": (
        "An executor has no Python package {value}. Install dibao[spark] there, and name its Python with --conf spark.pyspark.python=….",
        "执行节点缺少 Python 包 {value}。请在各节点安装 dibao[spark]，并用 --conf spark.pyspark.python=… 指定其 Python。",
    ),
    "other_program": (
        "An executor has another dibao ({value}) than this machine ({expected}); two programs may come to two figures. Install the same one.",
        "执行节点的 dibao（{value}）与本机（{expected}）不同，结果可能不一致。请安装同一版本。",
    ),
    "folder_exists": (
        "This is there already, and no run of dibao made it. Name another folder.",
        "该位置已存在，且不是 dibao 生成的。请另取文件夹名。",
    ),
    "headings_differ": (
        "The headings are others than those of {other}, or differently separated. All files of a roster have the same.",
        "表头或分隔符与 {other} 不同。同一花名册的各文件须一致。",
    ),
    "row_number_wrong": (
        "The column “{value}” does not number the rows: each needs a whole number of its own.",
        "“{value}”列不能作为行号：每行须有各自不同的整数。",
    ),
    "rows_missing": (
        "{number} of {expected} rows can be read where they were written. The folder must be the same one for all executors; the old results are left.",
        "写入后只能读到 {number} 行，应为 {expected} 行。输出文件夹须为各执行节点共用；原结果未改动。",
    ),
    "defect": (
        "This is a defect of dibao, not of your input: {reason}. Please report it with the command's name and this line; DIBAO_DEBUG=1 shows all.",
        "这是 dibao 的程序缺陷，并非您的输入有误：{reason}。请报告所用命令的名称和本行内容；设置 DIBAO_DEBUG=1 可查看详情。",
    ),
}

TEXTS |= FINDINGS

EXPECTED: dict[str, Text] = {
    "incomes": ("table of kinds of income with amounts", "收入项目与金额的表"),
    "table": ("table", "表"),
    "list": ("list", "列表"),
    "text": ("text", "文本"),
    "number": ("number", "数字"),
    "acknowledged": (
        'list of acknowledgements such as { code = "drop", key = "dibao.rural", because = "…" }',
        '确认事项列表，如 { code = "drop", key = "dibao.rural", because = "…" }',
    ),
    "note": ("text, or a table with en and zh", "文本，或含 en 和 zh 的表"),
    "rounding": (
        'rounding such as { unit = 0.50, direction = "up" }',
        '取整方式，如 { unit = 0.50, direction = "up" }',
    ),
    "bands": ('list of bands such as { from = 3, share = "1/12" }', '分档列表，如 { from = 3, share = "1/12" }'),
    "payment": (
        'period such as "quarter", or list such as { period = "quarter", for = ["tekun"], paid_in = [3, 6, 9, 12] }',
        '周期，如 "quarter"，或列表，如 { period = "quarter", for = ["tekun"], paid_in = [3, 6, 9, 12] }',
    ),
    "by_class": ("table of classes such as { A = 495, B = 425 }", "分类的表，如 { A = 495, B = 425 }"),
    "yuan_by_class": ("table of classes such as { A = 495, B = 425 }", "分类的表，如 { A = 495, B = 425 }"),
    "grades": (
        'list of grades such as { name = "全护理", en = "full care", abilities_lost = [4, 6] }',
        '档次列表，如 { name = "全护理", en = "full care", abilities_lost = [4, 6] }',
    ),
    "abilities_lost": (
        "a number from 0 to 6, or the lowest and the highest: [4, 6]",
        "0 至 6 的数，或最低和最高项数：[4, 6]",
    ),
    "percent_by_class": ("table of classes such as { A = 50, B = 30 }", "分类的表，如 { A = 50, B = 30 }"),
    "persons": ("list of persons", "人员列表"),
    "changes": ("list of changes ([[change]]), each with from", "变动列表（[[change]]），每项含起始月份（from）"),
    "exit": ("table with since and last_allowance", "含超标月份（since）和退出前低保金（last_allowance）的表"),
    "question": ("table of what is asked", "说明计算要求的表"),
    "yuan": ("amount", "金额"),
    "factor": ("factor", "倍数"),
    "count": ("whole number", "整数"),
    "choice": ("word", "词语"),
    "choices": ("word or list of words", "词语或词语列表"),
    "yes_no": ("yes or no", "是或否"),
    "month": ("month", "月份"),
    "date": ("date", "日期"),
    "id_number": ("identity number", "身份证号"),
    "district": ("district", "区（市）县"),
    "amounts": ("amount, or a table of reasons and amounts", "金额，或事由与金额的表"),
    "percents": ("percentage, or a table of months and percentages", "百分比，或月份与百分比的表"),
    "percent": ("percentage", "百分数"),
    "disability": ("kind and grade", "类别和等级"),
    "named": ("a name as the notices write it", "文件所用名称"),
    "categories": ("category or list of categories", "类别或类别列表"),
}


def problem_text(problem: Problem) -> str:
    """`file:line: field: what is wrong and the way out [code]`, in the language in use.

    At a terminal the code, which is for scripts and for `dibao explain`, stands there with `-v` only.
    """
    file = "<stdin>" if problem.file == "-" else problem.file
    where = [f"{file}:{problem.line}" if file and problem.line else file, shortened(place_text(problem))]
    code = f" [{problem.code}]" if shows_codes() else ""
    return visible(": ".join(part for part in (*where, f"{problem_sentence(problem)}{code}") if part))


VERBOSE = ("-v", "--verbose")


def shows_codes() -> bool:
    """Whether codes are shown: everywhere but at a terminal, and there where they are asked for."""
    return sys.stderr is None or not sys.stderr.isatty() or any(word in sys.argv for word in VERBOSE)


def place_text(problem: Problem) -> str:
    """Where a problem is: a key of a notice with its name, a field by its name where the rules wrote it."""
    if problem.place.partition(".")[0] in TABLES:
        from .parameters import spoken

        return spoken(problem.place)
    return _place_in_words(problem)


def problem_sentence(problem: Problem) -> str:
    """What is wrong and the way out, without the place."""
    details = {name: shortened(text, 1000) for name, text in problem.details.items() if name != "nearest"}
    if "expected" in details:
        details["expected"] = _(*EXPECTED[details["expected"]])
    if problem.code in ("strict", "letter"):
        details["reason"] = strict_reason(problem)
    elif "reason" in details:
        from .third_party import in_our_words

        details["reason"] = in_our_words(details["reason"])
    value = problem.value
    if problem.code in _WITH_CHOICES:
        value, details = _choices_in_words(problem, details)
    sentence = _(*TEXTS[_variant(problem)]).format(value=shortened(value), **details)
    if problem.code in FINDINGS and language() == "zh":
        from .paper import closed_up
        from .parameters import keys_in_words

        sentence = closed_up(keys_in_words(sentence))
    nearest = problem.details.get("nearest")
    return (
        f"{sentence} {_('Did you mean {nearest}?', '您是否要写 {nearest}？').format(nearest=nearest)}"
        if nearest
        else sentence
    )


def shortened(text: str, longest: int = 200) -> str:
    """A text of any length as a message can hold it."""
    return text if len(text) <= longest else text[:longest] + "…"


_WITH_CHOICES = ("unknown_income", "contradiction", "needed", "unknown_choice", "not_a_disability")


def _field_of(problem: Problem) -> str:
    """The field that a problem is about: named, or at the end of its place, as `care` of `--person 1: care`."""
    return problem.details.get("field") or _last_of(problem.place)


def _last_of(place: str) -> str:
    return re.split(r"[.:\]\s]+", place)[-1]


def _place_in_words(problem: Problem) -> str:
    """The place, its field named in the reader's language where the rules and not the reader wrote it."""
    if problem.code not in ("contradiction", "needed"):
        return problem.place
    from .households import name_of

    last = _last_of(problem.place)
    return problem.place.removesuffix(last) + name_of(last)


def _choices_in_words(problem: Problem, details: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The value and the details of a problem with the names of choices in the reader's language."""
    from .households import fact_in_words, said_choices, said_of

    field = _field_of(problem)
    texts = {**details, **{name: said_choices(details[name]) for name in ("known",) if name in details}}
    if "status" in texts:
        texts["status"] = fact_in_words("status", texts["status"])
    if "other" in texts:
        texts["other"] = said_of(texts["other"])
    value = fact_in_words(field, problem.value) if problem.code == "contradiction" else problem.value
    return value, texts


def _variant(problem: Problem) -> str:
    """The text that a problem has: some codes have another one where more is known."""
    if problem.code == "wrong_type" and problem.value:
        return "wrong_type_found"
    if problem.code == "unknown_field" and problem.value:
        return "not_a_field"
    if problem.code == "needed_field" and problem.details.get("choices") == "area":
        return "needed_area"
    if problem.code == "looks_like_a_field" and not problem.details.get("field"):
        return "looks_like_some_field"
    return problem.code


def strict_reason(problem: Problem) -> str:
    """The warning that a strict calculation stops at."""
    from .answers import STATED_BY, warning_text

    details = dict(problem.details)
    code = details.pop("warning")
    text = warning_text(code, details)
    option = STATED_BY.get(code)
    return f"{text} {_('State it with {option}.', '可用 {option} 填写。').format(option=option)}" if option else text
