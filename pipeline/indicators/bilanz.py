"""What changes the share of residents without German Staatsangehörigkeit: moves, births, naturalisations."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline.indicators.reihen import reihe

HOECHSTENS_JAHRE = 5
"""Years of flows that are put together: one year of an area is mostly chance."""

GRUPPEN = ("deutsch", "nichtdeutsch")
FLUESSE = {
    "zuzuege": "wanderungen(richtung=zuzug, staatsangehoerigkeit={})",
    "wegzuege": "wanderungen(richtung=wegzug, staatsangehoerigkeit={})",
    "geburten": "geburten(staatsangehoerigkeit={})",
}
_ALLE = {"sterbefaelle": "sterbefaelle()", "einbuergerungen": "einbuergerungen()"}


def staatsangehoerigkeitsbilanz(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, jahr: int
) -> pd.DataFrame:
    """Put the flows of the last years beside the stocks, for Germans and all others.

    Takes:   released tables (einwohner, wanderungen, geburten, sterbefaelle, einbuergerungen); area; last
             year.
    Returns: one row per Staatsangehörigkeit over the last years, at most `HOECHSTENS_JAHRE`, in which
             everything was released: staatsangehoerigkeit, von, bis (years of the flows), anfang, ende
             (stocks at the end of the year before `von` and of `bis`), zuzuege, wegzuege, geburten (of the
             child's Staatsangehörigkeit), einbuergerungen (positive for Germans, negative for others),
             sterbefaelle (of all: deaths are not released by group). No row where the last year is not
             complete.
    Raises:  nothing.
    Source:  own; a naturalisation moves a person from one group to the other.
    """
    zellen = {f"bestand {g}": f"einwohner(staatsangehoerigkeit={g})" for g in GRUPPEN}
    zellen |= {f"davor {g}": f"einwohner[vorjahr](staatsangehoerigkeit={g})" for g in GRUPPEN}
    zellen |= {f"{name} {g}": text.format(g) for name, text in FLUESSE.items() for g in GRUPPEN} | _ALLE
    merkmale = {name: (name, text, "") for name, text in zellen.items()}
    jahre = []
    for n in range(jahr, jahr - HOECHSTENS_JAHRE, -1):
        zeilen = reihe(tabellen, [raumeinheit], n, merkmale, "wert").set_index("kennzahl")
        if not zeilen["status"].eq("wert").all():
            break
        jahre.append(zeilen["wert"].rename(n))
    return pd.DataFrame([_gruppe(g, jahre) for g in GRUPPEN if jahre], columns=list(_SPALTEN))


_SPALTEN = (
    *("staatsangehoerigkeit", "von", "bis", "anfang", "ende"),
    *(*FLUESSE, "einbuergerungen", "sterbefaelle"),
)


def _gruppe(gruppe: str, jahre: list["pd.Series[float]"]) -> dict[str, str | int | float]:
    """Sums of one group; the last year comes first."""
    summen = pd.concat(jahre, axis="columns").sum(axis="columns", skipna=False)
    richtung = 1 if gruppe == "deutsch" else -1
    return {
        "staatsangehoerigkeit": gruppe,
        "von": int(str(jahre[-1].name)),
        "bis": int(str(jahre[0].name)),
        "anfang": float(jahre[-1][f"davor {gruppe}"]),
        "ende": float(jahre[0][f"bestand {gruppe}"]),
        **{name: float(summen[f"{name} {gruppe}"]) for name in FLUESSE},
        "einbuergerungen": richtung * float(summen["einbuergerungen"]),
        "sterbefaelle": float(summen["sterbefaelle"]),
    }


def anteilsaenderung(bilanz: pd.DataFrame) -> dict[str, float]:
    """Judge whether the share of residents without German Staatsangehörigkeit changed beyond chance.

    Takes:   the result of `staatsangehoerigkeitsbilanz`.
    Returns: differenz (change of the share in percentage points over all years), nur_wegzuege (what the
             out-moves alone would have done), wanderungen (what moves in and out did), streuung (standard
             deviation of the change, if every event is a Poisson count) and z; all NaN without rows or with
             an empty group.
    Raises:  nothing.
    Source:  own; first-order propagation for p = n / (n + d): dp = (d dn - n dd) / (n + d)^2. A
             naturalisation counts in both groups at once. Deaths are released of all together; they are
             given to the groups by size, which serves the variance only: the change is that of the stocks.
    """
    leer = dict.fromkeys(("differenz", "nur_wegzuege", "wanderungen", "streuung", "z"), float("nan"))
    if len(bilanz) < len(GRUPPEN) or (bilanz[["anfang", "ende"]] <= 0).any(axis=None):
        return leer
    d, n = (satz for _, satz in bilanz.set_index("staatsangehoerigkeit").loc[list(GRUPPEN)].iterrows())
    alle = d["anfang"] + n["anfang"]
    zu_d, zu_n = 100 * n["anfang"] / alle**2, 100 * d["anfang"] / alle**2
    differenz = 100 * (n["ende"] / (n["ende"] + d["ende"]) - n["anfang"] / alle)
    varianz_d, varianz_n = (
        satz["zuzuege"] + satz["wegzuege"] + satz["geburten"] + satz["sterbefaelle"] * satz["anfang"] / alle
        for satz in (d, n)
    )
    varianz = zu_n**2 * varianz_n + zu_d**2 * varianz_d + (zu_n + zu_d) ** 2 * d["einbuergerungen"]
    streuung = float(np.sqrt(varianz))
    return {
        "differenz": float(differenz),
        "nur_wegzuege": float(zu_d * d["wegzuege"] - zu_n * n["wegzuege"]),
        "wanderungen": float(zu_n * (n["zuzuege"] - n["wegzuege"]) - zu_d * (d["zuzuege"] - d["wegzuege"])),
        "streuung": streuung,
        "z": float(differenz / streuung) if streuung > 0 else float("nan"),
    }
