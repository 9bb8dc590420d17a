"""German wording that several rules share."""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping

from pipeline import names


def in_anfuehrung(wert: object) -> str:
    """Quote a value as delivered."""
    return f'"{wert}"'


def naechster(wert: str, erlaubt: Collection[str]) -> str | None:
    """Find the allowed value somebody most likely meant: same number, same letters, or similar spelling."""
    for vereinfacht in (_zahl, _buchstaben):
        gleich = [kandidat for kandidat in erlaubt if vereinfacht(wert) == vereinfacht(kandidat) != ""]
        if len(gleich) == 1:
            return gleich[0]
    aehnlich = difflib.get_close_matches(wert, list(erlaubt), n=1, cutoff=0.6)
    return aehnlich[0] if aehnlich else None


def _zahl(wert: str) -> str:
    return "".join(re.findall(r"[0-9]+", wert)).lstrip("0")


def _buchstaben(wert: str) -> str:
    return re.sub(r"[\W_]+", "", wert.casefold())


def meinten_sie(wert: str, erlaubt: Collection[str]) -> str:
    """End of a sentence: a suggestion if there is one, else a full stop."""
    vorschlag = naechster(wert, erlaubt)
    return f'; meinten Sie "{vorschlag}"?' if vorschlag else "."


def aufzaehlung(teile: Iterable[str]) -> str:
    """Join as German writes it: a, b und c."""
    liste = list(teile)
    return " und ".join([", ".join(liste[:-1]), liste[-1]]) if len(liste) > 1 else "".join(liste)


def zelle(tabelle: str, werte: Mapping[str, object]) -> str:
    """Name a cell by its dimensions, without those it does not distinguish."""
    dimensionen = names.TABELLEN[tabelle].schluessel[1:]
    return ", ".join(f"{name} {werte[name]}" for name in dimensionen if werte[name] != names.INSGESAMT)
