"""A few of the interruptions that `tests/bench/interrupt.py` makes by the hundred, with all that it looks at."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.thorough

if sys.platform != "linux":
    pytest.skip("signals as Linux has them", allow_module_level=True)


def test_interruptions_at_random_moments_end_at_once_and_leave_nothing() -> None:
    file = Path(__file__).parent / "bench" / "interrupt.py"
    spec = importlib.util.spec_from_file_location("interrupt", file)
    assert spec is not None
    assert spec.loader is not None
    interrupt = importlib.util.module_from_spec(spec)
    sys.modules["interrupt"] = interrupt
    spec.loader.exec_module(interrupt)
    commands = ["batch, CSV", "batch, Parquet", "compare, roster", "calc", "calc --help", "ask"]
    counts, wrong, _longest = interrupt.run(times=12, seed=2, rows=8_000, commands=commands)
    assert wrong == []
    assert sum(counts.values()) == 12
