"""`jupyter nbconvert --to webpdf` with the Chromium of the system.

Run: python -m benchmarks.webpdf --to webpdf NOTEBOOK ...
nbconvert can only start the browser that Playwright downloads for itself. Here it gets that of the system
instead; all else is nbconvert's own.
"""

import importlib
import shutil
import sys
from functools import partialmethod

NAMEN = ("chromium", "chromium-browser", "google-chrome")
FEHLT = (
    "This benchmark compares with `jupyter nbconvert --to webpdf` and needs Playwright and Chromium: "
    "make environment, and apt-get install chromium."
)


def chromium() -> str:
    """Path of the browser; the program ends with one sentence where something is missing."""
    programm = next(filter(None, map(shutil.which, NAMEN)), None)
    if programm is None or importlib.util.find_spec("playwright") is None:
        sys.exit(FEHLT)
    return programm


def main() -> None:
    """Hand over to nbconvert."""
    art = importlib.import_module("playwright.async_api").BrowserType
    art.launch = partialmethod(art.launch, executable_path=chromium())
    importlib.import_module("nbconvert.nbconvertapp").main()


if __name__ == "__main__":
    main()
