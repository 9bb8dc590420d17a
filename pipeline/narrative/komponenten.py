"""Sentences on the components of change: what is expected, and which balance makes the change."""

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Orte
from pipeline.narrative.zahlen import aufzaehlung

GERING = 10
"""Persons: two rounded numbers of five persons each differ by so much without meaning anything."""
VOR_ALLEM = 2
"""A balance at least so many times the other makes the change nearly alone."""

TEXTE = {
    "geburten": "Geburten",
    "sterbefaelle": "Sterbefälle",
    "natuerlich": "Natürliche Bewegung",
    "zuzuege": "Zuzüge",
    "wegzuege": "Wegzüge",
    "wanderung": "Wanderungssaldo",
    "einbuergerungen": "Einbürgerungen",
}
"""What a reader calls components and balances."""

_TITEL = {
    "natuerlich": "Vor allem Geburten und Sterbefälle bestimmen die erwartete Veränderung bis {}",
    "wanderung": "Vor allem die Wanderungen bestimmen die erwartete Veränderung bis {}",
    "beide": "Geburten und Sterbefälle wirken bis {} in dieselbe Richtung wie die Wanderungen",
    "gegen": "Geburten und Sterbefälle heben sich bis {} mit den Wanderungen weitgehend auf",
    "gering": "Weder Geburten und Sterbefälle noch Wanderungen verändern die Bevölkerung bis {} stark",
    "": "Erwartete Geburten, Sterbefälle, Zuzüge und Wegzüge bis {}",
}
_SAETZE = {
    "natuerlich": "Die erwartete Veränderung entsteht vor allem aus Geburten und Sterbefällen.",
    "wanderung": "Die erwartete Veränderung entsteht vor allem aus Zuzügen und Wegzügen.",
    "beide": "Zur erwarteten Veränderung tragen Geburten und Sterbefälle ebenso bei wie die Wanderungen.",
    "gegen": "Beide Salden heben sich weitgehend auf.",
    "gering": "Beide Salden sind klein.",
    "": "",
}


def komponenten(orte: Orte, zeilen: pd.DataFrame, stichtag: str, horizont: int) -> str:
    """Say how many births, deaths and moves are expected, and which balance makes the change.

    Takes:   komponente, wert (what diminishes is negative), status, as `indicators.komponenten` lists them.
    Returns: nothing where no component may be shown. What is said is of the expected value: it has no
             direction beyond that of the band, which the sentence on the total states.
    """
    werte = _werte(zeilen)
    paare = [_paar(werte, *namen) for namen in _PAARE]
    teile = [teil for teil in paare if teil]
    if not teile:
        return ""
    von = names.stichtag_jahr(stichtag) + 1
    anfang = f"Von {von} bis {horizont} werden {orte.hier.im} {', '.join(teile)} erwartet."
    umzuege = _UMZUEGE if orte.hier.ebene != "stadt" and "wanderung" in werte else ""
    return " ".join(filter(None, [anfang, umzuege, _SAETZE[traegt(zeilen)]]))


_UMZUEGE = "Zuzüge und Wegzüge schließen Umzüge aus anderen und in andere Teile der Stadt ein."
_PAARE = (("geburten", "sterbefaelle", "natuerlich"), ("zuzuege", "wegzuege", "wanderung"))


def nichtdeutsche(zeilen: pd.DataFrame, stichtag: str, horizont: int) -> str:
    """Say what changes the number of nichtdeutsch residents, each component that may be shown."""
    werte = _werte(zeilen)
    teile = [
        f"rund {_zahl(werte[name])} {TEXTE[name]}" for name in TEXTE if name in werte and name not in _SALDEN
    ]
    if not teile:
        return ""
    von = names.stichtag_jahr(stichtag) + 1
    satz = f"Bei den Nichtdeutschen werden von {von} bis {horizont} {aufzaehlung(teile)} erwartet."
    return f"{satz} {_EINBUERGERUNG}" if "einbuergerungen" in werte else satz


_SALDEN = ("natuerlich", "wanderung")
_EINBUERGERUNG = "Wer eingebürgert wird, zählt danach zu den Deutschen und mindert den Anteil."


def traegt(zeilen: pd.DataFrame) -> str:
    """Name the balance that makes the change: natuerlich, wanderung, beide, gegen, gering; "" if unknown."""
    werte = _werte(zeilen)
    if not all(name in werte for name in _SALDEN):
        return ""
    eins, zwei = (werte[name] for name in _SALDEN)
    if max(abs(eins), abs(zwei)) <= GERING:
        return "gering"
    if abs(eins + zwei) <= GERING:
        return "gegen"
    if min(abs(eins), abs(zwei)) * VOR_ALLEM > max(abs(eins), abs(zwei)) and eins * zwei > 0:
        return "beide"
    return "natuerlich" if abs(eins) > abs(zwei) else "wanderung"


def kopf(zeilen: pd.DataFrame, stichtag: str, horizont: int, quelle: str) -> dict[str, str]:
    """Write the head of the chart: its title is the finding."""
    von = names.stichtag_jahr(stichtag) + 1
    return {
        "id": "komponenten",
        "titel": _TITEL[traegt(zeilen)].format(horizont),
        "untertitel": f"Erwartete Fälle {von} bis {horizont} zusammen, auf fünf Personen gerundet, ohne Band",
        "quelle": quelle,
    }


def _werte(zeilen: pd.DataFrame) -> dict[str, float]:
    da = zeilen[zeilen["status"].eq("wert")]
    return dict(zip(da["komponente"], da["wert"].astype(float), strict=True))


def _paar(werte: dict[str, float], mehr: str, weniger: str, saldo: str) -> str:
    """Write "rund 320 Geburten und 560 Sterbefälle (Saldo −240)"; nothing unless both are there."""
    if saldo not in werte:
        return ""
    rest = werte[saldo]
    vorzeichen = "+" if rest > 0 else ""
    return (
        f"rund {_zahl(werte[mehr])} {TEXTE[mehr]} und {_zahl(werte[weniger])} {TEXTE[weniger]} "
        f"(Saldo {vorzeichen}{names.ganzzahl(rest)})"
    )


def _zahl(wert: float) -> str:
    return names.ganzzahl(abs(wert))
