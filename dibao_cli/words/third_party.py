"""What others say in English, in the reader's language: the readers of TOML and JSON, and the system."""

from __future__ import annotations

from . import Text, _, language

SENTENCES: dict[str, str] = {
    # tomli
    "Cannot overwrite a value": "同一键不能重复赋值",
    "Escaped character is not a Unicode scalar value": "转义字符不是合法的 Unicode 字符",
    "Expected '=' after a key in a key/value pair": "键之后应为等号 =",
    "Expected ']' at the end of a table declaration": "表名之后应为 ]",
    "Expected ']]' at the end of an array declaration": "表数组名之后应为 ]]",
    "Expected newline or end of document after a statement": "一行写完后应换行",
    "Invalid date or datetime": "日期或时间不存在",
    "Invalid hex value": "十六进制值有误",
    "Invalid initial character for a key part": "键名的第一个字符不对",
    "Invalid statement": "语句不成立",
    "Invalid value": "值的写法不对",
    "Unclosed array": "列表没有收尾的 ]",
    "Unclosed inline table": "行内表没有收尾的 }",
    "Unescaped '\\' in a string": "文本中的反斜杠 \\ 未转义",
    "Unterminated string": "引号没有成对",
    # json
    "Expecting ',' delimiter": "此处应有逗号 ,",
    "Expecting ':' delimiter": "此处应有冒号 :",
    "Expecting property name enclosed in double quotes": "此处应为双引号括起的名称",
    "Expecting value": "此处应有值",
    "Extra data": "结束之后还有内容",
    "Illegal trailing comma before end of array": "列表末尾多了逗号",
    "Illegal trailing comma before end of object": "对象末尾多了逗号",
    "Invalid \\escape": "反斜杠转义有误",
    "Invalid \\uXXXX escape": "\\uXXXX 转义有误",
    "Invalid control character at": "此处有控制字符",
    "Unexpected UTF-8 BOM (decode using utf-8-sig)": "开头有多余的 UTF-8 BOM",
    "Unterminated string starting at": "从此处起引号没有成对",
    # both, and said by ourselves
    "a number is too long": "数字过长",
    "the file is damaged": "文件已损坏",
    "rows out of order": "行的顺序有误",
    "cells out of order": "单元格的顺序有误",
    # the system
    "Bad file descriptor": "文件描述符无效",
    "Device or resource busy": "设备或资源正忙",
    "Disk quota exceeded": "超出磁盘配额",
    "File name too long": "文件名过长",
    "File too large": "文件过大",
    "Input/output error": "读写出错",
    "Is a directory": "这是文件夹",
    "No such device or address": "没有此设备",
    "No such file or directory": "没有此文件或文件夹",
    "No space left on device": "磁盘空间已满",
    "Not a directory": "这不是文件夹",
    "Operation not permitted": "不允许此操作",
    "Permission denied": "没有权限",
    "Read-only file system": "文件系统只读",
    "Text file busy": "文件正被执行",
    "Too many levels of symbolic links": "符号链接层数过多",
    "Too many open files": "打开的文件过多",
}

TEMPLATES: tuple[Text, ...] = (
    ("Cannot declare {name} twice", "{name} 不能声明两次"),
    ("Cannot mutate immutable namespace {name}", "{name} 已写定，不能再改"),
    ("Cannot redefine namespace {name}", "{name} 不能再次定义"),
    ("Duplicate inline table key {name}", "同一表内 {name} 重复"),
    ("Expected {name}", "此处应为 {name}"),
    ("Found invalid character {name}", "字符 {name} 不合法"),
    ("Illegal character {name}", "字符 {name} 不合法"),
    ("Invalid \\escape: {name}", "反斜杠转义 {name} 有误"),
)


def in_our_words(reason: str) -> str:
    """The sentence in the language in use; one that is not known stays as it was said."""
    if language() == "en" or reason in SENTENCES:
        return _(reason, SENTENCES.get(reason, reason))
    for english, chinese in TEMPLATES:
        start, _name, end = english.partition("{name}")
        if reason.startswith(start) and reason.endswith(end):
            return _(english, chinese).format(
                name=reason.removeprefix(start).removesuffix(end) if end else reason[len(start) :]
            )
    return reason
