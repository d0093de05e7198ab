"""Take the README's pictures of the printable sheet, with the real program and a headless Chromium."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
CASE = ("calc", "--area", "urban", "--members", "3", "--income", "1200", "--month", "2020-02", "-f", "html")
BROWSER = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=820,1110")


def main() -> None:
    """One picture a language."""
    PICTURES.mkdir(exist_ok=True)
    for language in ("en", "zh"):
        with TemporaryDirectory() as folder:
            sheet = Path(folder) / "sheet.html"
            settings = {**os.environ, "DIBAO_LANG": language}
            subprocess.run([sys.executable, "-m", "dibao_cli", *CASE, "-o", str(sheet)], env=settings, check=True)
            picture = PICTURES / f"sheet.{language}.png"
            subprocess.run([*BROWSER, f"--screenshot={picture}", sheet.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
