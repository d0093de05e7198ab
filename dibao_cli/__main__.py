"""`dibao`: the process around the commands. Streams, signals, languages, errors and exit codes have one home here."""

from __future__ import annotations

import sys

from .commands.exit_codes import ExitCode

ROSTER_PACKAGES = ("duckdb", "xlsxwriter", "zstandard")
"""What only rosters need, and the single-file program does not carry."""


def main() -> None:
    """Run the command line and end the process."""
    import gc
    import os

    gc.disable()  # a short life: collecting costs more than it frees

    code: int = ExitCode.WRONG_DATA
    try:
        from .files.ending import end_on_signals, end_with_the_pipe

        end_on_signals()
        end_with_the_pipe()
        from . import _startup

        _startup.prepare()
        prepare_streams()
        code = run(sys.argv[1:])
        code = flush(code)
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except SystemExit as end:
        code = flush(end.code if isinstance(end.code, int) else ExitCode.WRONG_DATA)
    os._exit(code)  # without the interpreter's shutdown, which would only free memory: see `_startup`


def prepare_streams() -> None:
    """UTF-8 wherever a stream is not a terminal; a terminal keeps its encoding, with `?` for what it lacks.

    Bytes of an argument that are no text (half a GBK file name) are shown as `\\udcff` rather than be an error.
    Where standard error was closed nobody wants to read it.
    """
    if sys.stderr is None:
        import os

        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for the life of the process
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a text stream of the process
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")  # type: ignore[union-attr]  # as above


def flush(code: int) -> int:
    """Write out what is buffered; a result that could not be written turns success into failure."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        complain_of(error)
        code = ExitCode.WRONG_DATA
    complain("")
    return code


def complain(text: str) -> None:
    """Write to standard error, if there is one to write to."""
    from .files.output import remark

    remark(text)


def complain_of(error: OSError) -> None:
    """Say what the system refused; without a file it was the writing of a result."""
    from .rules.problems import Problem
    from .words.problems import problem_text

    code, file = ("unwritable_output", "<stdout>") if error.filename is None else ("system_error", str(error.filename))
    complain(f"dibao: {problem_text(Problem(code, file=file, details={'reason': error.strerror or str(error)}))}\n")


def run(arguments: list[str]) -> int:
    """Run one command line; errors become texts on standard error and an exit code."""
    from .rules.problems import InputError

    try:
        choose_language(arguments)
        return _dispatch(arguments)
    except InputError as refused:
        from .words.problems import problem_text

        complain("".join(f"dibao: {problem_text(problem)}\n" for problem in refused.problems))
        return ExitCode.WRONG_USAGE if refused.usage else ExitCode.WRONG_DATA
    except OSError as error:
        complain_of(error)
        return ExitCode.WRONG_DATA
    except ModuleNotFoundError as error:
        if error.name not in ROSTER_PACKAGES:
            return defect(error)
        from .rules.problems import Problem
        from .words.problems import problem_text

        complain(f"dibao: {problem_text(Problem('needs_package', value=error.name))}\n")
        return ExitCode.WRONG_DATA
    except Exception as error:
        return defect(error)


def choose_language(arguments: list[str]) -> None:
    """`--lang` wherever it stands, else the environment; before anything is imported that has texts."""
    from .words import LANGUAGES, use_language, wanted_language

    value = ""
    for n, argument in enumerate(arguments):
        if argument == "--lang" and n + 1 < len(arguments):
            value = arguments[n + 1]
        elif argument.startswith("--lang="):
            value = argument.removeprefix("--lang=")
    use_language(value if value in LANGUAGES else wanted_language(configured=configured_language()))
    if value and value not in LANGUAGES:
        from .rules.problems import Problem
        from .words.problems import problem_text

        complain(f"dibao: {problem_text(Problem('unknown_language', '--lang', value))}\n")
        raise SystemExit(ExitCode.WRONG_USAGE)


def configured_language() -> str:
    """The language of the user's settings; none if they cannot be read, which the command will say."""
    from .files.settings import is_there, settings, settings_file
    from .rules.problems import InputError

    file = settings_file()
    try:
        if file is None or not is_there(file):
            return ""
        return "".join(settings()["language"].values)
    except InputError:
        return ""


def _dispatch(arguments: list[str]) -> int:
    if arguments in (["--version"], ["-V"]):  # with anything beside it, it is Typer's to read
        from . import __version__
        from .files.output import write_result

        write_result(f"dibao {__version__}\n", None)
        return ExitCode.OK
    import typer

    from .app import COMMANDS, application

    if not arguments or (arguments[0].startswith("--lang") and len(arguments) == 2 - ("=" in arguments[0])):
        from .commands.front_door import wanted

        wanted_listing = wanted()
        if wanted_listing is None:
            return ExitCode.OK
        arguments = [*arguments, *wanted_listing]
    try:
        result = application(arguments).main(args=arguments, prog_name="dibao", standalone_mode=False)
        return int(result or ExitCode.OK)
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except typer.TyperException as error:
        from .words.usage import usage_text

        complain(usage_text(error, next((word for word in arguments if word in COMMANDS), "")))
        return ExitCode.WRONG_USAGE


def defect(error: Exception) -> int:
    """A fault of the program: its kind and place, never its data. `DIBAO_DEBUG=1` shows all."""
    import os
    import traceback
    from pathlib import Path

    if os.environ.get("DIBAO_DEBUG") == "1":
        complain(traceback.format_exc())
        return ExitCode.WRONG_DATA
    from . import __version__
    from .rules.problems import Problem
    from .words.problems import problem_text

    last = traceback.extract_tb(error.__traceback__)[-1]
    python = ".".join(map(str, sys.version_info[:3]))
    place = f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}, dibao {__version__}, Python {python}"
    complain(f"dibao: {problem_text(Problem('defect', details={'reason': place}))}\n")
    return ExitCode.WRONG_DATA


if __name__ == "__main__":
    main()
