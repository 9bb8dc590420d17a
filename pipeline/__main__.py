"""Entry of the command line: `python -m pipeline` and `sozialraum`."""

import sys

from pipeline.cli.befehl import ausfuehren
from pipeline.cli.befehle import anwendung


def main() -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(ausfuehren(anwendung(sys.argv[1:])))


if __name__ == "__main__":
    main()
