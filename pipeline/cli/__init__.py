"""The command `sozialraum`: the only place that knows the order of the stages.

Importing the package imports no command: `befehle` does, and only what is called.
"""

from pipeline.warmup import early

__all__ = ["early"]
