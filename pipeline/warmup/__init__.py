"""The process that workers and kernels are copies of: what it imports, what it asks for, how it begins."""

import contextlib
import importlib
import multiprocessing
import multiprocessing.forkserver
import multiprocessing.util
import os
import sys
from collections.abc import Sequence

from pipeline import errors, names

UMGEBUNG = {"PYTHONHASHSEED": "0", "PYTHONSTARTUP": "", "TZ": "UTC", **dict.fromkeys(names.EIN_FADEN, "1")}
"""What a kernel must find when its interpreter begins, so that its outputs repeat."""

PRELOADED = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
    "geopandas",
    "mapclassify",
    "pandas",
    "pyarrow.parquet",
    "scipy.stats",
    "pipeline.charts",
    "pipeline.comparison",
    "pipeline.indicators",
    "pipeline.narrative",
    "pipeline.store",
)
"""What the notebooks import, so that no kernel has to."""

PREPARED = (
    ("pipeline.charts.schrift", "rc"),
    ("pipeline.indicators", "katalog"),
    ("pipeline.indicators", "belegliste"),
    ("pipeline.store", "code_fassung"),
    ("pipeline.store", "paket_fassung"),
    ("pipeline.report.webfonts", "usual"),
)
"""What is kept once asked for, and depends on nothing but the code: asked for, where its module was imported,
before any kernel or worker does."""

_FIRST, _LAST = "pipeline.warmup.first", "pipeline.warmup.last"
"""Imported first: it refuses what serves nothing; imported last: it asks for what is kept."""

RUFORDNER = "SOZIALRAUM_RUFORDNER"
"""Variable that names the folder with the socket at which the process is called."""


def modules(imported: Sequence[str] = ()) -> list[str]:
    """What such a process imports, in this order.

    Takes: modules that the work needs, beside those that notebooks need.
    """
    return [_FIRST, *imported, *PRELOADED, _LAST]


def begin(imported: Sequence[str]) -> None:
    """Begin the process, if it does not run; it imports while this one goes on. Takes as `modules`."""
    os.environ.update(UMGEBUNG)  # copies of copies are kernels, and must find it from their beginning
    multiprocessing.set_forkserver_preload(modules(imported))
    os.environ[RUFORDNER] = multiprocessing.util.get_temp_dir()
    multiprocessing.forkserver.ensure_running()
    del os.environ[RUFORDNER]  # for that process alone


def prepare() -> None:
    """Ask for what is kept from then on."""
    for module, function in (wanted for wanted in PREPARED if wanted[0] in sys.modules):
        with contextlib.suppress(errors.SozialraumError):  # the kernel that asks for it will say so
            getattr(importlib.import_module(module), function)()
