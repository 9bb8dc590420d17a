"""What must be so before the libraries are imported: one thread, and nothing that only costs time."""

import os
import sys

from pipeline import names

for _variable in names.EIN_FADEN:
    os.environ.setdefault(_variable, "1")

# jsonschema tries this package when nbformat imports it, and it builds a grammar of addresses for seconds
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None is how an import is refused
