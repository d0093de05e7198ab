"""Write every expected text anew as the program gives it now, to be read before it is committed.

    python scripts/renew.py            # write them, and name those that changed
    python scripts/renew.py --check    # only name them; exit code 1 if there is one

These are the pages that are generated (`build_reference.py`), the outputs in the documentation (`run_docs.py`), the
cards in tests/golden and the findings in tests/bad_notices.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]  # the tests say how their texts come about

import build_reference  # noqa: E402 - found on the path set above
import run_docs  # noqa: E402 - as above

if TYPE_CHECKING:
    from conftest import Result


def texts() -> Iterator[tuple[Path, str]]:
    """Every expected text with its file; the outputs in the documentation come last, for they take longest."""
    for name, text in build_reference.generated(build_reference.KEPT).items():
        yield ROOT / "docs" / name, text
    yield from _cards()
    yield from _bad_notices()
    for page in run_docs.pages():
        lacking = run_docs.needs(page.read_text("utf-8"))
        if lacking:
            print(f"{page.relative_to(ROOT)}: left as it is, not installed here: {', '.join(lacking)}")
        else:
            yield page, run_docs.renewed(page)


def _cards() -> Iterator[tuple[Path, str]]:
    import test_cards

    for name, code in test_cards.PICTURES:
        yield test_cards.picture(name, code), test_cards.drawn(_run, name, code, test_cards.WIDTH)


def _bad_notices() -> Iterator[tuple[Path, str]]:
    import test_bad_notices

    here = Path.cwd()
    for name in test_bad_notices.NAMES:
        with TemporaryDirectory() as folder:
            test_bad_notices.lay_out(name, Path(folder))
            os.chdir(folder)
            try:
                yield test_bad_notices.HERE / f"{name}.txt", test_bad_notices.document(_run(*test_bad_notices.CHECK))
            finally:
                os.chdir(here)


def _run(*arguments: str, env: Mapping[str, str] | None = None) -> Result:
    """One command line in this process, as the tests run it."""
    from conftest import Result

    from dibao_cli.__main__ import run
    from dibao_cli.words import use_language

    out, err, before = io.StringIO(), io.StringIO(), dict(os.environ)
    os.environ.update(env or {})
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(list(arguments))
    finally:
        os.environ.clear()
        os.environ.update(before)
        use_language("en")
    return Result(code, out.getvalue(), err.getvalue())


def main() -> int:
    """Write or check them all."""
    check = "--check" in sys.argv
    for name in [name for name in os.environ if name.startswith(("DIBAO_", "LC_", "LANG"))]:
        del os.environ[name]
    changed = []
    for file, text in texts():
        if not file.is_file() or file.read_text("utf-8") != text:
            if "[defect]" in text:
                sys.exit(f"{file.relative_to(ROOT)}: a command ends with a defect")
            changed.append(file)
            print(f"{file.relative_to(ROOT)}: {'out of date' if check else 'written'}")
            if not check:
                file.write_text(text, "utf-8", newline="\n")
    return 1 if changed and check else 0


if __name__ == "__main__":
    sys.exit(main())
