"""What the manual says besides the commands: exit codes, environment and files."""

from __future__ import annotations

from . import Text

EXIT_CODES: dict[str, Text] = {
    "0": ("The result was written.", "结果已写出。"),
    "1": ("The data or a file is not right, or the result could not be written.", "数据或文件有误，或结果无法写出。"),
    "2": ("The command line is not right.", "命令行有误。"),
    "130": ("Interrupted (Ctrl-C).", "被中断（Ctrl-C）。"),
    "143": ("Ended by SIGTERM.", "被 SIGTERM 结束。"),
    "129": ("The terminal was closed (SIGHUP).", "终端已关闭（SIGHUP）。"),
}

ENVIRONMENT: dict[str, Text] = {
    "DIBAO_LANG": (
        "The language, en or zh; otherwise LC_ALL, LC_MESSAGES and LANG tell it.",
        "语言：zh 或 en；未设置时依次取 LC_ALL、LC_MESSAGES、LANG。",
    ),
    "DIBAO_REGION": ("The region whose standards apply.", "适用哪个地区的标准。"),
    "DIBAO_FORMAT": ("The output format.", "输出格式。"),
    "DIBAO_STANDARDS": (
        "Folders of notices of your own, separated as in PATH.",
        "自备标准文件夹，分隔符与 PATH 相同。",
    ),
    "DIBAO_LETTERS": (
        "The folder with the wording of letters of your own.",
        "存放本单位通知书文字的文件夹。",
    ),
    "DIBAO_DEBUG": (
        "1: show everything about a defect of the program. What is shown may hold personal data.",
        "设为 1 时显示程序缺陷的全部信息，其中可能含个人信息。",
    ),
    "NO_COLOR": ("Never colour the output.", "输出一律不着色。"),
    "FORCE_COLOR": ("Colour the output even where it is not a terminal.", "即使不是终端也着色。"),
    "COLUMNS": ("The width to draw for.", "按此宽度排版。"),
}

FILES: dict[str, Text] = {
    "$XDG_CONFIG_HOME/dibao/config.toml": (
        "Your own settings: region, language, format, standards and letters, never a rule. A flag comes first, then the environment, then this file.",
        "个人设置：地区、语言、格式、标准文件夹和通知书文字文件夹，不含任何政策规则。命令行选项优先，其次为环境变量，最后为本文件。",
    ),
}

MANUAL: tuple[tuple[Text, dict[str, Text]], ...] = (
    (("EXIT STATUS", "退出码"), EXIT_CODES),
    (("ENVIRONMENT", "环境变量"), ENVIRONMENT),
    (("FILES", "文件"), FILES),
)
"""The last sections of the manual, with their headings."""
