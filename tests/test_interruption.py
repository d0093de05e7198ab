"""A few of the interruptions that `tests/bench/interrupt.py` makes by the hundred, with all that it looks at."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import needs_engine

pytestmark = pytest.mark.thorough

if sys.platform != "linux":
    pytest.skip("signals as Linux has them", allow_module_level=True)


@pytest.fixture(scope="module")
def interrupt() -> Any:
    """The script."""
    file = Path(__file__).parent / "bench" / "interrupt.py"
    spec = importlib.util.spec_from_file_location("interrupt", file)
    assert spec is not None
    assert spec.loader is not None
    interrupt = importlib.util.module_from_spec(spec)
    sys.modules["interrupt"] = interrupt
    spec.loader.exec_module(interrupt)
    return interrupt


def test_interruptions_at_random_moments_end_at_once_and_leave_nothing(interrupt: Any) -> None:
    commands = ["batch, CSV", "batch, Parquet", "compare, roster", "calc", "calc --help", "ask"]
    counts, wrong, _longest = interrupt.run(times=12, seed=2, rows=8_000, commands=commands)
    assert wrong == []
    assert sum(counts.values()) == 12


def test_an_ended_program_or_server_leaves_the_old_tables_or_the_new(
    interrupt: Any, pytestconfig: pytest.Config
) -> None:
    from postgres_server import HOW_TO_HAVE_IT, programs

    needs_engine(pytestconfig, programs() is not None, HOW_TO_HAVE_IT)
    counts, wrong, _longest = interrupt.run(times=8, seed=3, rows=3_000, commands=["batch, postgres"])
    assert wrong == []
    assert sum(counts.values()) == 8
    assert any(kind == "refused" for _command, _blow, kind in counts)
