"""How the program behaves between other programs, each behaviour in a real process."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Result, process

from dibao_cli.files.output import write_result
from dibao_cli.rules.problems import InputError

CALC = ("calc", "--area", "urban", "--members", "3", "--income", "1200")
DIBAO = (sys.executable, "-m", "dibao_cli")
GARBAGE = ("Traceback", "Exception", "BrokenPipe", "KeyboardInterrupt")

if sys.platform != "linux":
    pytest.skip("signals, pipes, /dev/full and /proc as Linux has them", allow_module_level=True)


def environment(**extra: str) -> dict[str, str]:
    ours = ("DIBAO_", "LC_", "LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | extra


def on_terminal(*arguments: str, stdin_is_terminal: bool = True, **env: str) -> Result:
    """Run on a pseudo-terminal; what it shows is `out`."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [*DIBAO, *arguments],
        stdin=theirs if stdin_is_terminal else subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=environment(TERM="xterm-256color", **env),
    ) as child:
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 20)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other side is gone
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    encoding = env.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
    return Result(child.returncode, shown.decode(encoding).replace("\r\n", "\n"), "")


def started(*arguments: str, **settings: object) -> subprocess.Popen[bytes]:
    options: dict[str, object] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*DIBAO, *arguments], **{"env": environment(), **options, **settings})  # type: ignore[call-overload, no-any-return]  # as given


def until_it_waits(child: subprocess.Popen[bytes]) -> None:
    """Wait until the process sleeps and uses no more time, as one that waits for a pipe does."""
    spent, quiet = "", 0
    while quiet < 3:
        fields = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()
        now = " ".join(fields[11:13])
        quiet = quiet + 1 if fields[0] == "S" and now == spent else 0
        spent = now
        time.sleep(0.05)


def assert_silent_interruption(child: subprocess.Popen[bytes]) -> None:
    child.send_signal(signal.SIGINT)
    _out, err = child.communicate(timeout=20)
    assert (child.returncode, err) == (130, b"")


# exit codes


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (CALC, 0),
        (("--version",), 0),
        (("--help",), 0),
        (("calc", "-h"), 0),
        (("calc", "--area", "urban", "--income", "abc"), 2),
        (("calc", "nowhere.toml"), 1),
        (("calc", "--nonsense"), 2),
        (("nonsense",), 2),
        (("--lang", "fr", "calc"), 2),
        (("calc", "--format", "xml", *CALC[1:]), 2),
        ((), 2),
    ],
    ids=lambda told: " ".join(told) if isinstance(told, tuple) else str(told),
)
def test_exit_code_tells_data_from_command_line(arguments: tuple[str, ...], code: int) -> None:
    result = process(*arguments)
    assert result.code == code
    assert bool(result.out) == (code == 0)
    assert bool(result.err) == (code != 0)
    assert not any(word in result.err for word in GARBAGE)


# where output goes


def test_a_reader_that_leaves_ends_it_as_it_ends_cat() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    child = started(*CALC, "--explain", "-f", "json", stdout=theirs)
    os.close(theirs)
    _out, err = child.communicate(timeout=20)
    assert (child.returncode, err) == (-signal.SIGPIPE, b"")


def test_a_full_device_is_one_line_and_a_failure() -> None:
    with Path("/dev/full").open("wb") as full:
        child = started(*CALC, "-f", "json", stdout=full)
        _out, err = child.communicate(timeout=20)
    assert child.returncode == 1
    assert (
        err.decode() == "dibao: <stdout>: The output cannot be written: No space left on device. [unwritable_output]\n"
    )


@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_defect(redirection: str) -> None:
    command = f'exec "{sys.executable}" -m dibao_cli {" ".join(CALC)} {redirection}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, env=environment(), check=False)
    closed_output = redirection.startswith(">&-")
    assert done.returncode == (1 if closed_output else 0)
    assert not any(word.encode() in done.stderr for word in (*GARBAGE, "defect"))
    if redirection == ">&-":
        assert (
            done.stderr == b"dibao: <stdout>: The output cannot be written: Bad file descriptor. [unwritable_output]\n"
        )


def test_a_closed_standard_input_that_is_needed_is_said() -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "{sys.executable}" -m dibao_cli calc - <&-'],
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(b"dibao: <stdin>: The file cannot be read: Bad file descriptor.")


def test_a_terminal_where_data_is_expected_is_not_waited_for() -> None:
    result = on_terminal("calc", "-")
    assert result.code == 2
    assert "Standard input is a terminal" in result.out


# interruption


def test_interrupted_while_importing(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text(
        "import sys, time\nsys.stdout.write('here')\nsys.stdout.flush()\ntime.sleep(60)\n"
    )
    child = started(*CALC, env=environment(PYTHONPATH=str(tmp_path)))
    assert child.stdout is not None
    assert child.stdout.read(4) == b"here"
    assert_silent_interruption(child)


def test_interrupted_while_reading(tmp_path: Path) -> None:
    household = tmp_path / "household"
    os.mkfifo(household)
    child = started("calc", str(household))
    with household.open("wb"):  # opens when the program has opened it too
        until_it_waits(child)
        assert_silent_interruption(child)


def test_interrupted_while_writing() -> None:
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    try:
        while True:
            os.write(theirs, b"x" * 4096)
    except BlockingIOError:
        os.set_blocking(theirs, True)
    child = started(*CALC, stdout=theirs)
    os.close(theirs)
    until_it_waits(child)
    child.send_signal(signal.SIGINT)
    _out, err = child.communicate(timeout=20)
    os.close(ours)
    assert child.returncode == 130
    assert not any(word.encode() in err for word in GARBAGE)


# encodings


@pytest.mark.parametrize(
    "locale", [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}], ids=str
)
def test_a_pipe_is_utf_8_whatever_the_locale(locale: Mapping[str, str]) -> None:
    result = process("--lang", "zh", *CALC, "-f", "markdown", env=locale)
    assert result.code == 0
    assert "最低生活保障金" in result.out


def test_a_file_name_that_is_no_text_is_still_named_in_the_error() -> None:
    done = subprocess.run([*DIBAO, "calc", b"\xff.toml"], capture_output=True, env=environment(), check=False)
    assert done.returncode == 1
    assert done.stderr == b"dibao: \\udcff.toml: There is no such file. Check the path. [no_such_file]\n"


def test_a_gbk_terminal_shows_what_it_can(tmp_path: Path) -> None:
    person = "--person=id=䶮,status=orphan,care=dispersed,age=9"
    result = on_terminal("--lang", "zh", "calc", "--area", "urban", person, PYTHONIOENCODING="gbk")
    assert result.code == 0
    assert "孤儿基本生活费" in result.out
    assert "?" in result.out


HOUSEHOLD = 'area = "城市"\ndistrict = "庄河"\nmembers = 3\nincome = 1200\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_households_are_read_in_the_encodings_that_people_save(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "household.toml"
    file.write_bytes(HOUSEHOLD.encode(encoding))
    by_name = process("calc", str(file))
    piped = process("calc", "-", stdin=HOUSEHOLD.encode(encoding))
    assert by_name.code == piped.code == 0
    assert by_name.out == piped.out


@pytest.mark.parametrize(
    ("flags", "encoding", "start"),
    [((), "utf-8", b""), (("--bom",), "utf-8-sig", b"\xef\xbb\xbf"), (("--encoding", "GB18030"), "gb18030", b"")],
    ids=str,
)
def test_results_are_written_in_the_encoding_asked_for(
    flags: tuple[str, ...], encoding: str, start: bytes, tmp_path: Path
) -> None:
    command = ("--lang", "zh", *CALC, "-f", "markdown", *flags)
    file = tmp_path / "result.md"
    written = subprocess.run([*DIBAO, *command], capture_output=True, env=environment(), check=True).stdout
    assert process(*command, "-o", str(file)).code == 0
    assert written == file.read_bytes()
    assert written.startswith(start)
    assert "最低生活保障金" in written.decode(encoding)


def test_a_byte_order_mark_is_for_utf_8_only() -> None:
    result = process(*CALC, "--encoding", "gb18030", "--bom")
    assert result.code == 2
    assert "contradicts --bom" in result.err


# terminals


def test_a_table_on_a_terminal_and_rows_in_a_pipe() -> None:
    assert "\t" not in on_terminal(*CALC).out
    assert process(*CALC).out.startswith("month\tregion\t")


@pytest.mark.parametrize(
    ("env", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    ids=str,
)
def test_colours_on_a_terminal(env: dict[str, str], coloured: bool) -> None:
    settings = {"TERM": "xterm-256color", **env}
    term = settings.pop("TERM")
    ours = on_terminal_with(term, *CALC, **settings)
    assert ("\x1b[" in ours.out) == coloured


def on_terminal_with(term: str, *arguments: str, **env: str) -> Result:
    code = f"import os, sys; os.environ['TERM'] = {term!r}; from dibao_cli.__main__ import main; main()"
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment(**env)
    ) as child:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:
            pass
    os.close(ours)
    return Result(child.returncode, shown.decode(), "")


def test_force_color_colours_a_pipe() -> None:
    assert "\x1b[" in process(*CALC, "-f", "table", env={"FORCE_COLOR": "1"}).out
    assert "\x1b[" not in process(*CALC, "-f", "table").out


# files


def test_a_result_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """A disk that fills up, played by a limit on the size of files, leaves the old file and nothing beside it."""
    file = tmp_path / "result.json"
    file.write_text("before")

    import resource

    def nothing_fits() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))

    clean = environment(PYTHONDONTWRITEBYTECODE="1")  # where files have a limit, Python leaves half a .pyc
    child = started(*CALC, "-f", "json", "-o", str(file), env=clean, preexec_fn=nothing_fits)
    out, err = child.communicate(timeout=20)
    assert (child.returncode, out) == (1, b"")
    assert b"cannot be written: File too large. What was there before is unchanged." in err
    assert file.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


@pytest.mark.parametrize(("file", "reason"), [("/dev/full", "No space left"), ("nowhere/result.tsv", "No such file")])
def test_a_result_that_cannot_be_written_is_said(file: str, reason: str, tmp_path: Path) -> None:
    result = process(*CALC, "-o", str(tmp_path / file))
    assert (result.code, result.out) == (1, "")
    assert reason in result.err


def test_a_folder_without_permission_is_said(tmp_path: Path) -> None:
    """In a child that gives up its rights, for root may write anywhere."""
    import tempfile  # before the rights are gone

    assert tempfile.gettempdir()
    tmp_path.chmod(0o500)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            write_result("text", str(tmp_path / "result.tsv"))
        except InputError as refused:
            code = 0 if refused.problems[0].code == "unwritable_file" else 2
        finally:
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    tmp_path.chmod(0o700)
    assert os.waitstatus_to_exitcode(status) == 0


# values that look like options


@pytest.mark.parametrize("flag", ["--income", "--annual-income"])
def test_a_value_below_zero_is_a_value_and_not_an_option(flag: str) -> None:
    result = process("calc", "--area", "urban", "--members", "3", flag, "-5")
    assert result.code == 2
    assert f"{flag}: “-5” is below 0" in result.err


def test_files_with_a_minus_sign_are_named_after_two(tmp_path: Path) -> None:
    (tmp_path / "-5.toml").write_text(HOUSEHOLD, "utf-8")
    command = f'cd "{tmp_path}" && exec "{sys.executable}" -m dibao_cli calc -- -5.toml'
    done = subprocess.run(["sh", "-c", command], capture_output=True, env=environment(), check=False)
    assert done.returncode == 0, done.stderr
