"""What the city volume sets side by side: its Kennzahlen and the indicators of its typology, from data."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from pipeline import errors
from pipeline.indicators.berechnung import NICHT_SINNVOLL, kennzahlen
from pipeline.indicators.kennzahl import Kennzahl, nach_id

STATUS, DYNAMIK = "status", "dynamik"
INDIZES = (STATUS, DYNAMIK)
"""Level on the Stichtag, and change up to it."""

_RICHTUNG = {"hoch_ist_gut": 1.0, "niedrig_ist_gut": -1.0}
_DAVOR = ("zaehler", "nenner", "wert", "status", "grund", "gebietsstand", "fassung")
_KOPF = ("raumeinheit", "kennzahl", "name", "einheit", "stellen", "faktor", "gewicht")
_SPALTEN = (*_KOPF, "index", "zaehler", "nenner", "zaehler_davor", "nenner_davor", "wert", "status", "grund")


def stadtkennzahlen() -> list[Kennzahl]:
    """Find the Kennzahlen of the city volume.

    Takes:   nothing.
    Returns: Kennzahlen in the order of the file.
    Raises:  PlanUngueltig where one is not in the catalogue.
    Source:  indicators/stadtband.toml, which says why each was chosen.
    """
    return [nach_id(eintrag["id"]) for eintrag in _gepackt()["kennzahl"]]


def stadtauswahl() -> pd.DataFrame:
    """Say why the Kennzahlen of the city volume were chosen.

    Takes:   nothing.
    Returns: kennzahl, name, kurz (head of a narrow column), einheit, grund and definition, in their order.
    Raises:  PlanUngueltig as `stadtkennzahlen`.
    Source:  indicators/stadtband.toml.
    """
    zeilen = [
        (k.id, k.name, eintrag["kurz"], k.einheit, eintrag["grund"], k.definition)
        for k, eintrag in zip(stadtkennzahlen(), _gepackt()["kennzahl"], strict=True)
    ]
    return pd.DataFrame(zeilen, columns=["kennzahl", "name", "kurz", "einheit", "grund", "definition"])


def typregeln() -> pd.DataFrame:
    """List the indicators of the typology with their weights, and those of its model that are not there.

    Takes:   nothing.
    Returns: name, vorbild, gewicht (negative: high is unfavourable; NaN: not delivered), abweichung, quelle,
             jahre of the change and mindestens_einwohner.
    Raises:  PlanUngueltig where an indicator has no direction, or is not in the catalogue.
    Source:  indicators/stadtband.toml.
    """
    regel = _gepackt()["typologie"]
    da = [
        (nach_id(m["id"]).name, m["vorbild"], _gewicht(nach_id(m["id"]), m["gewicht"]), m["abweichung"])
        for m in regel["merkmal"]
    ]
    fehlend = [("nicht enthalten", o["vorbild"], float("nan"), o["abweichung"]) for o in regel["ohne"]]
    tafel = pd.DataFrame([*da, *fehlend], columns=["name", "vorbild", "gewicht", "abweichung"])
    gemeinsam = ("quelle", "jahre", "mindestens_einwohner")
    return tafel.assign(**{name: regel[name] for name in gemeinsam})


def typmerkmale(tabellen: Mapping[str, pd.DataFrame], gebiete: Sequence[str], jahr: int) -> pd.DataFrame:
    """Compute the indicators of the typology for many areas.

    Takes:   released tables; keys of the areas; the year.
    Returns: one row per index (`INDIZES`), area and indicator: name, einheit, stellen, faktor, gewicht
             (negative where a high value is unfavourable), zaehler, nenner and the same with _davor (NaN for
             the status), wert (of the dynamics the change in points), status and grund as
             `indicators.kennzahlen`, grund in short words; an area of too few residents has no value, nor
             has a change of territory or definition.
    Raises:  PlanUngueltig as `typregeln`.
    Source:  indicators/stadtband.toml.
    """
    regel = _gepackt()["typologie"]
    gewichte = {m["id"]: _gewicht(nach_id(m["id"]), m["gewicht"]) for m in regel["merkmal"]}
    davor = jahr - int(regel["jahre"])
    gewaehlt = list(map(nach_id, gewichte))
    alle = kennzahlen(tabellen, gebiete, [davor, jahr], [*gewaehlt, nach_id("bev")])
    zeilen = alle[alle["kennzahl"].isin(list(gewichte))]
    zeilen = zeilen.assign(gewicht=zeilen["kennzahl"].map(gewichte))
    zeilen = zeilen.assign(grund=list(map(_warum, zeilen.to_dict("records"))))
    heute = zeilen[zeilen["jahr"].eq(jahr)]
    stand = heute.assign(index=STATUS, zaehler_davor=float("nan"), nenner_davor=float("nan"))
    dynamik = _veraenderung(heute, zeilen[zeilen["jahr"].eq(davor)], davor)
    beide = pd.concat([stand[list(_SPALTEN)], dynamik[list(_SPALTEN)]], ignore_index=True)
    return _ohne_kleine(beide, alle[alle["jahr"].eq(jahr)], int(regel["mindestens_einwohner"]))


def _warum(satz: Mapping[Any, Any]) -> str:
    """Say why an indicator has no value in the words of a reader."""
    worte = {"geheim": "geheim", "fehlt": "nicht geliefert", "unsicher": "zu unsicher"}
    wort = worte.get(str(satz["status"]))
    return f"{satz['name']} ({satz['jahr']}): {wort}" if wort else str(satz["grund"])


def _veraenderung(heute: pd.DataFrame, davor: pd.DataFrame, seit: int) -> pd.DataFrame:
    """Change of every value; of two territories or definitions there is none."""
    schluessel = ["raumeinheit", "kennzahl"]
    neben = heute.merge(
        davor[[*schluessel, *_DAVOR]], on=schluessel, suffixes=("", "_davor"), validate="one_to_one"
    )
    anders = neben["gebietsstand"].ne(neben["gebietsstand_davor"]) | neben["fassung"].ne(
        neben["fassung_davor"]
    )
    frueher = neben["status"].eq("wert")
    status = neben["status"].where(~frueher, neben["status_davor"])
    grund = neben["grund"].where(~frueher, neben["grund_davor"])
    gebrochen = anders & status.eq("wert")
    neben["status"] = status.mask(gebrochen, NICHT_SINNVOLL)
    neben["grund"] = grund.mask(gebrochen, f"Zuschnitt oder Definition seit {seit} geändert")
    wert = (neben["wert"] - neben["wert_davor"]).where(neben["status"].eq("wert"))
    return neben.assign(index=DYNAMIK, wert=wert)


def _ohne_kleine(zeilen: pd.DataFrame, heute: pd.DataFrame, mindestens: int) -> pd.DataFrame:
    """Blank the areas of too few residents."""
    einwohner = heute[heute["kennzahl"].eq("bev")].set_index("raumeinheit")["wert"]
    klein = zeilen["raumeinheit"].map(einwohner).lt(mindestens) & zeilen["status"].eq("wert")
    return zeilen.assign(
        wert=zeilen["wert"].mask(klein),
        status=zeilen["status"].mask(klein, NICHT_SINNVOLL),
        grund=zeilen["grund"].mask(klein, f"weniger als {mindestens} Einwohner:innen"),
    )


def _gewicht(kennzahl: Kennzahl, gewicht: float) -> float:
    """Weight with the sign of the direction.

    Raises: PlanUngueltig where no direction is good, or the weight is not above zero.
    """
    if kennzahl.richtung not in _RICHTUNG or gewicht <= 0:
        raise errors.PlanUngueltig(
            f'stadtband.toml, Merkmal "{kennzahl.id}": Es braucht ein Gewicht über null und im Katalog eine '
            f'Richtung; dort steht "{kennzahl.richtung}".'
        )
    return _RICHTUNG[kennzahl.richtung] * gewicht


@cache
def _gepackt() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("pipeline.indicators").joinpath("stadtband.toml").read_text("utf-8"))
