"""Called by hatchling for a wheel (`pyproject.toml` names this file): what is made from the program when it is built.

The manual pages, from the command tree; and the notices as they were read (`keep_as_read.py`).
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACES = {"en": "share/man/man1/dibao.1", "zh": "share/man/zh_CN/man1/dibao.1"}


class MadeWhenBuilt(BuildHookInterface[Any]):
    """Adds `dibao(1)` in both languages and the notices as read; an editable installation has neither."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write these files and name them. `version` is `standard` or `editable`."""
        if version == "editable":
            return
        sys.path[:0] = [self.root, str(Path(self.root) / "scripts")]
        from keep_as_read import kept_as_read
        from man_page import man_page

        from dibao_cli.words import use_language

        folder = Path(mkdtemp())
        for language, place in PLACES.items():
            use_language(language)
            page = folder / f"{language}.1"
            page.write_text(man_page(), "utf-8", newline="\n")
            build_data["shared_data"][str(page)] = place
        use_language("en")
        for name, content in kept_as_read():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            build_data["force_include"][str(file)] = f"dibao_cli/{name}"
