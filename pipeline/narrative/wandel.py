"""At a glance: what changed since an earlier year, and what the figures cannot say."""

import pandas as pd

from pipeline import names
from pipeline.narrative.abschnitte import groesste_je_thema
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import Satz, alles_geheim, gezeigt, mit_einheit, zeile
from pipeline.narrative.zahlen import aufzaehlung, zahlwort

JAHRE = 5
"""Years looked back: as many as a trend is judged over."""
HOECHSTENS = 3
"""Changes named at a glance."""


def zeitraum(stichtag: str) -> list[int]:
    """The year looked back to, and that of the Stichtag."""
    jahr = names.stichtag_jahr(stichtag)
    return [jahr - JAHRE, jahr]


def einleitung(
    orte: Orte, verglichen: pd.DataFrame, seit: pd.DataFrame, entwicklung: pd.DataFrame, jahr: int
) -> str:
    """Say how the number of residents changed, and introduce the list of changes or say that there is none.

    Takes:   a comparison with all Kennzahlen of the report; the result of `comparison.seit` for the last
             `JAHRE` years; jahr, anzahl, status of the residents of the district; the year.
    Returns: German sentences; a change that failed its test is none. Nothing where all is secret, which is
             said before.
    """
    if alles_geheim(verglichen):
        return ""
    damals = jahr - JAHRE
    einwohner = _einwohner(entwicklung, damals, jahr)
    geprueft = int(seit["gesichert"].notna().sum())
    if liste(seit):
        folgt = f"Statistisch gesichert verändert hat sich seit {damals} (je Thema die größte Veränderung):"
    elif geprueft == 1:
        folgt = f"Die einzige geprüfte Kennzahl hat sich seit {damals} nicht gesichert verändert."
    elif geprueft:
        folgt = (
            f"Keine von {zahlwort(geprueft)} geprüften Kennzahlen hat sich seit {damals} gesichert verändert."
        )
    else:
        folgt = f"Zu Kennzahlen {orte.hier.des} gibt es aus dem Jahr {damals} keine vergleichbaren Werte."
    return f"{einwohner} {folgt}".strip()


def _einwohner(entwicklung: pd.DataFrame, damals: int, jahr: int) -> str:
    da = entwicklung[entwicklung["status"].eq("wert")].set_index("jahr")["anzahl"]
    if damals not in da.index or jahr not in da.index:
        return ""
    mehr = float(da[jahr]) - float(da[damals])
    if not mehr:
        return f"Die Zahl der Bewohner:innen war Ende {jahr} so hoch wie Ende {damals}."
    wort = "stieg" if mehr > 0 else "sank"
    anteil = f" ({names.prozent(100 * mehr / float(da[damals]))})" if da[damals] else ""
    return (
        f"Die Zahl der Bewohner:innen {wort} von Ende {damals} bis Ende {jahr} um "
        f"{names.ganzzahl(abs(mehr))} auf {names.ganzzahl(float(da[jahr]))}{anteil}."
    )


def liste(seit: pd.DataFrame) -> list[str]:
    """List the largest changes that the test confirms, one of each subject.

    Takes:   the result of `comparison.seit`.
    Returns: sentences, the largest ratio first; nothing on a change that was not tested or failed its test.
    """
    saetze: list[Satz] = [satz for satz in seit.to_dict("records") if _sicher(satz)]
    return [_veraendert(satz) for satz in groesste_je_thema(saetze, "wert_damals", HOECHSTENS)]


def _sicher(satz: Satz) -> bool:
    gesichert = bool(pd.notna(satz["gesichert"]) and satz["gesichert"])
    return gesichert and float(satz["wert"]) > 0 and float(satz["wert_damals"]) > 0


def _veraendert(satz: Satz) -> str:
    """Write "Arbeitslosenanteil: gesunken von 3,0 % auf 1,5 %"."""
    damals, heute = (
        mit_einheit(float(satz[feld]), str(satz["einheit"]), int(satz["stellen"]))
        for feld in ("wert_damals", "wert")
    )
    wort = "gestiegen" if satz["wert"] > satz["wert_damals"] else "gesunken"
    return f"{satz['name']}: {wort} von {damals} auf {heute}"


def grenzen(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Say what the figures of the report cannot tell.

    Takes:   a comparison with all Kennzahlen of the report.
    Returns: German sentences; nothing where all is secret, which is said before.
    """
    if alles_geheim(verglichen):
        return ""
    saetze = [
        f"Was die Zahlen nicht sagen: Sie zeigen, worin sich {orte.hier.der} unterscheidet, nicht warum.",
        "Wo nur wenige Menschen gezählt werden, schwanken Werte von Jahr zu Jahr zufällig.",
        "Briefwahlstimmen lassen sich keinem Planungsbezirk zuordnen."
        if gezeigt(zeile(verglichen, "wahlbet"))
        else "",
        "Eine Arbeitslosenquote gibt es unterhalb der Stadt nicht."
        if gezeigt(zeile(verglichen, "al_anteil"))
        else "",
        _ohne_wert(verglichen),
    ]
    return " ".join(filter(None, saetze))


def _ohne_wert(verglichen: pd.DataFrame) -> str:
    """Write "Von 37 Kennzahlen dieses Vergleichs wird eine geheim gehalten"; nothing where all have one."""
    teile = [
        f"{mehrzahl if zahl > 1 else einzahl} {zahlwort(zahl, 'w')} {wie}"
        for status, (einzahl, mehrzahl, wie) in _OHNE_WERT.items()
        if (zahl := int(verglichen["status"].eq(status).sum()))
    ]
    if not teile:
        return ""
    return f"Von {len(verglichen)} Kennzahlen dieses Vergleichs {aufzaehlung(teile)}."


_OHNE_WERT = {
    "geheim": ("wird", "werden", "geheim gehalten"),
    "fehlt": ("wurde", "wurden", "nicht geliefert"),
}
