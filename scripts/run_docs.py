"""Run every code block of the documentation, and compare what it says with what comes out.

`python scripts/renew.py` writes the outputs as they are now.

Blocks run page by page, in a folder of their own that begins with a copy of `docs/examples`:

- `console`: each line that begins with `$ ` is run; the lines after it are what it prints, errors included.
- `python`: runs as one program a block; a line `# → text` is what the program prints there.
- a block with `title="file"` is written to that file, so that later blocks can use it.
- other `toml` with a `[notice]` table is read as a notice of Dalian; `toml` and `json` must be well formed.
- `sh` holds what a reader types to install and develop: `.ci/run` and `tests/test_packaging.py` run those.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "docs" / "examples"
FENCE = re.compile(r"^( *)```(\w+)?([^\n]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r'title="([^"]+)"')
SHELL_SIGNS = set("|<>&;$`*")
OPTIONAL_TOOLS = ("jq", "mlr")
SETTINGS = {"COLUMNS": "80", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


class Block(NamedTuple):
    """A fenced block: where its text stands on the page, its language, its title and its text."""

    start: int
    line: int
    language: str
    title: str
    text: str


def pages() -> list[Path]:
    """Every page whose blocks are run."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page."""
    found = []
    for match in FENCE.finditer(text):
        title = TITLE.search(match[3])
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(match.start(4), line, match[2] or "", title[1] if title else "", match[4]))
    return found


def links(text: str) -> list[str]:
    """The files that a page links to, without anchors and addresses outside."""
    found = re.findall(r"\]\(([^)#\s]+)", FENCE.sub("", text))
    return [target for target in found if "://" not in target and not target.startswith("mailto:")]


def renewed(page: Path) -> str:
    """The page with every block's output as it comes out now. Raises `ValueError` for a block that fails."""
    text = page.read_text("utf-8")
    with workplace(chinese(page)) as folder:
        pieces, end = [], 0
        for block in blocks(text):
            if block.title:
                (folder / block.title).parent.mkdir(parents=True, exist_ok=True)
                (folder / block.title).write_text(block.text, "utf-8")
            pieces += [text[end : block.start], _run(block)]
            end = block.start + len(block.text)
    return "".join(pieces) + text[end:]


def chinese(page: Path) -> bool:
    """Whether the page's readers read Chinese, so that the program speaks it too."""
    return "zh" in page.parts or page.name.endswith(".zh-CN.md")


@contextmanager
def workplace(in_chinese: bool) -> Iterator[Path]:
    """An empty folder with the examples in it, as current folder; the environment of a new user."""
    before, here = dict(os.environ), Path.cwd()
    with TemporaryDirectory() as name:
        folder = Path(name) / "work"
        shutil.copytree(EXAMPLES, folder)
        shutil.copytree(EXAMPLES, folder / "docs" / "examples")  # as the READMEs call them
        for setting in list(os.environ):
            if setting.startswith(("DIBAO_", "LC_", "LANG", "XDG_")):
                del os.environ[setting]
        commands = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
        os.environ.update(SETTINGS, HOME=name, PATH=commands, DIBAO_LANG="zh" if in_chinese else "en")
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(here)
            os.environ.clear()
            os.environ.update(before)


def _run(block: Block) -> str:
    if block.language == "console":
        return "".join(f"{command}\n{output(command)}" for command in _commands(block.text))
    if block.language == "python":
        return _run_python(block)
    if block.language in ("toml", "json") and not block.title:
        _parse(block)
    return block.text


def _commands(text: str) -> Iterator[str]:
    """The commands of a console block as they stand, continued lines included."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("$ "):
            while line.endswith("\\"):
                line += "\n" + next(lines)
            yield line


def needs(text: str) -> list[str]:
    """The tools that a page's commands use and that this machine lacks."""
    used = {
        tool for block in blocks(text) if block.language == "console" for tool in OPTIONAL_TOOLS if tool in block.text
    }
    return sorted(tool for tool in used if shutil.which(tool) is None)


def output(command: str) -> str:
    """What a command prints, results and errors in one; plain `dibao` commands run in this process."""
    words = command.removeprefix("$ ")
    if words.startswith("dibao ") and not SHELL_SIGNS & set(words):
        text = _in_this_process(shlex.split(words.replace("\\\n", " "))[1:])
    else:
        done = subprocess.run(["bash", "-c", words], stdout=-1, stderr=subprocess.STDOUT, stdin=-3, check=False)
        text = done.stdout.decode()
    text = text.replace("\r\n", "\n")  # CSV has the line ends of its standard
    return text if not text or text.endswith("\n") else text + "\n"


def _in_this_process(arguments: list[str]) -> str:
    from dibao_cli.__main__ import run
    from dibao_cli.words import use_language

    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    try:
        with redirect_stdout(said), redirect_stderr(said):
            run(arguments)
    finally:
        use_language("en")
    said.flush()
    return said.buffer.getvalue().decode()


def _run_python(block: Block) -> str:
    """Run a program in a process of its own; its `# → ` lines get what it prints, in order."""
    done = subprocess.run([sys.executable, "-c", block.text], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ValueError(f"line {block.line}: {done.stderr}")
    printed = iter(done.stdout.splitlines())
    lines = []
    for line in block.text.splitlines():
        said = next(printed, None) if line.startswith("# →") else line
        lines += [] if said is None else [f"# → {said}" if line.startswith("# →") else said]
    lines += [f"# → {said}" for said in printed]
    return "\n".join(lines) + "\n"


def _parse(block: Block) -> None:
    from dibao_cli.files.document import parse
    from dibao_cli.files.folders import load_standards
    from dibao_cli.files.notices import read_notice

    name = f"line {block.line}"
    if "[notice]" in block.text:
        read_notice(block.text.encode(), name, load_standards("dalian").region)
    elif block.language == "toml" or block.text.lstrip().startswith("{"):
        parse(block.text, name)


def python_programs() -> Iterator[tuple[str, str]]:
    """Every Python block, with a file name that says where it stands; for the type checker."""
    for page in pages():
        for block in blocks(page.read_text("utf-8")):
            if block.language == "python":
                place = re.sub(r"\W", "_", str(page.relative_to(ROOT).with_suffix("")))
                yield f"{place}_line_{block.line}.py", block.text
