"""What a wheel keeps of its notices as they were read: the same as reading them, or it is not used."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from keep_as_read import kept_as_read

from dibao_cli import Standards, load_standards
from dibao_cli.files import as_read, folders
from dibao_cli.rules.problems import InputError

REGIONS = ("dalian", "hefei", "shenyang")


@pytest.fixture(scope="module")
def kept() -> dict[str, bytes]:
    """What a wheel is given."""
    return dict(kept_as_read())


@pytest.fixture
def installed(kept: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds what an installed program holds: the tables, and what was read of them."""
    shutil.copytree(str(folders.shipped_folder()), tmp_path / "standards")
    for name, content in kept.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    monkeypatch.setattr(folders, "in_package", lambda name: tmp_path / name)
    return tmp_path


@pytest.fixture
def never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads a notice of a folder, or a region's own file."""

    def refuse(folder: Path, *_rest: object) -> Any:
        raise AssertionError(folder)

    for name in ("read_layer", "read_region_file"):
        monkeypatch.setattr(folders, name, refuse)


def all_of(standards: Standards) -> list[object]:
    """Everything that standards hold: an answer can rest on nothing else."""
    histories = {key: standards.history(key) for key in standards.set_keys}
    rest = (standards.region, standards.indices, dict(standards.national), standards.one_offs)
    return [standards.notices, histories, *rest, standards.laid_over, standards.others]


@pytest.mark.parametrize("region", REGIONS)
def test_what_was_kept_is_what_reading_gives(region: str, installed: Path, request: pytest.FixtureRequest) -> None:
    shutil.move(installed / "as_read", installed / "away")
    read = all_of(load_standards(region, national=True))
    shutil.move(installed / "away", installed / "as_read")
    request.getfixturevalue("never_read")
    assert all_of(load_standards(region, national=True)) == read


def test_every_value_names_the_very_notice_that_the_standards_list(installed: Path, never_read: None) -> None:
    standards = load_standards("dalian")
    listed = {id(notice) for notice in standards.notices}
    assert {id(value.notice) for key in standards.set_keys for value in standards.history(key)} <= listed
    assert all(Path(notice.file).read_bytes() == notice.content for notice in standards.notices)


def edited(file: Path) -> None:
    """Another amount, as many bytes, and the time of the file as it was."""
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"750", b"751"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "an amount": lambda folder: edited(folder / "2020-07-01-standards.toml"),
    "a notice less": lambda folder: (folder / "2020-07-01-standards.toml").unlink(),
    "another name": lambda folder: (folder / "2020-07-01-standards.toml").rename(folder / "2020.toml"),
    "the region's own file": lambda folder: (folder / "region.toml").write_text(
        (folder / "region.toml").read_text("utf-8").replace("2020-07", "2021-07"), "utf-8"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_where_a_byte_was_changed_everything_is_read(change: Callable[[Path], object], installed: Path) -> None:
    before = all_of(load_standards("dalian", national=True))
    change(installed / "standards" / "dalian")
    found = all_of(load_standards("dalian", national=True))
    shutil.rmtree(installed / "as_read")
    assert found == all_of(load_standards("dalian", national=True)) != before


def test_a_fault_that_somebody_put_in_is_still_refused(installed: Path) -> None:
    folder = installed / "standards" / "dalian"
    shutil.copy(folder / "2020-07-01-standards.toml", folder / "2020-07-02-standards.toml")
    with pytest.raises(InputError) as refused:
        load_standards("dalian")
    assert {problem.code for problem in refused.value.problems} == {"set_twice"}


def test_an_edited_amount_is_the_one_that_is_found(installed: Path) -> None:
    edited(installed / "standards" / "dalian" / "2020-07-01-standards.toml")
    found = load_standards("dalian").on("2020-07").find("dibao.urban")
    assert found is not None
    assert found.number == 751_00


def test_a_users_notices_are_read_and_laid_over_what_was_kept(installed: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(installed / "standards" / "dalian", own / "dalian")
    edited(own / "dalian" / "2020-07-01-standards.toml")
    found = all_of(load_standards("dalian", [own]))
    shutil.rmtree(installed / "as_read")
    assert found == all_of(load_standards("dalian", [own]))


def test_a_copy_in_a_users_folder_is_not_taken_for_the_programs_own(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(installed / "standards" / "dalian", tmp_path / "dalian")
    assert folders.as_built(tmp_path / "dalian", "dalian") is None
    assert folders.as_built(installed / "standards" / "dalian", "dalian") is not None


def test_nothing_but_records_of_tables_can_be_made_of_what_was_kept() -> None:
    for harmful in (os.system, eval, Path):
        with pytest.raises(pickle.UnpicklingError):
            as_read.recalled(pickle.dumps(harmful), "", "dalian")
