"""Imported first by the process that workers and kernels are copies of: what serves nothing there is refused."""

import sys

# pandera imports it where it is installed, to know its tables: half a second, and nobody here has one
sys.modules.setdefault("dask", None)  # type: ignore[arg-type]  # None is how an import is refused
