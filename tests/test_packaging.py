"""Built, installed away from the checkout in an empty environment, and run there with an empty home."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from itertools import product
from pathlib import Path
from tempfile import gettempdir
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).parent.parent
BIN = "Scripts" if os.name == "nt" else "bin"
NOTICES = sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "standards").rglob("*.toml"))

FAMILY = ("--area", "urban", "--members", "3", "--income", "1200")
# What a stranger tries first, and a text that must stand in the answer.
JOBS = {
    "a calculation": (("calc", *FAMILY), "1050.00"),
    "a comparison": (("compare", *FAMILY), "90.00"),
    "the tables": (("standards", "show", "--month", "2020-07"), "dibao.urban"),
    "the check of the tables": (("standards", "check", "--on", "2026-11-26"), "0 error(s)"),
    "a schema": (("schema", "notice"), "http://json-schema.org"),
    "arrears": (("arrears", *FAMILY, "--from", "2020-07", "--to", "2020-08", "--totals"), "180.00"),
}

ROSTER_JOBS = {
    "a batch": (("batch", "roster.csv", "-f", "csv"), "H1,2020-07,urban,1050.00"),
    "the same from a spreadsheet": (("batch", "roster.xlsx", "-f", "csv"), "H1,2020-07,urban,1050.00"),
    "the budget effect": (("compare", "roster.csv", "-f", "csv"), "90.00"),
}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    done(sys.executable, "-m", "build", "--installer", "uv", "--outdir", str(folder), str(ROOT))
    return folder


@pytest.fixture(scope="module")
def pyz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The single-file program."""
    file = tmp_path_factory.mktemp("pyz") / "dibao.pyz"
    done(sys.executable, str(ROOT / "scripts" / "build_pyz.py"), str(file))
    return file


def test_the_wheel_carries_the_program_its_standards_its_licence_and_its_types(dist: Path) -> None:
    with ZipFile(next(dist.glob("*.whl"))) as wheel:
        names = wheel.namelist()
    for notice in NOTICES:
        assert f"dibao_cli/{notice}" in names
    assert "dibao_cli/py.typed" in names
    assert "dibao_cli/as_read/dalian/dalian" in names  # see `files/as_read.py`
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert any(name.endswith("/share/man/man1/dibao.1") for name in names)
    assert all(name.startswith(("dibao_cli/", "dibao-")) for name in names)


def test_the_sdist_carries_standards_and_tests(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {*NOTICES, "LICENSE", "README.md", "tests/conftest.py", "dibao_cli/py.typed"} <= names


def pip(*what: str) -> Callable[[Path, Path], Path]:
    """Install with pip into an environment that has nothing but pip; gives the installed command."""

    def install(environment: Path, dist: Path) -> Path:
        done(sys.executable, "-m", "venv", str(environment))
        python = environment / BIN / "python"
        done(str(python), "-m", "pip", "install", "--quiet", *(str(found(one, dist)) for one in what))
        return environment / BIN / "dibao"

    return install


def pipx(environment: Path, dist: Path) -> Path:
    """Install with pipx; gives the installed command."""
    homes = {"PIPX_HOME": str(environment / "home"), "PIPX_BIN_DIR": str(environment / "bin")}
    done(sys.executable, "-m", "pipx", "install", "--python", sys.executable, str(found("*.whl", dist)), **homes)
    return environment / "bin" / "dibao"


def uv(environment: Path, dist: Path) -> Path:
    """Install with uv; gives the installed command."""
    homes = {"UV_TOOL_DIR": str(environment / "home"), "UV_TOOL_BIN_DIR": str(environment / "bin")}
    asked = ["--compile-bytecode", "--python", sys.executable, str(found("*.whl", dist))]
    done(sys.executable, "-m", "uv", "tool", "install", *asked, **homes)
    return environment / "bin" / "dibao"


def found(what: str, dist: Path) -> Path | str:
    """`*.whl` and `*.tar.gz` in the folder of built files, `.` as the checkout; options as they stand."""
    if what.startswith("*"):
        return next(dist.glob(what))
    return ROOT if what == "." else what


WAYS = {
    "the wheel with pip": pip("*.whl"),
    "the sdist with pip": pip("*.tar.gz"),
    "pip install .": pip("."),
    "pip install -e .": pip("-e", "."),
    "pipx": pipx,
    "uv": uv,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_installed_away_from_the_checkout_it_does_its_work(
    way: Callable[[Path, Path], Path], dist: Path, tmp_path: Path
) -> None:
    command = way(tmp_path / "environment", dist)
    home = tmp_path / "home"
    home.mkdir()
    write_roster(home)
    for arguments, expected in {**JOBS, **ROSTER_JOBS}.values():
        assert expected in ran(str(command), *arguments, home=home)


def pythons() -> list[str]:
    """This Python, and every other one from 3.10 on that pyenv or the search path has."""
    named = [f"python3.{minor}" for minor in range(10, 16)]
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if "shims" not in folder]
    folders += sorted((Path.home() / ".pyenv" / "versions").glob("*/bin"))
    others = {str((folder / name).resolve()): name for name in named for folder in folders if (folder / name).is_file()}
    return list({name: path for path, name in others.items()}.values()) or [sys.executable]


def test_the_single_file_does_its_work_without_any_installed_package(pyz: Path, tmp_path: Path) -> None:
    for arguments, expected in JOBS.values():
        assert expected in ran(sys.executable, "-I", "-S", str(pyz), *arguments, home=tmp_path)


def test_the_single_file_says_what_rosters_need(pyz: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-S", str(pyz), "batch", str(ROOT / "docs" / "examples" / "花名册.xlsx")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "[needs_package]" in done.stderr


def test_every_python_says_the_same_in_every_locale_and_with_every_hash_seed(pyz: Path, tmp_path: Path) -> None:
    asked = ["calc", "--area", "rural", "--district", "庄河市", "--members", "2", "--income", "300", "--explain"]
    for output in ("json", "table", "tsv"):
        answers = {
            ran(python, "-S", str(pyz), *asked, "-f", output, home=tmp_path, LC_ALL=locale, PYTHONHASHSEED=seed)
            for python, locale, seed in product(pythons(), ("C", "zh_CN.GBK"), ("0", "42"))
        }
        assert len(answers) == 1


def write_roster(folder: Path) -> None:
    """One household, as text and as a spreadsheet."""
    import xlsxwriter  # type: ignore[import-untyped]  # it has no type hints

    rows = [("household", "area", "members", "income"), ("H1", "urban", "3", "1200")]
    (folder / "roster.csv").write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")
    with xlsxwriter.Workbook(folder / "roster.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def ran(*command: str, home: Path, **environment: str) -> str:
    """What a command writes with an empty home."""
    plain = {"DIBAO_LANG": "en", "HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": ""}
    return done(*command, cwd=str(home), **plain, **environment)


def done(*command: str, cwd: str = gettempdir(), **environment: str) -> str:
    """Run a command that must succeed, away from the checkout; gives its standard output."""
    settings = {**os.environ, **environment}
    result = subprocess.run(command, cwd=cwd, env=settings, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, f"{' '.join(command)}\n{result.stdout}{result.stderr}"
    return result.stdout
