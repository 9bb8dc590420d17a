"""The page in a real browser: headless Chromium of the system, driven by Playwright, judged by axe-core."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NAMEN = ("chromium", "chromium-browser", "google-chrome")
SCHMAL, BREIT = 320, 1280
_OHNE_SCHATTEN = ".rollen { background: none !important }"
"""The shadows at the edges of a frame hide the colour of the page from axe, not from a reader."""


@contextmanager
def starten() -> Iterator[Any]:
    """Start the browser; the test is skipped, with the reason, where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    programm = next(filter(None, map(shutil.which, NAMEN)), None)
    if programm is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as antrieb:
        browser = antrieb.chromium.launch(executable_path=programm, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def offen(browser: Any, datei: Path, breite: int) -> Iterator[Any]:
    """A tab of this width; what the page asks for and what the browser complains about is noted in it."""
    seite = browser.new_page(viewport={"width": breite, "height": 900})
    seite.verlangt, seite.beklagt = [], []
    seite.on("request", lambda anfrage: seite.verlangt.append(anfrage.url))
    seite.on("console", lambda meldung: seite.beklagt.append(meldung.text))
    seite.goto(datei.as_uri())
    yield seite
    seite.close()


def verstoesse(seite: Any) -> list[str]:
    """What axe-core finds, and where."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    seite.add_style_tag(content=_OHNE_SCHATTEN)
    return [
        f"{regel['id']}: {' '.join(map(str, stelle['target']))} {stelle['html'][:120]}"
        for regel in axe.run(seite).response["violations"]
        for stelle in regel["nodes"]
    ]
