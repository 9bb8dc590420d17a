"""Imported first by the process that workers and kernels are copies of.

It stands in a package that imports no library: what is refused must be refused before anybody asks for it.
In the end it takes along the folder in which that process is called.
"""

import atexit
import gc
import os
import shutil
import sys

from pipeline.warmup import RUFORDNER, early

__all__ = ["early"]

gc.disable()  # what is imported stays: to look through it again and again takes a fifth of the time

# pandera imports it where it is installed, to know its tables: half a second, and nobody here has one
sys.modules.setdefault("dask", None)  # type: ignore[arg-type]  # None is how an import is refused

# a kernel imports it when it begins, in case somebody wants to halt it: a tenth of a second, and nobody can
sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]

# whoever began us removes it, unless killed; copies of us end without looking back, and must not
if ordner := os.environ.pop(RUFORDNER, ""):
    atexit.register(shutil.rmtree, ordner, ignore_errors=True)
