"""The command `sozialraum`: the only place that knows the order of the stages.

Importing the package registers every command with the application.
"""

from pipeline.cli import vorab  # isort: skip  # before anything that computes is imported
from pipeline.cli import lieferung  # isort: skip  # the order of the commands in the help
from pipeline.cli import freigabe  # isort: skip
from pipeline.cli import rueckschau  # isort: skip
from pipeline.cli import bericht  # isort: skip
from pipeline.cli import berichte  # isort: skip
from pipeline.cli import kennzahlen  # isort: skip

__all__ = ["bericht", "berichte", "freigabe", "kennzahlen", "lieferung", "rueckschau", "vorab"]
