"""What a paper once said beside what is computed today: the verdict on each statement, by written rules."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from pipeline import names
from pipeline.comparison.groesse import DEUTLICH
from pipeline.comparison.stadt import vergleich

BESTAETIGT = "bestätigt"
EINGESCHRAENKT = "bestätigt mit Einschränkung"
NICHT_BEURTEILBAR = "nicht beurteilbar"
WIDERSPROCHEN = "widersprochen"
URTEILE = (BESTAETIGT, EINGESCHRAENKT, NICHT_BEURTEILBAR, WIDERSPROCHEN)
"""From best to worst: of several checks the worst counts."""

_WINZIG = 1e-9
"""So that a value exactly on a limit is within it, however its digits were computed."""

Satz = Mapping[Any, Any]


class Pruefung(NamedTuple):
    """Verdict on one claim, and the code of its reason (empty for a plain confirmation)."""

    urteil: str
    grund: str = ""


JA = Pruefung(BESTAETIGT)


def abgleich(behauptet: pd.DataFrame, gemessen: pd.DataFrame) -> pd.DataFrame:
    """Judge every statement.

    Takes:   the result of `indicators.aussagen` and of `indicators.messungen` for the same area.
    Returns: the rows of `behauptet` with what was measured (name, einheit, stellen, wert, status, grund, the
             same with `_stadt`, verhaeltnis, richtung, groesse, signifikant, davor, unten, oben, folge,
             antwort), gruende (codes of the reasons, `|` between), urteil_teil and urteil: the worst of all
             rows of a statement. Never bestätigt where a needed value is secret or missing.
    Raises:  MergeError where something was measured twice.
    Source:  own rules, see `pruefungen`.
    """
    if behauptet.empty:
        return behauptet.assign(urteil=pd.Series(dtype="str"), gruende=pd.Series(dtype="str"))
    ort, stadt, stichtag = behauptet[["raumeinheit", "vergleich", "stichtag"]].iloc[0]
    heute = vergleich(gemessen, ort, stadt, names.stichtag_jahr(stichtag))
    heute = heute.drop(columns=["raumeinheit", "vergleichbar"]).rename(columns={"kennzahl": "messung"})
    zeilen = behauptet.merge(heute, on="messung", how="left", validate="many_to_one")
    zeilen = zeilen.assign(status=zeilen["status"].fillna("fehlt"))
    geprueft = [pruefungen(satz) for satz in zeilen.to_dict("records")]
    teil = [schlechtestes([pruefung.urteil for pruefung in eine]) for eine in geprueft]
    gruende = ["|".join(dict.fromkeys(p.grund for p in eine if p.grund)) for eine in geprueft]
    zeilen = zeilen.assign(urteil_teil=teil, gruende=gruende)
    je_aussage = zeilen.groupby("nummer")["urteil_teil"].agg(lambda urteile: schlechtestes(list(urteile)))
    return zeilen.assign(urteil=zeilen["nummer"].map(je_aussage))


def schlechtestes(urteile: list[str]) -> str:
    """Choose the verdict that stands for several.

    Takes:   verdicts, at least one.
    Returns: the one furthest back in `URTEILE`.
    Raises:  ValueError where there is none.
    Source:  own rule.
    """
    return max(urteile, key=URTEILE.index)


def pruefungen(satz: Satz) -> list[Pruefung]:
    """Check every claim of a row.

    Takes:   a row of claims (missing where there is none) with what was measured.
    Returns: one Pruefung per claim, and one for a caveat that the paper's words need.
    Raises:  nothing.
    Source:  own rules; each is described where it stands.
    """
    ergebnis = [pruefen(satz) for feld, pruefen in _REGELN.items() if pd.notna(satz[feld])]
    vorbehalt = [Pruefung(EINGESCHRAENKT, "vorbehalt")] if satz["einschraenkung"] else []
    return [*ergebnis, *vorbehalt]


def zahl(gemessen: float, behauptet: float, genau: float, toleranz: float) -> Pruefung:
    """Compare a number with the one the paper gives.

    Takes:   both numbers; half a unit of the last place given; distance up to which they agree roughly.
    Returns: bestätigt within the rounding, mit Einschränkung within the tolerance, widersprochen beyond;
             the verdict never gets better with the distance.
    Raises:  nothing; a missing number cannot be judged.
    Source:  own rule.
    """
    if pd.isna(gemessen):
        return Pruefung(NICHT_BEURTEILBAR, "ohne_wert")
    abstand = abs(gemessen - behauptet)
    if abstand <= genau + _WINZIG:
        return JA
    if abstand <= toleranz + _WINZIG:
        return Pruefung(EINGESCHRAENKT, "ungefaehr")
    return Pruefung(WIDERSPROCHEN, "anderer_wert")


def _wert(satz: Satz) -> Pruefung:
    if not _da(satz):
        return Pruefung(NICHT_BEURTEILBAR, "ohne_wert")
    return zahl(float(satz["wert"]), satz["behauptet"], satz["genau"], satz["toleranz"])


def _unter(satz: Satz) -> Pruefung:
    """Check what is said to be barely so much: below it, or only roughly so."""
    if not _da(satz):
        return Pruefung(NICHT_BEURTEILBAR, "ohne_wert")
    return JA if float(satz["wert"]) < satz["unter"] else Pruefung(EINGESCHRAENKT, "nicht_knapp")


def _stadtwert(satz: Satz) -> Pruefung:
    if not _da(satz, "wert_stadt", "status_stadt"):
        return Pruefung(NICHT_BEURTEILBAR, "ohne_stadtwert")
    return zahl(float(satz["wert_stadt"]), satz["behauptet_stadt"], satz["genau"], satz["toleranz"])


def _verhaeltnis(satz: Satz) -> Pruefung:
    if fehlend := _unvergleichbar(satz):
        return fehlend
    gemessen = float(satz["verhaeltnis"])
    return zahl(gemessen, satz["behauptetes_verhaeltnis"], satz["genau"], satz["toleranz"])


def _richtung(satz: Satz) -> Pruefung:
    """Side and size against the city: the value decides, the test and another size only limit.

    Register counts are of everybody, so a value on the other side contradicts, certain or not.
    """
    if fehlend := _unvergleichbar(satz):
        return fehlend
    if satz["behauptete_richtung"] == "gleich":
        return _gleich(satz)
    if satz["richtung"] != satz["behauptete_richtung"]:
        return Pruefung(WIDERSPROCHEN, "andere_seite")
    return _gesichert(satz)


def _gesichert(satz: Satz) -> Pruefung:
    """The side is right; whether the difference is certain and of the size that was named."""
    if pd.isna(satz["signifikant"]):
        return Pruefung(EINGESCHRAENKT, "ohne_test")
    if not satz["signifikant"]:
        return Pruefung(EINGESCHRAENKT, "nicht_signifikant")
    if pd.notna(satz["behauptete_groesse"]) and satz["groesse"] != satz["behauptete_groesse"]:
        return Pruefung(EINGESCHRAENKT, "andere_groesse")
    return JA


def _gleich(satz: Satz) -> Pruefung:
    """Alike: by size; of another size it is contradicted only by a certain difference."""
    if satz["groesse"] == "vergleichbar":
        return JA
    if pd.notna(satz["signifikant"]) and satz["signifikant"]:
        return Pruefung(WIDERSPROCHEN, "nicht_gleich")
    return Pruefung(EINGESCHRAENKT, "ungleich_unsicher")


def _unauffaellig(satz: Satz) -> Pruefung:
    if fehlend := _unvergleichbar(satz):
        return fehlend
    if pd.isna(satz["signifikant"]):
        return Pruefung(NICHT_BEURTEILBAR, "ohne_test")
    return Pruefung(WIDERSPROCHEN, "signifikant") if satz["signifikant"] else JA


def _veraenderung(satz: Satz) -> Pruefung:
    """Direction of a projection: certain only where the whole band has it.

    A projection is no count: one that goes the other way within its band leaves the claim open.
    """
    if not _da(satz) or pd.isna(satz["davor"]):
        return Pruefung(NICHT_BEURTEILBAR, "ohne_wert")
    seite = 1 if satz["veraenderung"] == "zunahme" else -1
    davor, dann = float(satz["davor"]), float(satz["wert"])
    enden = [seite * (float(satz[ende]) - davor) for ende in ("unten", "oben")]
    if seite * (dann - davor) <= 0:
        offen = any(pd.isna(ende) or ende > 0 for ende in enden)
        return Pruefung(NICHT_BEURTEILBAR if offen else WIDERSPROCHEN, "gegenlaeufig")
    if any(map(pd.isna, enden)):
        return Pruefung(EINGESCHRAENKT, "ohne_band")
    if min(enden) <= 0:
        return Pruefung(EINGESCHRAENKT, "richtung_offen")
    return _zuwachs(satz, dann / davor if davor > 0 else float("inf"))


def _zuwachs(satz: Satz, verhaeltnis: float) -> Pruefung:
    """A slight growth is one that the written rule does not call deutlich."""
    deutlich = max(verhaeltnis, 1 / verhaeltnis if verhaeltnis else float("inf")) >= DEUTLICH
    gesagt = satz["behauptete_groesse"]
    passt: bool = bool(pd.isna(gesagt)) or deutlich == (gesagt == "deutlich")
    return JA if passt else Pruefung(EINGESCHRAENKT, "andere_groesse")


def _folge(satz: Satz) -> Pruefung:
    """A ranking: the same names in another order agree roughly, a hidden one may stand among them."""
    if satz["status"] != "wert":
        return Pruefung(NICHT_BEURTEILBAR, "ohne_wert")
    gesagt, heute = str(satz["behauptete_folge"]).split(", "), str(satz["folge"]).split(", ")
    if set(gesagt) != set(heute):
        return Pruefung(WIDERSPROCHEN, "andere_folge")
    if not satz["folge_sicher"]:
        return Pruefung(EINGESCHRAENKT, "verdecktes_land")
    return JA if gesagt == heute else Pruefung(EINGESCHRAENKT, "umgestellt")


def _inanspruchnahme(satz: Satz) -> Pruefung:
    """Whether there was help: a hidden count is above zero, for true zeros are shown."""
    if satz["antwort"] not in ("ja", "nein"):
        return Pruefung(NICHT_BEURTEILBAR, "ohne_wert")
    if satz["antwort"] != satz["inanspruchnahme"]:
        return Pruefung(WIDERSPROCHEN, "anderer_wert")
    return JA if _da(satz) else Pruefung(EINGESCHRAENKT, "verdeckte_zahl")


def _da(satz: Satz, wert: str = "wert", status: str = "status") -> bool:
    return bool(satz[status] == "wert" and pd.notna(satz[wert]))


def _unvergleichbar(satz: Satz) -> Pruefung | None:
    if not _da(satz):
        return Pruefung(NICHT_BEURTEILBAR, "ohne_wert")
    if not _da(satz, "wert_stadt", "status_stadt"):
        return Pruefung(NICHT_BEURTEILBAR, "ohne_stadtwert")
    return Pruefung(NICHT_BEURTEILBAR, "ohne_vergleich") if pd.isna(satz["groesse"]) else None


_REGELN: dict[str, Callable[[Satz], Pruefung]] = {
    "behauptet": _wert,
    "unter": _unter,
    "behauptet_stadt": _stadtwert,
    "behauptetes_verhaeltnis": _verhaeltnis,
    "behauptete_richtung": _richtung,
    "unauffaellig": _unauffaellig,
    "veraenderung": _veraenderung,
    "behauptete_folge": _folge,
    "inanspruchnahme": _inanspruchnahme,
}
"""Which rule checks which claim."""
