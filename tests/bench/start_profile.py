"""Where the instructions of a start go: each module that is loaded and each step of a run, without what it calls on.

    python tests/bench/start_profile.py                          `dibao calc` into a pipe, the largest 25
    python tests/bench/start_profile.py --most 200 -- compare …  another command line, in full

Run it with the Python of an environment that has the wheel installed; valgrind counts. Marks at the beginning and the
end of each module and step cost two in a hundred themselves.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

CALC = ("calc", "--area", "urban", "--members", "3", "--income", "1200", "-f", "tsv")
STEPS = {
    "dibao_cli._startup": ("prepare",),
    "dibao_cli.__main__": ("choose_language",),
    "dibao_cli.app": ("application", "_command"),
    "dibao_cli.commands.dispatch": ("typer_function", "with_settings"),
    "dibao_cli.commands.inputs": ("described",),
    "dibao_cli.commands.output": ("show",),
    "dibao_cli.files.folders": ("load_standards", "as_built"),
    "dibao_cli.rules.assess": ("assess",),
    "typer._click.core": ("Context.invoke",),
    "typer.core": ("TyperCommand.make_context", "TyperGroup.make_context"),
    "typer.main": ("get_command",),
}
ROOMS = {"dibao_cli": "this program", "typer": "Typer", "annotated_doc": "Typer"}

WATCHED = """
import os, sys
import _frozen_importlib as machinery
marks = open(os.environ["MARKS"], "w")
def mark(what):
    marks.write(what + "\\n")
    os.getppid()  # where valgrind begins to count anew
def watched(call, name):
    def marked(*arguments, **named):
        mark("+" + (name or arguments[0]))
        try:
            return call(*arguments, **named)
        finally:
            mark("-")
    return marked
def load(spec, load=machinery._load_unlocked):
    module = load(spec)
    for step in STEPS.get(spec.name, ()):
        *path, last = step.split(".")
        owner = module
        for each in path:
            owner = getattr(owner, each)
        setattr(owner, last, watched(getattr(owner, last), f"{spec.name}: {step}"))
    return module
machinery._load_unlocked = load
machinery._find_and_load_unlocked = watched(machinery._find_and_load_unlocked, "")
end = os._exit
def tell(code):
    mark("-")
    marks.close()
    end(code)
os._exit = tell
mark("+the rest of the run")
import dibao_cli.__main__
dibao_cli.__main__.main()
"""


def counted(words: list[str], folder: Path) -> Counter[str]:
    """Instructions by module and step; Python's own, before the first of them, as `python`."""
    environment = {**os.environ, "MARKS": str(folder / "marks"), "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    program = [sys.executable, "-c", f"STEPS = {STEPS!r}\n{WATCHED}", *words]
    subprocess.run(program, env=environment, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    valgrind = ["valgrind", "--tool=callgrind", "--dump-before=getppid", f"--callgrind-out-file={folder}/counts"]
    subprocess.run([*valgrind, *program], env=environment, cwd=folder, capture_output=True, check=True)
    spent: Counter[str] = Counter()
    within = ["python"]
    for n, what in enumerate((folder / "marks").read_text().splitlines(), 1):
        found = re.search(r"^(?:summary|totals): (\d+)", (folder / f"counts.{n}").read_text(), re.MULTILINE)
        spent[within[-1]] += int(found[1]) if found else 0
        if what == "-":
            within.pop()
        else:
            within.append(what[1:])
    return spent


def room(name: str) -> str:
    """Whose a module or step is."""
    if name == "python":
        return "Python itself"
    return ROOMS.get(name.partition(":")[0].partition(".")[0], "the standard library")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    reader.add_argument("--most", type=int, default=25, help="how many modules and steps (%(default)s)")
    reader.add_argument("words", nargs="*", help="the command line")
    options = reader.parse_args()
    with TemporaryDirectory() as folder:
        spent = counted(options.words or list(CALC), Path(folder))
    spent["dibao_cli: the rest of the run"] += spent.pop("the rest of the run", 0)
    whose: Counter[str] = Counter()
    for name, number in spent.items():
        whose[room(name)] += number
    print(f"| million instructions | of {sum(spent.values()) / 1e6:.1f} |\n|--:|---|")
    for name, number in (*whose.most_common(), *spent.most_common(options.most)):
        print(f"| {number / 1e6:.1f} | {name} |")


if __name__ == "__main__":
    main()
