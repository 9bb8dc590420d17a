"""The process that workers and kernels are copies of."""

import subprocess
import sys

from pipeline import warmup
from pipeline.cli.anwendung import VORRAT

REFUSED = ("dask", "debugpy", "lark", "rfc3987_syntax")
"""Tried by libraries of ours where installed; lark builds the grammar of the last one, for seconds."""


def test_what_serves_nothing_is_refused_before_a_library_asks_for_it():
    lines = (
        "import importlib, sys",
        f"for name in {warmup.modules([VORRAT])}: importlib.import_module(name)",
        "print(*(name for name, module in sys.modules.items() if module))",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert {"pandas", "jsonschema", "pandera"} <= loaded
    assert not loaded & set(REFUSED)
    assert {module for module, _ in warmup.PREPARED} <= loaded, "what is not imported is not prepared"
