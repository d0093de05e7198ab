"""Build `dibao.pyz`: the program, its standards and what it needs in one file that any Python >= 3.10 runs.

    python scripts/build_pyz.py [FILE]

It has no rosters: DuckDB is compiled code, which Python does not load from inside a file.

The packages come from `pyz-requirements.txt`, by hash, through pip. The same checkout gives the same bytes:
files are in order and carry a fixed date.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).parent.parent
REQUIREMENTS = Path(__file__).with_name("pyz-requirements.txt")
SHEBANG = b"#!/usr/bin/env python3\n"
MAIN = b"from dibao_cli.__main__ import main\n\nmain()\n"
DATE = (2020, 7, 1, 0, 0, 0)


def main() -> None:
    """Build the file named on the command line."""
    line = argparse.ArgumentParser(description="Build dibao as one file that any Python runs: households, no rosters.")
    line.add_argument("target", nargs="?", type=Path, default=ROOT / "dist" / "dibao.pyz", help="(%(default)s)")
    target: Path = line.parse_args().target
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        packages = Path(folder)
        install_pinned(packages)
        write(target, dict([*packed(packages), *program()]))
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def install_pinned(folder: Path) -> None:
    """Put the pinned packages into a folder: pure Python only, whatever machine this is."""
    pure = ["--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none", "--python-version=3.10"]
    pinned = ["--require-hashes", "--requirement", str(REQUIREMENTS)]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    subprocess.run([*command, "--no-deps", "--target", str(folder), *pure, *pinned], check=True)


def packed(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The modules and licences of the pinned packages; no scripts."""
    for file in files_of(folder):
        name = file.relative_to(folder).as_posix()
        if not name.startswith("bin/") and not name.endswith("/RECORD"):
            yield name, file.read_bytes()


def program() -> Iterator[tuple[str, bytes]]:
    """The program and its standards, laid out as in the wheel."""
    yield "__main__.py", MAIN
    for file in files_of(ROOT / "dibao_cli"):
        yield file.relative_to(ROOT).as_posix(), file.read_bytes()
    for file in files_of(ROOT / "standards"):
        yield f"dibao_cli/{file.relative_to(ROOT).as_posix()}", file.read_bytes()
    yield "LICENSE", (ROOT / "LICENSE").read_bytes()


def files_of(folder: Path) -> list[Path]:
    """Every file below a folder, without compiled ones."""
    return sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def write(target: Path, files: dict[str, bytes]) -> None:
    """One executable zip file."""
    with target.open("wb") as out:
        out.write(SHEBANG)
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for name in sorted(files):
                entry = ZipInfo(name, DATE)
                entry.compress_type = ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, files[name])
    target.chmod(0o755)


if __name__ == "__main__":
    main()
