"""How large the parts of a roster may be. Each limit has a code of its own, whose text names it and the way round it.

Within these limits the work grows with the size of the roster, and what is held in memory does not.
"""

from __future__ import annotations

LONGEST_LINE = 1 << 17
"""Characters of a row, all cells together; a longer one is rejected (`line_too_long`)."""

LONGEST_LINE_READ = 64 << 20
"""Bytes without a line end after which a file is no roster (`endless_line`)."""

LARGEST_STREAM = 2 << 30
"""Bytes that are taken from a pipe or a device, which may never end (`endless_source`)."""

MOST_COLUMNS = 2000
"""Headings of a roster, and names of fields in NDJSON (`too_many_columns`)."""

LARGEST_SHARED = 256 << 20
"""Bytes that the texts shared by the cells of a workbook take in memory (`workbook_too_large`)."""

MOST_FAULTS = 200_000
"""Different faults of rows, which are held in memory (`too_many_faults`); the same fault of many rows is one."""

LONGEST_VALUE = 200
"""Characters of a wrong value that are shown."""
