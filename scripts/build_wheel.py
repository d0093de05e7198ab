"""Called by hatchling for a wheel: the manual pages, made from the command tree (`pyproject.toml` names this file)."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACES = {"en": "share/man/man1/dibao.1", "zh": "share/man/zh_CN/man1/dibao.1"}


class ManualPages(BuildHookInterface[Any]):
    """Adds `dibao(1)` in both languages; an editable installation has none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the pages and name them. `version` is `standard` or `editable`."""
        if version == "editable":
            return
        sys.path[:0] = [self.root, str(Path(self.root) / "scripts")]
        from man_page import man_page

        from dibao_cli.words import use_language

        folder = Path(mkdtemp())
        for language, place in PLACES.items():
            use_language(language)
            page = folder / f"{language}.1"
            page.write_text(man_page(), "utf-8", newline="\n")
            build_data["shared_data"][str(page)] = place
        use_language("en")
