"""The balance of Germans and all others: stocks, flows, and what remains between them."""

from collections.abc import Mapping
from typing import Any, Unpack

import pandas as pd

from pipeline.charts.anzeige import Anzeige, Kopf
from pipeline.charts.tabelle import Spalte, tabelle

_GRUPPEN = {"deutsch": "Deutsche", "nichtdeutsch": "Nichtdeutsche"}
_FLUESSE = {
    "zuzuege": "Zuzüge",
    "wegzuege": "Wegzüge",
    "geburten": "Geburten",
    "einbuergerungen": "Einbürgerungen",
    "rest": "",
    "veraenderung": "Veränderung des Bestands",
}
"""Names of the flows in their order; that of the remainder depends on what is in it."""

HINWEISE = (
    "Raten je 1.000 der Gruppe und Jahr. Zweite Zeile: 95-%-Intervall, als zöge jeder für sich; weil "
    "Familien zusammen ziehen, schwanken Zuzüge und Wegzüge eher mehr.",
    "Was zusammen genannt ist, bleibt zwischen den Beständen übrig; einzeln ist es nicht freigegeben. Eine "
    "Einbürgerung mehrt die Deutschen und mindert die Nichtdeutschen.",
)


def bilanz(zeilen: pd.DataFrame, raten: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show stocks and flows of Germans and all others, and each flow per 1,000 of its group and year.

    Takes:   the results of `indicators.staatsangehoerigkeitsbilanz` and of `indicators.bilanzraten`.
    Returns: one group of rows per period, the year first; nothing where there is no balance.
    """
    da = zeilen[zeilen["status"].eq("wert")]
    saetze: list[dict[str, Any]] = []
    for von, zeitraum in da.groupby("von", sort=False):
        saetze += _zeitraum(zeitraum, raten[raten["von"].eq(von)])
    je = "je\N{NO-BREAK SPACE}1.000 "
    spalten = [
        Spalte("merkmal", "Merkmal", kopf=True, breite=3),
        *(Spalte(g, wer, "stellen", breite=1.5) for g, wer in _GRUPPEN.items()),
        *(
            Spalte(f"rate_{g}", je + wer, 1, "status", grenzen=(f"untere_{g}", f"obere_{g}"), breite=2)
            for g, wer in _GRUPPEN.items()
        ),
    ]
    return tabelle(pd.DataFrame(saetze), spalten, gruppe="zeitraum", fussnoten=HINWEISE, **kopf)


def _zeitraum(zeilen: pd.DataFrame, raten: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of one period: the stock before, what happened, the stock after, and the shares of both."""
    g = zeilen.set_index("staatsangehoerigkeit")
    von, bis = int(g["von"].iloc[0]), int(g["bis"].iloc[0])
    bestaende = g[["anfang", "ende"]]
    anteile = 100 * bestaende / bestaende.sum()
    namen = _FLUESSE | {"rest": _rest(set(raten["fluss"]))}
    fluesse = [_fluss(name, raten[raten["fluss"].eq(feld)]) for feld, name in namen.items()]
    saetze = [
        _stand(f"Bestand Ende {von - 1}", bestaende["anfang"], 0),
        *filter(None, fluesse),
        _stand(f"Bestand Ende {bis}", bestaende["ende"], 0),
        _stand(f"Anteil Ende {von - 1} in\N{NO-BREAK SPACE}%", anteile["anfang"], 1),
        _stand(f"Anteil Ende {bis} in\N{NO-BREAK SPACE}%", anteile["ende"], 1),
    ]
    titel = str(bis) if von == bis else f"{von} bis {bis}"
    return [{"zeitraum": titel, **satz} for satz in saetze]


def _rest(gezeigt: set[str]) -> str:
    """Name what stands together in the remainder."""
    darin = [
        "Geburten" if "geburten" not in gezeigt else "",
        "Sterbefälle",
        "Einbürgerungen" if "einbuergerungen" not in gezeigt else "",
    ]
    return f"{', '.join(filter(None, darin))} und Berichtigungen zusammen"


def _fluss(merkmal: str, raten: pd.DataFrame) -> dict[str, Any]:
    """One flow of both groups with its rates; nothing where it is not shown."""
    if raten.empty:
        return {}
    g = raten.set_index("staatsangehoerigkeit")
    return _zeile(merkmal, g["anzahl"], {k: g[feld] for k, feld in _RATEN.items()}, "wert", 0)


def _stand(merkmal: str, zahlen: "pd.Series[float]", stellen: int) -> dict[str, Any]:
    """A stock or share of both groups, which has no rate."""
    return _zeile(merkmal, zahlen, dict.fromkeys(_RATEN, zahlen), "nicht_verglichen", stellen)


_RATEN = {"rate": "rate_je_1000", "untere": "untere", "obere": "obere"}


def _zeile(
    merkmal: str,
    zahlen: "pd.Series[float]",
    raten: Mapping[str, "pd.Series[float]"],
    status: str,
    stellen: int,
) -> dict[str, Any]:
    satz: dict[str, Any] = {"merkmal": merkmal, "stellen": stellen, "status": status}
    for g in _GRUPPEN:
        satz |= {g: zahlen[g], **{f"{k}_{g}": spalte[g] for k, spalte in raten.items()}}
    return satz
