"""Entry of the command line: `python -m pipeline` and `sozialraum`."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    gc.disable()  # what is imported stays: to look through it again and again takes a fifth of the time
    # here, because the processes that make reports import this module too, and need nothing of it
    from pipeline.cli.befehl import ausfuehren
    from pipeline.cli.befehle import anwendung

    gerufen = anwendung(sys.argv[1:])
    gc.enable()
    ende = ausfuehren(gerufen)
    gc.freeze()  # what is left ends with the process: to look through it would take half a second
    sys.exit(ende)


if __name__ == "__main__":
    main()
