"""Every code block of the documentation runs, and prints what the page says it prints."""

from __future__ import annotations

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import build_reference
import pytest
import run_docs

from dibao_cli.rules.parameters import PARAMETERS
from dibao_cli.rules.standards import Standards

ROOT = run_docs.ROOT
PAGES = run_docs.pages()
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]

# What a reader types to install and develop; .ci/run and test_packaging.py run each of these.
TYPED = {
    "git clone … && cd dibao",
    "python -m venv .venv && . .venv/bin/activate      # Windows: .venv\\Scripts\\activate",
    "pip install .                                     # install",
    "dibao calc --area urban --members 3 --income 1200 # run",
    'pip install -e ".[test]" && python -m pytest      # test',
    'pip install -e ".[test]" && python -m pytest',
    'pip install -e ".[dev]"',
    "pip install .",
    "dibao calc --area 城市 --members 3 --income 1200",
}
LANGUAGES = {"console", "python", "toml", "json", "csv", "sh", "text", "sql"}


@pytest.mark.thorough
@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_what_the_page_shows_is_what_comes_out(page: Path) -> None:
    text = page.read_text("utf-8")
    lacking = run_docs.needs(text)
    if lacking:
        pytest.skip(f"not installed here: {', '.join(lacking)}")
    assert run_docs.renewed(page) == text
    assert "Traceback (most" not in text


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_each_block_is_of_a_kind_that_is_run(page: Path) -> None:
    for block in run_docs.blocks(page.read_text("utf-8")):
        assert block.language in LANGUAGES, f"line {block.line}"
        if block.language == "sh":
            assert set(block.text.splitlines()) <= TYPED, f"line {block.line}"


@pytest.mark.thorough  # `.ci/run` runs these where mypy is
def test_python_examples_pass_the_strict_type_checker(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    for name, program in run_docs.python_programs():
        (tmp_path / name).write_text(program, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache"), str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_link_between_pages_leads_somewhere() -> None:
    on_the_site = {f"{language}/{name}" for language in ("en", "zh") for name in build_reference.BUILT}
    for page in PAGES:
        for target in run_docs.links(page.read_text("utf-8")):
            place = (page.parent / target).resolve()
            if page.is_relative_to(ROOT / "docs"):  # the site has nothing else
                assert place.is_relative_to(ROOT / "docs"), f"{page.relative_to(ROOT)}: {target}"
            made = place.is_relative_to(ROOT / "docs") and str(place.relative_to(ROOT / "docs")) in on_the_site
            assert place.exists() or made, f"{page.relative_to(ROOT)}: {target}"


def test_every_guide_exists_in_both_languages() -> None:
    def guides(language: str) -> list[str]:
        return sorted(page.name for page in (ROOT / "docs" / language / "how-to").glob("*.md"))

    assert guides("en") == guides("zh") != []


def test_generated_pages_are_those_that_the_program_gives_now() -> None:
    for name, text in build_reference.generated(build_reference.KEPT).items():
        assert (ROOT / "docs" / name).read_text("utf-8") == text, f"{name}: run python scripts/renew.py"


def test_the_pages_that_only_the_site_has_can_be_made() -> None:
    pages = build_reference.generated(build_reference.BUILT)
    assert all(text.count("\n| ") > 20 for text in pages.values())
    assert not any((ROOT / "docs" / name).exists() for name in pages)


def test_what_nobody_knows_is_listed_whole(dalian: Standards) -> None:
    """A key that Dalian never sets is either on the list of what is not known, or another way to say the same."""
    never_set = {key for key in PARAMETERS if not dalian.history(key)}
    others = {key for key in PARAMETERS if any(fnmatch(key, pattern) for pattern in build_reference.ALTERNATIVES)}
    assert never_set - {*build_reference.UNKNOWN} <= others
    assert {key for key in build_reference.UNKNOWN if dalian.history(key)} == set()
    for pattern in build_reference.ALTERNATIVES:
        assert any(fnmatch(key, pattern) for key in never_set), pattern


@pytest.mark.parametrize(
    ("name", "said"), [("docs/en/evidence.md", "- {} cases "), ("docs/zh/evidence.md", "- {} 个手工")]
)
def test_the_evidence_counts_the_worked_cases_rightly(name: str, said: str) -> None:
    cases = sum(file.read_text("utf-8").count("[[case]]") for file in (ROOT / "tests" / "cases").glob("*.toml"))
    assert said.format(cases) in (ROOT / name).read_text("utf-8")


COLUMNS = ("dibao.urban", "dibao.rural", "tekun.urban", "tekun.rural", "orphan.institutional", "orphan.dispersed")
IN_CHINESE = {"公布": "published", "报道": "reported", "推算": "inferred"}


@pytest.mark.parametrize("name", ["docs/en/evidence.md", "docs/zh/evidence.md"])
def test_the_figures_of_july_2020_each_come_from_a_command_line_in_the_evidence(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for figure in ("750.00", "540.00", "1500.00", "975.00", "2250.00"):
        assert f",{figure},published," in text


@pytest.mark.parametrize("name", ["docs/en/evidence.md", "docs/zh/evidence.md"])
def test_the_figures_in_the_evidence_are_those_of_the_tables(name: str, dalian: Standards) -> None:
    rows = [line for line in (ROOT / name).read_text("utf-8").splitlines() if re.match(r"\| 20\d\d-\d\d ", line)]
    assert rows
    for row in rows:
        month, *cells = (cell.strip() for cell in row.strip("|").split("|"))
        table = dalian.on(month)
        for key, cell in zip(COLUMNS, cells, strict=True):
            amount, basis = cell.replace("*", "").split()
            value = table.find(key)
            assert value is not None
            assert (value.number, value.basis) == (int(amount) * 100, IN_CHINESE.get(basis, basis)), f"{month} {key}"
