"""Entry of the command line: `python -m pipeline` and `sozialraum`."""

import sys

from pipeline.cli.anwendung import app
from pipeline.cli.befehl import ausfuehren


def main() -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(ausfuehren(app))


if __name__ == "__main__":
    main()
