"""Output files: never over what is read, whole or not at all, for nobody else's eyes, and nothing left beside them."""

from __future__ import annotations

import errno
import io
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import Cli, Result

from dibao_cli.commands.ask import terminal as ask
from dibao_cli.commands.option_groups import TableOptions
from dibao_cli.files import ending, temporary
from dibao_cli.files.households import from_flags
from dibao_cli.files.output import write_new, write_result
from dibao_cli.files.placing import Staged, put_in_place, settle
from dibao_cli.rules.assess import assess
from dibao_cli.rules.problems import InputError
from dibao_cli.rules.standards import Standards

pytestmark = pytest.mark.thorough

if sys.platform != "linux":
    pytest.skip("links, modes and devices as Linux has them", allow_module_level=True)

ROSTER = "household,area,members,income\nA,urban,3,1200\nB,moon,2,300\n"
HOUSEHOLD = 'area = "urban"\nmembers = 3\nincome = 1200\n'
NOTICE = '[notice]\ntitle = "t"\neffective = 2030-01-01\nsource = "s"\nbasis = "reported"\n[dibao]\nurban = 1\n'
CALC = ("calc", "--area", "urban", "--members", "3", "--income", "1200")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with one file of every kind that commands read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config" / "dibao").mkdir(parents=True)
    (tmp_path / "config" / "dibao" / "config.toml").write_text('region = "dalian"\n')
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "2030-01-01.toml").write_text(NOTICE)
    (tmp_path / "household.toml").write_text(HOUSEHOLD)
    (tmp_path / "after.toml").write_text(HOUSEHOLD)
    (tmp_path / "roster.csv").write_text(ROSTER)
    (tmp_path / "index.csv").write_text("month,cpi,food\n2020-07,2.0,10.0\n")
    (tmp_path / "answer.json").write_text("{}")
    return tmp_path


READS = {
    "calc": (("calc", "household.toml", "--index", "index.csv", "--standards", "own"), ("household.toml", "index.csv")),
    "compare": (("compare", "household.toml", "after.toml"), ("household.toml", "after.toml")),
    "compare, roster": (("compare", "roster.csv", "--index", "index.csv"), ("roster.csv", "index.csv")),
    "arrears": (("arrears", "household.toml", "--to", "2020-10"), ("household.toml",)),
    "batch": (("batch", "roster.csv", "--standards", "own"), ("roster.csv",)),
    "summary": (("batch", "roster.csv", "--summary"), ("roster.csv",)),
    "replay": (("replay", "answer.json"), ("answer.json",)),
    "standards list": (("standards", "list", "--standards", "own"), ("own/2030-01-01.toml",)),
    "standards check": (("standards", "check", "own"), ("own/2030-01-01.toml",)),
}
"""A command with files that it reads, and those of them that are tried as its output."""


def link_of_a_link(file: Path, name: Path) -> None:
    name.with_name("between").symlink_to(file.resolve())
    name.symlink_to("between")


ALIKE: dict[str, Callable[[Path, Path], object]] = {
    "itself": lambda file, name: None,
    "a symbolic link": lambda file, name: name.symlink_to(file.resolve()),
    "a link of a link": lambda file, name: link_of_a_link(file, name),
    "a hard link": lambda file, name: os.link(file, name),
}


@pytest.mark.parametrize("command", READS)
def test_no_command_writes_over_what_it_reads_by_whatever_name(command: str, place: Path, dibao: Cli) -> None:
    arguments, files = READS[command]
    for file in (*files, "config/dibao/config.toml"):
        before = Path(file).read_bytes()
        for how, make in ALIKE.items():
            name = Path(file) if how == "itself" else place / "another"
            make(place / file, name)
            result = dibao(*arguments, "-o", str(name))
            assert (result.code, result.out) == (2, ""), (file, how, result.err)
            assert "[same_file]" in result.err
            assert Path(file).read_bytes() == before
            for made in ("another", "between"):
                (place / made).unlink(missing_ok=True)


def test_an_output_over_a_shipped_notice_is_refused(place: Path, dibao: Cli) -> None:
    from dibao_cli.files.folders import shipped_folder

    file = str(shipped_folder() / "dalian" / "region.toml")
    assert "[same_file]" in dibao("calc", "household.toml", "-o", file).err


@pytest.mark.parametrize("name", ["roster.csv", "roster.rejects.csv"])
def test_rejects_are_never_written_over_the_roster(name: str, place: Path, dibao: Cli) -> None:
    """By its own name, and by the name that rejects get where nobody names them."""
    Path(name).write_text(ROSTER)
    for arguments in (("-o", "new.csv", "--rejects", name), ("-o", "roster.csv"), ("--rejects", name)):
        result = dibao("batch", name, *arguments)
        assert result.code == 2, arguments
        assert "[same_file]" in result.err
        assert Path(name).read_text() == ROSTER
    assert not Path("new.csv").exists()


def test_results_and_rejects_are_two_files(place: Path, dibao: Cli) -> None:
    (place / "link.csv").symlink_to("new.csv")
    (place / "there").symlink_to(place)
    for one, other in (("new.csv", "new.csv"), ("new.csv", "./new.csv"), ("new.csv", "link.csv"), ("-", "-")):
        result = dibao("batch", "roster.csv", "-o", one, "--rejects", other)
        assert result.code == 2
        assert "[same_output]" in result.err
    assert "[same_output]" in dibao("batch", "roster.csv", "-o", "new.csv", "--rejects", "there/new.csv").err
    assert "[same_output]" in dibao("batch", "roster.csv", "--rejects", "-").err
    assert "[same_output]" in dibao("batch", "roster.csv", "-o", "new.csv", "--rejects", "new.run.json").err
    assert "同一个文件" in dibao("--lang", "zh", "batch", "roster.csv", "-o", "new.csv", "--rejects", "new.csv").err
    assert not (place / "new.csv").exists()


def run(*arguments: str | bytes, stdin: Any = None, stdout: Any = -1, **env: str) -> Result:
    ours = ("DIBAO_", "LC_", "LANG", "TMPDIR")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [sys.executable, "-m", "dibao_cli", *arguments],
        stdin=stdin or subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**clean, **env},
        check=False,
    )
    return Result(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


def test_what_a_stream_was_redirected_to_counts_too(place: Path) -> None:
    with Path("roster.csv").open("rb") as read, Path("roster.csv").open("ab") as write:
        for result in (
            run("batch", "-", "-o", "roster.csv", stdin=read),
            run("batch", "roster.csv", stdout=write),
            run("batch", "-", stdin=read, stdout=write),
        ):
            assert result.code == 2
            assert "[same_file]" in result.err
    assert Path("roster.csv").read_text() == ROSTER


# put in place


def test_two_files_are_put_in_place_together_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever rename fails, and whether files were there before, and whether the disk knows hard links."""
    real, refuse = os.replace, OSError(errno.EIO, os.strerror(errno.EIO))

    def no_links(*_names: str) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    for failing in ("one", "two"):
        for there in ((), ("one",), ("two",), ("one", "two")):
            for linking in (True, False):
                for name in ("one", "two"):
                    (tmp_path / name).unlink(missing_ok=True)
                for name in there:
                    (tmp_path / name).write_text(f"old {name}")

                def replace(source: str, target: str, failing: str = failing) -> None:
                    if target.endswith(failing) and source.endswith(".part"):
                        raise refuse
                    real(source, target)

                files = [Staged(str(tmp_path / name)) for name in ("one", "two")]
                for file in files:
                    file.stream.write(b"new")
                    file.complete()
                with monkeypatch.context() as patched:
                    patched.setattr(os, "replace", replace)
                    if not linking:
                        patched.setattr(os, "link", no_links)
                    with pytest.raises(OSError, match="Input/output error"):
                        put_in_place(files)
                for file in files:
                    file.discard()
                assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {n: f"old {n}" for n in there}


def killed_at(step: int, folder: Path) -> bool:
    """A child puts two files in place and is gone at this step, as by `kill -9`; whether there was such a step."""
    child = os.fork()
    if child == 0:
        left = step

        def counted(name: str) -> Callable[..., object]:
            real = getattr(os, name)

            def call(*given: object, **named: object) -> object:
                nonlocal left
                if left == 0:
                    os.kill(os.getpid(), 9)
                left -= 1
                return real(*given, **named)

            return call

        files = [Staged(str(folder / name)) for name in ("one", "two")]
        for file in files:
            file.stream.write(b"new")
            file.complete()
        for name in ("open", "write", "fsync", "link", "replace", "unlink", "close", "rename"):
            setattr(os, name, counted(name))
        put_in_place(files)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def test_after_a_kill_at_any_step_the_next_run_finds_or_makes_both_old_or_both_new(tmp_path: Path) -> None:
    step, completed = 0, 0
    while True:
        for name in ("one", "two"):
            (tmp_path / name).write_text("old")
        gone = killed_at(step, tmp_path)
        completed += bool(settle(str(tmp_path / "one")))
        there = {path.name: path.read_text() for path in tmp_path.iterdir()}
        assert there in ({"one": "old", "two": "old"}, {"one": "new", "two": "new"}), step
        if not gone:
            break
        step += 1
    assert step > 10
    assert completed >= 2  # before the first rename, and between the two


def test_what_was_completed_is_said(tmp_path: Path, dibao: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    step = 0
    while not (tmp_path / "one").exists():
        for path in tmp_path.iterdir():
            path.unlink()
        assert killed_at(step, tmp_path)
        step += 1
    assert "put its files in place" in dibao(*CALC, "-o", "x.tsv").err
    assert (tmp_path / "two").read_text() == "new"


def test_a_note_of_somebody_else_moves_nothing(tmp_path: Path) -> None:
    """A note that others could have written, or that names files of other kinds, is not believed."""
    (tmp_path / "precious").write_text("precious")
    (tmp_path / ".dibao-0123456789abcdef.part").write_text("bad")
    note = tmp_path / ".dibao-fedcba9876543210.moves"
    for mode, moves in (
        (0o666, f'[["{tmp_path}/.dibao-0123456789abcdef.part", "{tmp_path}/precious"]]'),
        (0o600, f'[["{tmp_path}/precious", "{tmp_path}/stolen"]]'),
        (0o600, "[["),
        (0o600, "[[1, 2]]"),
    ):
        note.write_text(moves)
        note.chmod(mode)
        assert settle(str(tmp_path / "x")) == []
        assert (tmp_path / "precious").read_text() == "precious"
        assert not (tmp_path / "stolen").exists()


def test_only_what_nobody_holds_any_more_is_removed(tmp_path: Path) -> None:
    held = Staged(str(tmp_path / "result"))
    (tmp_path / ".dibao-0123456789abcdef.part").write_text("left behind")
    (tmp_path / ".dibao-mine").write_text("somebody's own")
    folder = temporary.new_folder(str(tmp_path))
    left, empty, own = (tmp_path / f"dibao-{digit * 16}" for digit in "123")
    for path in (left, empty, own):
        path.mkdir()
    (left / ".dibao-folder").touch()
    (left / "rows").write_text("personal")
    (own / "thesis.txt").write_text("somebody's own")
    settle(str(tmp_path / "x"))
    temporary.remove_folders_left_behind(str(tmp_path))
    assert Path(held.path).exists()
    assert Path(folder).exists()
    assert (tmp_path / ".dibao-mine").exists()
    assert (own / "thesis.txt").exists()
    assert not left.exists()
    assert not empty.exists()
    assert not (tmp_path / ".dibao-0123456789abcdef.part").exists()
    held.discard()
    temporary.remove_folder(folder)
    assert {path.name for path in tmp_path.iterdir()} == {".dibao-mine", own.name}


def test_a_folder_that_somebody_holds_is_waited_for_and_then_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(temporary, "LONGEST_WAIT", 0.03)
    with temporary.alone_in([str(tmp_path)]), pytest.raises(InputError) as refused:
        write_result("text", str(tmp_path / "result"))
    assert refused.value.problems[0].details["reason"] == os.strerror(errno.EBUSY)
    assert not list(tmp_path.iterdir())


# modes and names


def mode(path: Path | str) -> str:
    return oct(stat.S_IMODE(Path(path).stat().st_mode))


def test_a_file_being_written_has_the_mode_of_the_one_it_replaces_from_the_first_byte(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        for before in (0o600, 0o640, 0o644, 0o666, 0o664):
            (tmp_path / "result").write_text("old")
            (tmp_path / "result").chmod(before)
            staged = Staged(str(tmp_path / "result"))
            assert mode(staged.path) == oct(before)
            put_in_place([staged])
            assert mode(tmp_path / "result") == oct(before)
        staged = Staged(str(tmp_path / "new"))
        assert mode(staged.path) == oct(0o644)
        staged.discard()
    finally:
        os.umask(mask)


def test_new_rejects_are_for_their_owner_only_and_results_as_the_mask_says(place: Path, dibao: Cli) -> None:
    mask = os.umask(0o022)
    try:
        assert dibao("batch", "roster.csv", "-o", "new.csv").code == 1
        assert (mode("new.csv"), mode("new.rejects.csv")) == ("0o644", "0o600")
        Path("new.rejects.csv").chmod(0o640)
        assert dibao("batch", "roster.csv", "-o", "new.csv").code == 1
        assert mode("new.rejects.csv") == "0o640"
    finally:
        os.umask(mask)


def test_a_link_that_lies_in_wait_under_a_temporary_name_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter(["dibao-" + digit * 16 for digit in "12"])
    monkeypatch.setattr(temporary, "_name", lambda: next(names))
    (tmp_path / "precious").write_text("precious")
    (tmp_path / ".dibao-1111111111111111.part").symlink_to("precious")
    with pytest.raises(FileExistsError):
        Staged(str(tmp_path / "result"))
    assert (tmp_path / "precious").read_text() == "precious"


def test_temporary_names_cannot_be_foreseen() -> None:
    assert len({temporary._name() for _n in range(1000)}) == 1000
    assert temporary._FOLDER_NAME.fullmatch(temporary._name())


def test_a_link_stays_a_link_to_the_new_content(place: Path, dibao: Cli) -> None:
    Path("link.tsv").symlink_to("real.tsv")
    assert dibao(*CALC, "-o", "link.tsv").code == 0
    assert Path("link.tsv").is_symlink()
    assert Path("real.tsv").read_text().startswith("month\t")


def test_a_protected_file_is_not_replaced(tmp_path: Path) -> None:
    """In a child that gives up its rights, for root may write anywhere."""
    file = tmp_path / "result.tsv"
    file.write_text("old")
    file.chmod(0o444)
    tmp_path.chmod(0o777)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            Staged(str(file))
        except PermissionError:
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert file.read_text() == "old"


def test_a_new_file_is_whole_or_not_there_and_never_over_another(tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    write_new("text", str(file))
    with pytest.raises(InputError) as refused:
        write_new("other", str(file))
    assert refused.value.problems[0].code == "exists_already"
    assert file.read_text() == "text"
    assert [path.name for path in tmp_path.iterdir()] == ["new.toml"]


def test_a_notice_begun_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    import resource

    done = subprocess.run(
        [sys.executable, "-m", "dibao_cli", "standards", "new", "2031-07-01"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},  # where files have a limit, Python leaves half a .pyc
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        check=False,
    )
    assert done.returncode == 1
    assert b"[unwritable_file]" in done.stderr
    assert not list(tmp_path.iterdir())


# names that are none, devices, odd names


@pytest.mark.parametrize(
    "command", [CALC, ("batch", "roster.csv"), ("standards", "list"), ("standards", "new", "2031-07-01")]
)
def test_an_output_that_cannot_be_is_one_clear_line(command: tuple[str, ...], place: Path, dibao: Cli) -> None:
    Path("loop").symlink_to("pool")
    Path("pool").symlink_to("loop")
    for name in (
        "loop",
        "loop/x.csv",
        "half\ud800.csv",
        "zero\0.csv",
        "roster.csv/x.csv",
        "own",
        "x" * 300,
        "no/x.csv",
    ):
        if name == "own" and command[0] == "standards":
            continue
        result = dibao(*command, "-o", name)
        assert (result.code, result.out) == (1, ""), name
        assert "[unwritable_file]" in result.err or "[exists_already]" in result.err, (name, result.err)
        assert result.err.count("\n") == 1
    assert {path.name for path in place.iterdir() if path.name.startswith(".")} == set()


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_an_open_file_by_name_is_standard_output(name: str, place: Path) -> None:
    """A pipe; and a file that already has something in it, which stays."""
    for arguments in (CALC, ("batch", "roster.csv", "-q", "-f", "csv"), ("batch", "roster.csv", "--summary", "-q")):
        plain = run(*arguments)
        assert run(*arguments, "-o", name).out == plain.out != ""
        with Path("log").open("wb") as log:
            log.write(b"before\n")
            log.flush()
            run(*arguments, "-o", name, stdout=log)
        assert Path("log").read_text() == "before\n" + plain.out
    assert not Path("/dev/stdout.rejects.csv").exists()


GBK = "结果".encode("gbk")


@pytest.mark.parametrize(
    "command",
    [CALC, ("standards", "list"), ("batch", "roster.csv"), ("batch", "roster.csv", "--summary")],
    ids=" ".join,
)
def test_names_of_output_files_may_be_in_any_encoding(command: tuple[str, ...], place: Path) -> None:
    for form in (b".csv", b".parquet", b".xlsx") if command == ("batch", "roster.csv") else (b".tsv",):
        result = run(*command, "-o", GBK + form)
        assert result.code == int(command[0] == "batch"), result.err
        assert "defect" not in result.err
        assert Path(os.fsdecode(GBK + form)).stat().st_size > 100


def test_a_result_that_names_such_a_file_is_written(place: Path) -> None:
    folder = os.fsdecode("标准".encode("gbk"))
    Path("own").rename(folder)
    for encoding in ("utf-8", "gb18030"):
        arguments = ("standards", "list", "--standards", os.fsencode(folder), "--encoding", encoding)
        result = run(*arguments, "-o", "list.tsv")
        assert (result.code, result.err) == (0, "")
        assert rb"\udcb1" in Path("list.tsv").read_bytes()


@pytest.mark.parametrize(
    "name", [b"a*b", b"a?b", b"[ab]", b"total=5", b"{a,b}", "标准".encode("gbk"), b"it's"], ids=str
)
def test_the_folder_for_temporary_files_may_have_any_name(name: bytes, place: Path) -> None:
    """With a roster that has to be sorted, so that every kind of file is put aside there."""
    folder = place / os.fsdecode(name)
    folder.mkdir()
    (place / "aXb").mkdir()
    rows = [f"H{n},urban,1,{n}\n" for n in range(9)]
    Path("shuffled.csv").write_text("".join([ROSTER, *rows, "H1,urban,1,1\n"]))
    for form in ("csv", "parquet", "xlsx"):
        result = run("batch", "shuffled.csv", "-q", "-o", f"odd.{form}", TMPDIR=str(folder))
        assert (result.code, result.err) == (1, "")
    rows_of_csv = Path("odd.csv").read_text().splitlines()
    assert [row.split(",")[0] for row in rows_of_csv] == ["household", "A", *(f"H{n}" for n in range(9))]
    ((parquet,),) = duckdb.connect().execute("SELECT list(household) FROM 'odd.parquet'").fetchall()
    assert parquet == [row.split(",")[0] for row in rows_of_csv[1:]]
    assert not list(folder.iterdir())


# the user and the settings


def test_who_has_no_home_has_no_settings(tmp_path: Path, dibao: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """HOME is not set, and the system knows no such user: what `Path.home` does then."""

    def home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr(Path, "home", home)
    commands: tuple[tuple[str, ...], ...] = (("--version",), ("--help",), CALC, ("config",), ("standards", "list"))
    for arguments in commands:
        assert dibao(*arguments).code == 0
    assert dibao(*CALC, "-o", str(tmp_path / "x.tsv")).code == 0


def test_settings_that_may_not_be_looked_at_stop_what_needs_them_and_nothing_else(
    dibao: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.is_file

    def is_file(path: Path) -> bool:
        if path.name == "config.toml":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    free: list[tuple[str, ...]] = [("--version",), ("--help",), ("calc", "--help")]
    for arguments in free:
        assert dibao(*arguments).code == 0
    needing: tuple[tuple[str, ...], ...] = (CALC, ("config",), ("standards", "list"))
    for arguments in needing:
        result = dibao(*arguments)
        assert (result.code, result.out) == (1, "")
        assert "config.toml: The file cannot be read: Permission denied. [unreadable_file]" in result.err


def test_a_home_of_nobody_in_the_settings_is_named(place: Path, dibao: Cli) -> None:
    Path("config/dibao/config.toml").write_text('region = "dalian"\nstandards = "~nosuchuser/x"\n')
    result = dibao(*CALC)
    assert (result.code, result.out) == (1, "")
    assert "config.toml:2: standards: There is no such folder. Check the path. [no_such_folder]" in result.err


@pytest.mark.parametrize("size", ["99999999999999999999999999TB", "0GB", "1KB", "0.001MB", "9" * 5000 + "GB"])
def test_a_size_of_memory_that_no_machine_has_is_refused(size: str, place: Path, dibao: Cli) -> None:
    result = dibao("batch", "roster.csv", "--memory", size)
    assert (result.code, result.out) == (2, "")
    assert "[out_of_range]" in result.err
    assert len(result.err) < 200
    assert dibao("batch", "roster.csv", "--memory", "0.5GB").code == 1


# what is said


class Terminal(io.StringIO):
    """A stream that is one."""

    def isatty(self) -> bool:
        return True


def test_a_file_that_was_written_is_announced_on_a_terminal_only(
    place: Path, dibao: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Written" not in dibao(*CALC, "-f", "html", "-o", "x.html").err
    monkeypatch.setattr(io, "StringIO", Terminal)
    assert dibao(*CALC, "-f", "html", "-o", "x.html").err.endswith("dibao: Written: x.html\n")
    assert "Written" not in dibao(*CALC, "-f", "json").err


def test_a_signal_is_kept_waiting_only_while_files_are_put_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(ending, "_installed", True)
    monkeypatch.setattr(ending, "_end", ended.append)
    with ending.Held():
        with ending.Held():
            ending._handler(15, None)
        assert ended == []
    assert ended == [15]
    monkeypatch.setattr(ending, "_waiting", 0)


def test_an_interview_saves_over_no_notice_and_no_settings(
    place: Path, dalian: Standards, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = from_flags({"area": "urban", "members": "1"}, dalian.region)
    answer = assess(told.household, dalian.on(dalian.region.default_month))
    files = ("own/2030-01-01.toml", "config/dibao/config.toml")
    before = [Path(file).read_text() for file in files]
    answers = iter([files[0], "yes", files[1], "yes", "~nosuchuser/x.toml", "saved.toml"])
    monkeypatch.setattr(ask, "listen", lambda _prompt: next(answers))
    ask.offer_to_save(told, answer, TableOptions(standards=("own",)))
    assert [Path(file).read_text() for file in files] == before
    assert capsys.readouterr().err.count("read here") == 2
    assert "urban" in Path("saved.toml").read_text()
