"""What changes the share of residents without German Staatsangehörigkeit: moves, births, naturalisations."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline import measures
from pipeline.indicators.reihen import reihe

HOECHSTENS_JAHRE = 5
"""Years of flows that are put together: one year of an area is mostly chance."""

GRUPPEN = ("deutsch", "nichtdeutsch")
_NOETIG = {
    "bestand": "einwohner(staatsangehoerigkeit={})",
    "vorjahr": "einwohner[vorjahr](staatsangehoerigkeit={})",
    "zuzuege": "wanderungen(richtung=zuzug, staatsangehoerigkeit={})",
    "wegzuege": "wanderungen(richtung=wegzug, staatsangehoerigkeit={})",
}
"""Without these there is no balance."""
_EINZELN = {
    "geburten": ("geburten(staatsangehoerigkeit=deutsch)", "geburten(staatsangehoerigkeit=nichtdeutsch)"),
    "einbuergerungen": ("einbuergerungen()", "-1*einbuergerungen()"),
}
"""Shown where released; else they are in the remainder. A naturalisation is a loss of one group."""
_GEBURTEN_ALLE = "geburten_alle"

SPALTEN = (
    *("staatsangehoerigkeit", "von", "bis", "anfang", "ende", "personenjahre"),
    *("zuzuege", "wegzuege", *_EINZELN, _GEBURTEN_ALLE, "rest", "status", "woran"),
)


def staatsangehoerigkeitsbilanz(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, jahr: int
) -> pd.DataFrame:
    """Put the flows of a year, and of the last years, beside the stocks, for Germans and all others.

    Takes:   released tables (einwohner, wanderungen, geburten, einbuergerungen); area; last year.
    Returns: one row per Staatsangehörigkeit of the year, then of the last years, at most
             `HOECHSTENS_JAHRE`, in which stocks and moves were released: von, bis (years of the flows),
             anfang, ende (stocks at the end of the year before `von` and of `bis`), personenjahre (sum of
             the mean stocks), zuzuege, wegzuege, geburten (of the child's Staatsangehörigkeit),
             einbuergerungen (negative for others), each of the last two NaN unless released in all these
             years, geburten_alle (of both groups), and rest: what else changed the stock, deaths and
             corrections and what is NaN.
             Where the last year has no stocks or moves one row without numbers, status `geheim` or `fehlt`
             with `woran` (bestand, vorjahr, wanderungen).
    Raises:  nothing.
    Source:  own; the remainder is a difference of released cells, so every reader could draw it.
    """
    jahre = []
    for n in range(jahr, jahr - HOECHSTENS_JAHRE, -1):
        zeilen = _zellen(tabellen, raumeinheit, n)
        if not zeilen.loc[_noetige(), "status"].eq("wert").all():
            break
        jahre.append(zeilen["wert"].rename(n))
    if not jahre:
        return pd.DataFrame([_ohne(_zellen(tabellen, raumeinheit, jahr), jahr)], columns=list(SPALTEN))
    zeitraeume = [jahre[:1], jahre] if len(jahre) > 1 else [jahre]
    return pd.DataFrame([_gruppe(g, z) for z in zeitraeume for g in GRUPPEN], columns=list(SPALTEN))


def _noetige() -> list[str]:
    return [f"{name} {g}" for name in _NOETIG for g in GRUPPEN]


def _zellen(tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, jahr: int) -> pd.DataFrame:
    """Every cell of the balance of one year, by name and group."""
    zellen = {f"{name} {g}": text.format(g) for name, text in _NOETIG.items() for g in GRUPPEN}
    for name, texte in _EINZELN.items():
        zellen |= {f"{name} {g}": text for g, text in zip(GRUPPEN, texte, strict=True)}
    zellen[_GEBURTEN_ALLE] = "geburten()"
    merkmale = {name: (name, text, "") for name, text in zellen.items()}
    return reihe(tabellen, [raumeinheit], jahr, merkmale, "wert").set_index("kennzahl")


def _ohne(zeilen: pd.DataFrame, jahr: int) -> dict[str, str | int]:
    """Why a year has no balance: the first of its cells that is not there."""
    status = zeilen.loc[_noetige(), "status"]
    erste = str(status.index[status.ne("wert")][0])
    woran = erste.split(maxsplit=1)[0]
    return {
        "von": jahr,
        "bis": jahr,
        "status": str(status[erste]),
        "woran": woran if woran in ("bestand", "vorjahr") else "wanderungen",
    }


def _gruppe(gruppe: str, jahre: Sequence["pd.Series[float]"]) -> dict[str, str | int | float]:
    """Sums of one group; the last year comes first."""
    summen = pd.concat(list(jahre), axis="columns").sum(axis="columns", skipna=False)
    fluesse = {name: float(summen[f"{name} {gruppe}"]) for name in ("zuzuege", "wegzuege", *_EINZELN)}
    anfang, ende = float(jahre[-1][f"vorjahr {gruppe}"]), float(jahre[0][f"bestand {gruppe}"])
    gezeigt = float(np.nansum([fluesse[name] for name in _EINZELN]))
    return {
        "staatsangehoerigkeit": gruppe,
        "von": int(str(jahre[-1].name)),
        "bis": int(str(jahre[0].name)),
        "anfang": anfang,
        "ende": ende,
        "personenjahre": float(summen[f"vorjahr {gruppe}"] + summen[f"bestand {gruppe}"]) / 2,
        **fluesse,
        _GEBURTEN_ALLE: float(summen[_GEBURTEN_ALLE]),
        "rest": ende - anfang - fluesse["zuzuege"] + fluesse["wegzuege"] - gezeigt,
        "status": "wert",
        "woran": "",
    }


EREIGNISSE = ("zuzuege", "wegzuege", *_EINZELN)
"""Flows that are counts of events and have an interval; the remainder is a balance of several."""


def bilanzraten(bilanz: pd.DataFrame) -> pd.DataFrame:
    """Express the flows of each group per 1,000 of it and year.

    Takes:   the result of `staatsangehoerigkeitsbilanz`.
    Returns: one row per period, flow (zuzuege, wegzuege, geburten, einbuergerungen, rest, and veraenderung
             of the stock) and Staatsangehörigkeit: anzahl, rate_je_1000, untere, obere (95 %; NaN for rest
             and veraenderung, which are no counts); no row for a flow that is not shown.
    Raises:  nothing.
    Source:  rate per mean population, see `measures.rate`; one person is one event.
    """
    da = bilanz[bilanz["status"].eq("wert")]
    da = da.assign(veraenderung=da["ende"] - da["anfang"])
    kopf = ["von", "bis", "staatsangehoerigkeit", "personenjahre"]
    lang = da.melt(kopf, [*EREIGNISSE, "rest", "veraenderung"], "fluss", "anzahl")
    lang = lang[lang["anzahl"].notna()].reset_index(drop=True)
    anzahl, jahre = measures.floats(lang["anzahl"]), measures.floats(lang["personenjahre"])
    grenzen = measures.rate(np.abs(anzahl), jahre, 1000)
    ereignis = lang["fluss"].isin(EREIGNISSE).to_numpy(dtype=bool)
    abwaerts = anzahl < 0
    untere = np.where(abwaerts, -grenzen.obere, grenzen.untere)
    obere = np.where(abwaerts, -grenzen.untere, grenzen.obere)
    return lang.drop(columns="personenjahre").assign(
        rate_je_1000=1000 * measures.quotient(anzahl, jahre),
        untere=np.where(ereignis, untere, np.nan),
        obere=np.where(ereignis, obere, np.nan),
    )


def anteilsaenderung(bilanz: pd.DataFrame) -> pd.DataFrame:
    """Judge whether the share of residents without German Staatsangehörigkeit changed beyond chance.

    Takes:   the result of `staatsangehoerigkeitsbilanz`.
    Returns: one row per period, the year first: von, bis, anfang and ende (the share in percent), differenz
             (in percentage points), nur_wegzuege (what the out-moves alone would have done), wanderungen
             (what moves in and out did), streuung (standard deviation of the change, if every event is a
             Poisson count; NaN where births are not released) and z; the rates of out-moves per
             1,000 person-years, rate_deutsch and rate_nichtdeutsch, verhaeltnis (of the second to the
             first) with untere, obere, and p of their difference. No row without a balance or with an empty
             group.
    Raises:  nothing.
    Source:  own; first-order propagation for p = n / (n + d): dp = (d dn - n dd) / (n + d)^2.
             Ratio and test: see `measures.ratio` and `measures.two_rates_z`.
    """
    da = bilanz[bilanz["status"].eq("wert")]
    zeitraeume = [zeitraum for _, zeitraum in da.groupby("von", sort=False)]
    voll = [z for z in zeitraeume if (z[["anfang", "ende"]] > 0).all(axis=None)]
    saetze = [_aenderung(*(satz for _, satz in z.iterrows())) for z in voll]
    return pd.DataFrame(saetze, columns=list(_AENDERUNG))


_AENDERUNG = (
    *("von", "bis", "anfang", "ende", "differenz", "nur_wegzuege", "wanderungen", "streuung", "z"),
    *("rate_deutsch", "rate_nichtdeutsch", "verhaeltnis", "untere", "obere", "p"),
)


def _aenderung(d: "pd.Series[float]", n: "pd.Series[float]") -> dict[str, float]:
    """One period, Germans and others."""
    alle = d["anfang"] + n["anfang"]
    zu_d, zu_n = 100 * n["anfang"] / alle**2, 100 * d["anfang"] / alle**2
    anfang, ende = 100 * n["anfang"] / alle, 100 * n["ende"] / (n["ende"] + d["ende"])
    streuung = _streuung(d, n, zu_d, zu_n)
    return {
        "von": d["von"],
        "bis": d["bis"],
        "anfang": anfang,
        "ende": ende,
        "differenz": ende - anfang,
        "nur_wegzuege": zu_d * d["wegzuege"] - zu_n * n["wegzuege"],
        "wanderungen": zu_n * (n["zuzuege"] - n["wegzuege"]) - zu_d * (d["zuzuege"] - d["wegzuege"]),
        "streuung": streuung,
        "z": float(measures.quotient(ende - anfang, streuung)),
        **_wegzugsraten(d, n),
    }


def _streuung(d: "pd.Series[float]", n: "pd.Series[float]", zu_d: float, zu_n: float) -> float:
    """Standard deviation of the change of the share; a naturalisation counts in both groups at once.

    What stands in the remainder is divided so that the variance is the largest the balance allows: all
    births are those of others, all that the others lost is naturalised. The test is then too careful.
    """
    geburten_d, geburten_n, verdeckt = d["geburten"], n["geburten"], 0.0
    if pd.isna(geburten_n):
        geburten_d, geburten_n, verdeckt = 0.0, n[_GEBURTEN_ALLE], n[_GEBURTEN_ALLE]
    einbuergerungen, verluste_d, verluste_n = d["einbuergerungen"], abs(d["rest"]), abs(n["rest"]) + verdeckt
    if pd.isna(einbuergerungen):
        verluste_d = abs(d["rest"] + n["rest"]) + verdeckt
        einbuergerungen, verluste_n = verluste_n, 0.0
    ereignisse_d = d["zuzuege"] + d["wegzuege"] + geburten_d + verluste_d
    ereignisse_n = n["zuzuege"] + n["wegzuege"] + geburten_n + verluste_n
    varianz = zu_n**2 * ereignisse_n + zu_d**2 * ereignisse_d + (zu_n + zu_d) ** 2 * einbuergerungen
    return float(np.sqrt(varianz))


def _wegzugsraten(d: "pd.Series[float]", n: "pd.Series[float]") -> dict[str, float]:
    """How often each group moves away, and whether one does so more often."""
    beide = n["wegzuege"], n["personenjahre"], d["wegzuege"], d["personenjahre"]
    verhaeltnis = measures.ratio(*beide, measures.rate)
    return {
        "rate_deutsch": 1000 * float(measures.quotient(d["wegzuege"], d["personenjahre"])),
        "rate_nichtdeutsch": 1000 * float(measures.quotient(n["wegzuege"], n["personenjahre"])),
        "verhaeltnis": float(verhaeltnis.wert),
        "untere": float(verhaeltnis.untere),
        "obere": float(verhaeltnis.obere),
        "p": float(measures.two_rates_z(*beide).p),
    }
