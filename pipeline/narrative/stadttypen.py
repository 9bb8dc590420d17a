"""Sentences and rows on the typology: how it is made, what came out, how certain it is, what it omits."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.narrative.bewertung import HOEHER, NIEDRIGER, TRENDWORTE, UNSICHER
from pipeline.narrative.stadtkopf import Stadt
from pipeline.narrative.vergleich import Satz
from pipeline.narrative.zahlen import aufzaehlung, zahlwort

NICHT_EINDEUTIG, OHNE = "nicht eindeutig", "nicht eingeordnet"

_GRENZEN = (
    "Die Typologie vergleicht Orte mit dem Mittel der Stadt. Weil ihre Grenzen in Standardabweichungen "
    "liegen, gibt es in jeder Stadt hohe und niedrige Klassen, auch wenn es allen gut ginge; mit anderen "
    "Städten lassen sich die Klassen nicht vergleichen.",
    "Sie beruht auf wenigen Kennzahlen: {kennzahlen}. Nachbarschaft, Gesundheit, Wohnungen, "
    "Schulen, Engagement und alles, was Menschen einander sind, kommen darin nicht vor. Die Kennzahlen "
    "überschneiden sich: Wer arbeitslos ist, kann auch Grundsicherung beziehen.",
    "Sie sagt nichts über den Wert eines Ortes oder der Menschen, die dort leben, nichts über die Ursachen "
    "und nichts darüber, was zu tun ist. Nicht alle Menschen eines Bezirks sind in der Lage, die sein "
    "Mittelwert beschreibt. Niedrig heißt der Status eines Ortes, an dem mehr Menschen als im Mittel "
    "arbeitslos gemeldet sind oder Leistungen der Grundsicherung bekommen.",
)


def verfahren(regeln: pd.DataFrame, varianten: Sequence[str], ab: float, ziehungen: int) -> list[str]:
    """Say how the classes are made and tried.

    Takes:   the results of `indicators.typregeln` and `comparison.varianten`; the share from which a class
             is called eindeutig; how many draws.
    """
    kopf = regeln.iloc[0]
    return [
        f"Die Typologie folgt dem Berliner Verfahren ({kopf['quelle']}). Für jede Kennzahl wird berechnet, "
        "wie viele Standardabweichungen ein Bezirk vom Mittel aller Bezirke entfernt ist (z-Wert). Die Summe "
        "der gewichteten z-Werte ist der Index, wieder in Standardabweichungen: Hoch ist günstig. Der "
        "Statusindex gilt am Stichtag, der Dynamikindex für die Veränderung in Prozentpunkten seit "
        f"{kopf['jahre']} Jahren. Alle Bezirke zählen gleich, ob groß oder klein.",
        "Klassen des Status: hoch über 1, mittel von −1 bis 1, niedrig von −1,5 bis unter −1, sehr niedrig "
        "unter −1,5 Standardabweichungen. Klassen der Dynamik: positiv über 1, stabil von −1 bis 1, negativ "
        "unter −1; das vergleicht mit der Veränderung der anderen Bezirke, nicht mit null. Bezirke mit "
        f"geheimen oder fehlenden Werten oder weniger als {kopf['mindestens_einwohner']} Bewohner:innen "
        "werden nicht eingeordnet.",
        f"Geprüft wird jede Einordnung auf zwei Wegen. Rechenweg: {zahlwort(len(varianten), 'w')} andere "
        f"Berechnungen ({'; '.join(varianten)}). Zufall: {names.ganzzahl(ziehungen)} Ziehungen, in denen "
        "jede Fallzahl neu um ihren Anteil streut. Bleibt die Klasse auf einem der Wege in weniger als "
        f"{names.prozent(100 * ab, 0)} der Fälle, heißt sie „nicht eindeutig“. Bei der Dynamik ist der "
        "zweite Weg eher zu streng, weil in beiden Jahren meist dieselben Menschen leben.",
    ]


def grenzen(regeln: pd.DataFrame) -> list[str]:
    """Say what the typology cannot tell.

    Takes:   the result of `indicators.typregeln`.
    """
    kennzahlen = aufzaehlung(list(regeln.loc[regeln["gewicht"].notna(), "name"]))
    return [absatz.format(kennzahlen=kennzahlen) for absatz in _GRENZEN]


def ergebnis(hier: Stadt, typen: pd.DataFrame) -> str:
    """Say how many districts are in which class, and how many have none."""
    da = typen[typen["status"].notna()]
    if da.empty:
        return "Mit den freigegebenen Zahlen lässt sich kein Bezirk einordnen."
    ohne = typen[typen["status"].isna()]
    teile = [
        f"{len(da)} von {len(hier.namen)} Bezirken sind nach ihrem Status eingeordnet: "
        f"{_gezaehlt(da, 'status', names.STATUSKLASSEN)}.",
        _dynamik(da),
        f"Nicht eingeordnet: {aufzaehlung(list(ohne['raumeinheit']))}." if len(ohne) else "",
    ]
    return " ".join(filter(None, teile))


def _dynamik(da: pd.DataFrame) -> str:
    """Classes of dynamics of those that have one of status; one sentence where nobody has one."""
    ohne = da[da["dynamik"].isna()]
    if len(ohne) == len(da):
        return f"Eine Dynamik lässt sich nicht angeben ({'; '.join(sorted(ohne['dynamik_grund'].unique()))})."
    nur = (
        f" Nur nach ihrem Status eingeordnet: {aufzaehlung(list(ohne['raumeinheit']))}." if len(ohne) else ""
    )
    je = _gezaehlt(da, "dynamik", names.DYNAMIKKLASSEN)
    return f"Nach ihrer Dynamik sind es {len(da) - len(ohne)}: {je}.{nur}"


def _gezaehlt(da: pd.DataFrame, index: str, klassen: Sequence[str]) -> str:
    je = da[index].value_counts()
    return ", ".join(f"{int(je.get(klasse, 0))} {klasse}" for klasse in reversed(klassen))


def sicherheit(typen: pd.DataFrame) -> list[str]:
    """Say of each index how many classes are certain."""
    teile = [_sicher(typen, index, wort) for index, wort in (("status", "Status"), ("dynamik", "Dynamik"))]
    return list(filter(None, teile))


def _sicher(typen: pd.DataFrame, index: str, wort: str) -> str:
    da = typen[typen[f"{index}_eindeutig"].notna()]
    if da.empty:
        return ""
    ja = da[da[f"{index}_eindeutig"].astype(bool)]
    aussen = da[~da[index].isin(["mittel", "stabil"])]
    sicher = aussen[aussen[f"{index}_eindeutig"].astype(bool)]
    kopf = f"{wort}: Die Klasse ist bei {len(ja)} von {len(da)} Bezirken eindeutig."
    if aussen.empty:
        return f"{kopf} Alle liegen in der mittleren Klasse."
    genannt = f"{len(sicher)} ({aufzaehlung(list(sicher['raumeinheit']))})" if len(sicher) else "keiner"
    liegen = f"liegt {len(aussen)} Bezirk" if len(aussen) == 1 else f"liegen {len(aussen)} Bezirke"
    return f"{kopf} Außerhalb der mittleren Klasse {liegen}, davon eindeutig: {genannt}."


def klassenzeilen(hier: Stadt, typen: pd.DataFrame) -> pd.DataFrame:
    """Prepare the table of classes: texts, shares in percent, verdict with its reason."""
    zeilen = typen.assign(gebiet=typen["raumeinheit"].map(hier.namen))
    for index in ("status", "dynamik"):
        da = typen[index].notna()
        zeilen[f"{index}_text"] = typen[index].fillna(names.NICHT_VERGLICHEN)
        zeilen[f"{index}_stand"] = da.map({True: "wert", False: "nicht_verglichen"})
        for was in ("bleibt", "zufall"):
            zeilen[f"{index}_{was}_pct"] = 100 * typen[f"{index}_{was}"]
    beide = bool(typen["dynamik"].notna().any())
    return zeilen.assign(urteil=[_urteil(satz, beide) for satz in typen.to_dict("records")])


def _urteil(satz: Satz, beide: bool) -> str:
    """Whether the class is certain; where there is none, why, unless nobody has one of dynamics."""
    if pd.isna(satz["status"]):
        return f"{OHNE}; {satz['status_grund']}"
    if pd.isna(satz["dynamik"]):
        wort = "eindeutig" if satz["status_eindeutig"] else NICHT_EINDEUTIG
        return f"Status {wort}; Dynamik {OHNE}, {satz['dynamik_grund']}" if beide else f"Status {wort}"
    zweifel = [
        wort
        for index, wort in (("status", "Status"), ("dynamik", "Dynamik"))
        if not satz[f"{index}_eindeutig"]
    ]
    return f"{' und '.join(zweifel)} {NICHT_EINDEUTIG}" if zweifel else "eindeutig"


def typ(satz: Satz) -> str:
    """Write the class of a district for its profile, a question mark where one is not certain."""
    if pd.isna(satz["status"]):
        return OHNE
    status = f"{satz['status']}{'' if satz['status_eindeutig'] else '?'}"
    if pd.isna(satz["dynamik"]):
        return f"{status}, {names.NICHT_VERGLICHEN}"
    return f"{status}, {satz['dynamik']}{'' if satz['dynamik_eindeutig'] else '?'}"


def profilzeilen(
    hier: Stadt, raenge: pd.DataFrame, trends: pd.DataFrame, typen: pd.DataFrame, einwohner: pd.DataFrame
) -> pd.DataFrame:
    """Prepare one line per district and a last one of the city.

    Takes:   the results of `comparison.raenge`, `comparison.entwicklungen` (of districts and city) and
             `comparison.typologie`; residents of districts and city.
    Returns: gebiet, einwohner, status_einwohner, typ, and for each Kennzahl wert_, status_, stellen_ and
             zeichen_ (sign beside the city, then that of the trend).
    Raises:  MergeError where a trend is there twice.
    """
    mit = raenge.merge(
        trends[["raumeinheit", "kennzahl", "trend"]],
        on=["raumeinheit", "kennzahl"],
        how="left",
        validate="one_to_one",
    )
    je_ort = {str(ort): gruppe for ort, gruppe in mit.groupby("raumeinheit")}
    je_typ = {str(satz["raumeinheit"]): typ(satz) for satz in typen.to_dict("records")}
    leute = einwohner.set_index("raumeinheit")
    je_trend = trends[trends["raumeinheit"].eq(hier.ort.schluessel)].set_index("kennzahl")["trend"].to_dict()
    zeilen = [
        {"gebiet": label, "typ": je_typ.get(ort, OHNE)}
        | _leute(leute, ort)
        | _werte(je_ort[ort].to_dict("records"))
        for ort, label in hier.namen.items()
    ]
    stadt: list[Satz] = [
        {**satz, "wert": satz["wert_stadt"], "status": satz["status_stadt"], "signifikant": pd.NA}
        | {"trend": je_trend.get(satz["kennzahl"])}
        for satz in raenge.drop_duplicates("kennzahl").to_dict("records")
    ]
    ganz = {"gebiet": hier.ort.name, "typ": ""} | _leute(leute, hier.ort.schluessel) | _werte(stadt)
    return pd.DataFrame([*zeilen, ganz])


def _leute(leute: pd.DataFrame, ort: str) -> dict[str, Any]:
    return {"einwohner": leute["wert"].get(ort), "status_einwohner": leute["status"].get(ort, "fehlt")}


def _werte(saetze: Sequence[Satz]) -> dict[str, Any]:
    zeile: dict[str, Any] = {}
    for satz in saetze:
        k = satz["kennzahl"]
        zeile |= {
            f"wert_{k}": satz["wert"],
            f"status_{k}": satz["status"],
            f"stellen_{k}": satz["stellen"],
            f"zeichen_{k}": zeichen(satz),
        }
    return zeile


def zeichen(satz: Satz) -> str:
    """Write the sign beside the city and the arrow of the trend, each only where it was tested."""
    pfeil: str = "" if pd.isna(satz["trend"]) else TRENDWORTE[str(satz["trend"])][0]
    if pd.isna(satz["signifikant"]):
        return pfeil
    if not satz["signifikant"]:
        return UNSICHER + pfeil
    return (HOEHER if satz["richtung"] == "ueber" else NIEDRIGER) + pfeil


def profillegende(hier: Stadt) -> str:
    """Explain the signs of the profiles."""
    return (
        f"{HOEHER} signifikant höher, {NIEDRIGER} signifikant niedriger als {hier.ort.name}, {UNSICHER} "
        "nicht unterscheidbar. Danach der Trend der letzten fünf Jahre: ↗ steigt, ↘ fällt, → kein "
        "gesicherter Trend; kein Pfeil, wo nicht in jedem Jahr neu gezählt wurde oder ein Wert fehlt. Status "
        "und Dynamik wie in der Typologie, ein Fragezeichen heißt: nicht eindeutig."
    )


def kopfnamen(auswahl: pd.DataFrame) -> Mapping[str, str]:
    """Heads of narrow columns by Kennzahl, with their unit."""
    return {
        str(s["kennzahl"]): f"{s['kurz']} in\N{NO-BREAK SPACE}{s['einheit']}"
        for s in auswahl.to_dict("records")
    }
