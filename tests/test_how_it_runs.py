"""The page that tells in which order a run enters the modules is followed by a run."""

from __future__ import annotations

import inspect
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "zh")


def lists(language: str) -> list[list[str]]:
    """The modules at the beginning of the numbered lines, a list for each section of the page."""
    text = (ROOT / f"docs/{language}/how-it-runs.md").read_text("utf-8")
    return [re.findall(r"^\d+\. `([\w/]+)\.py`", section, re.MULTILINE) for section in text.split("\n## ")[1:]]


def entered(run: Callable[[], Any]) -> list[str]:
    """The modules whose functions a run calls, each where it is entered first; what imports do is left out."""
    run()
    found: dict[str, None] = {}

    def watch(frame: Any, event: str, _arg: Any) -> None:
        if event == "call" and frame.f_code.co_flags & inspect.CO_OPTIMIZED:
            package, _, module = frame.f_globals.get("__name__", "").partition(".")
            if package == "dibao_cli":
                found.setdefault(module.replace(".", "/"))

    before = sys.getprofile()
    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        run()
    finally:
        sys.setprofile(before)
        threading.setprofile(None)
    return list(found)


def test_every_module_of_the_page_exists_and_both_languages_name_the_same() -> None:
    assert lists("en") == lists("zh")
    assert len(lists("en")) == 2
    for modules in lists("en"):
        assert len(modules) > 10
        assert [module for module in modules if not (ROOT / f"dibao_cli/{module}.py").is_file()] == []


@pytest.mark.parametrize("section", [0, 1], ids=["calc", "batch"])
def test_a_run_enters_the_modules_in_the_order_of_the_page(dibao: Cli, tmp_path: Path, section: int) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("area,members,income\nurban,3,1200\nrural,2,500\n", "utf-8")
    calc = ("calc", "--area", "urban", "--members", "3", "--income", "1200", "-f", "table")
    arguments = (calc, ("batch", str(roster), "-f", "csv"))[section]
    named = lists("en")[section]
    order = entered(lambda: dibao(*arguments))
    assert [module for module in order if module in named] == named
