"""`dibao standards`: the tables themselves. Each command has its own file."""

from ..entry import Entry

EXAMPLES = (
    "dibao standards list",
    "dibao standards show --month 2020-07",
    "dibao standards show dibao.rural --history",
    "dibao standards diff 2020-06 2020-07",
    "dibao standards check",
)
COMMANDS = {
    "list": Entry(
        f"{__name__}.list",
        (
            "Which notices there are: from when to when they hold, where they were read, when they were last checked.",
            "现有哪些标准文件：施行起止、来源、最近核对日期。",
        ),
    ),
    "show": Entry(
        f"{__name__}.show",
        (
            "The figures in force in a month, each with its notice and basis; or the history of one figure.",
            "某月现行标准及其依据文件和依据类别；或某项标准的沿革。",
        ),
    ),
    "diff": Entry(
        f"{__name__}.diff",
        (
            "What changed in the figures between two months, in yuan and per cent.",
            "两个月份之间标准的变化，按元和百分比列示。",
        ),
    ),
    "keys": Entry(
        f"{__name__}.keys",
        (
            "Every key that a notice or region.toml may set: meaning, unit, what holds without it, an example, its law.",
            "标准文件和 region.toml 可设定的全部键：含义、单位、未设定时如何、示例和依据。",
        ),
    ),
    "check": Entry(
        f"{__name__}.check",
        (
            "Look for everything that may be wrong with a folder of notices: errors, and what somebody should look at.",
            "检查一个标准文件夹中一切可能有误之处：错误，以及需要人工核对的地方。",
        ),
    ),
    "new": Entry(
        f"{__name__}.new",
        (
            "Begin a new notice: a file with the figures in force as comments, to be filled in and then checked.",
            "新建标准文件：以注释列出现行数值，填写后再行检查。",
        ),
    ),
}
