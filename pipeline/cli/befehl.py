"""The command line speaks German: help texts, usage errors, our own errors in one sentence."""

import re
from typing import Any, cast

import typer
from rich.console import Console
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from pipeline.errors import SozialraumError

# wrong usage of any kind; typer exports only one of its subclasses
_FEHLGEBRAUCH = cast(type[typer.BadParameter], typer.BadParameter.__mro__[1])
_MELDUNGEN = (
    (r"Missing argument '(.+)'\.", r"Es fehlt die Angabe \1."),
    (r"Missing option '(.+)'\.", r"Es fehlt die Option \1."),
    (r"No such option: (\S+).*", r"Die Option \1 gibt es nicht."),
    (r"No such command '(.+?)'\. Did you mean '(.+)'\?", r'Den Befehl \1 gibt es nicht. Meinten Sie "\2"?'),
    (r"No such command '(.+?)'\..*", r"Den Befehl \1 gibt es nicht."),
    (r"Got unexpected extra arguments? \((.+)\)", r"Diese Angabe ist zu viel: \1."),
    (r"Option '(.+)' requires an argument\.", r"Die Option \1 braucht einen Wert."),
    (r"Invalid value for '?\[?([^':\]]+)\]?'?: (.+)", r"Der Wert für \1 passt nicht: \2"),
    (r"Missing command\.", "Es fehlt der Befehl."),
)
_WARUM = (
    (r"Input should be greater than or equal to (.+)", r"Verlangt ist mindestens \1."),
    (r"Input should be less than or equal to (.+)", r"Verlangt ist höchstens \1."),
    (r"Input should be a valid integer.*", "Verlangt ist eine ganze Zahl."),
    (r"(?:Value error, )?'.*' is not one of (.+)", r"Möglich sind \1"),
)
"""What the parser says of a value, within the sentences above."""

rich_utils.ARGUMENTS_PANEL_TITLE = "Angaben"
rich_utils.OPTIONS_PANEL_TITLE = "Optionen"
rich_utils.COMMANDS_PANEL_TITLE = "Befehle"
rich_utils.DEFAULT_STRING = "[Vorgabe: {}]"
rich_utils.REQUIRED_LONG_STRING = "[Pflicht]"


class _Deutsch:
    """Replaces the few English words that typer writes into a help page."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]  # mixed into typer's classes below
        return usage.replace("Usage: ", "Aufruf: ").replace("[OPTIONS]", "[OPTIONEN]")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # as above
        if option is not None:
            option.help = "Diese Hilfe zeigen und enden."
        return option


class Befehl(_Deutsch, TyperCommand):
    """One command with a German help page."""


class Gruppe(_Deutsch, TyperGroup):
    """The list of commands with a German help page."""


def uebersetzt(meldung: str) -> str:
    """A usage error of the parser as a German sentence; what is not known stays as it is."""
    satz = next((e for e in _MELDUNGEN if re.fullmatch(e[0], meldung, flags=re.DOTALL)), None)
    if satz is not None:
        meldung = re.sub(*satz, meldung, flags=re.DOTALL)
    for englisch, deutsch in _WARUM:
        meldung = re.sub(englisch, deutsch, meldung)
    return meldung


def ausfuehren(app: typer.Typer, worte: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0 good, 1 findings or our error, 2 wrong usage.

    Takes: the words after `sozialraum`; those of the process if None.

    Any error that is not ours keeps its traceback: it is a defect and must be seen whole.
    """
    fehler = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
    try:
        ergebnis = app(worte, standalone_mode=False)
    except _FEHLGEBRAUCH as falsch:
        fehler.print(uebersetzt(falsch.format_message()))
        fehler.print("Hilfe: sozialraum --help")
        return 2
    except SozialraumError as unser:
        fehler.print(str(unser))
        return 1
    except (KeyboardInterrupt, typer.Abort):
        fehler.print("Abgebrochen; der letzte gute Stand ist unverändert.")
        return 1
    return ergebnis if isinstance(ergebnis, int) else 0
