"""A delivery whose small counts are numbers nobody would print by chance, and its twin.

The tiny delivery of three districts, every count times a prime of the district: what is a 4 there is 39 892
in the first. A plan with a Mindestfallzahl of tens of thousands keeps them secret.
"""

from dataclasses import replace

import pandas as pd

from pipeline import names
from pipeline.schemas.plan import Freigabeplan
from tests import lieferung_klein

FAKTOREN = {"P01": 9_973, "P02": 9_967, "P03": 10_007}
MINDESTFALLZAHL = 70_000
_WERTE = ["anzahl", "personen"]
_TAGE = ("2019-12-31", "2020-12-31")
_OHNE_FAKTOR = ("raumeinheiten", "wahlen")  # open to everybody


def tabellen(zwilling=False):
    """Tables of the delivery; the twin differs in secret counts only, and in no sum of them that is shown."""
    klein = lieferung_klein.tabellen()
    alle = {name: klein[name] for name in _OHNE_FAKTOR}
    for name, tabelle in {**klein, **_weitere()}.items():
        if name not in _OHNE_FAKTOR:
            alle[name] = _mit_stadt(
                _vertauscht(_mal(tabelle), *TAUSCH.get(name, ())) if zwilling else _mal(tabelle)
            )
    return alle


TAUSCH = {
    "herkunft": ("herkunftsland", "Irak", "Italien"),
    "hilfen_sgb8": ("paragraph", "27", "30"),
    "grundsicherung": ("leistung", "SGB II", "SGB XII Kap. 4"),
    "arbeitslose": ("rechtskreis", "SGB II", "SGB III"),
    "haushalte": ("haushaltstyp", "einpersonen", "paar_mit_kindern"),
}
"""Between which classes of a table the twin moves one case in the first district, and back in the second."""


def schreiben(ordner, zwilling=False):
    lieferung_klein.schreiben(ordner, tabellen(zwilling), id='"kanarien"')
    manifest = ordner / "lieferung.toml"
    text = manifest.read_text(encoding="utf-8")
    text = text.replace('"arbeitslose"]', '"arbeitslose", "herkunft"]')
    manifest.write_text(
        text.replace('"einbuergerungen"]', '"einbuergerungen", "hilfen_sgb8"]'), encoding="utf-8"
    )
    return ordner


def plan_mit(plan: Freigabeplan, mindestfallzahl: int) -> Freigabeplan:
    """The plan with another Mindestfallzahl in every table and no coarser steps."""
    anders = {"mindestfallzahl": mindestfallzahl, "leiter": (), "hoechstens_geheim_pct": 100.0}
    return replace(plan, tabellen=tuple(replace(tabelle, **anders) for tabelle in plan.tabellen))


def _weitere():
    """Tables that the tiny delivery has not, or has too little of; counts before they are multiplied."""
    je_tag = {
        "herkunft": [("Türkei", 5), ("Irak", 4), ("Italien", 3)],
        "grundsicherung": [("SGB II", "15-64", 2), ("SGB XII Kap. 4", "15-64", 3), ("SGB II", "0-14", 1)],
        "arbeitslose": [("SGB II", "15-24", 1), ("SGB III", "15-24", 2), ("SGB II", "25-54", 4)],
    }
    ergebnis = {
        name: _rahmen(name, [(ort, tag, *z, "wert") for ort in FAKTOREN for tag in _TAGE for z in zeilen])
        for name, zeilen in je_tag.items()
    }
    mehr = [(ort, "2020-12-31", "Italien", 1, "wert") for ort in FAKTOREN]
    einer_mehr = pd.concat([ergebnis["herkunft"], _rahmen("herkunft", mehr)])
    schluessel = ["raumeinheit", "stichtag", "herkunftsland", "status"]
    ergebnis["herkunft"] = einer_mehr.groupby(schluessel, as_index=False, sort=False)["anzahl"].sum()
    hilfen = [("27", "andauernd", 2), ("30", "andauernd", 3), ("33", "beendet", 9), ("27", "beendet", 1)]
    # large households: as small as they can be, their persons would tell how many they are
    haushalte = [("einpersonen", "0", 4, 4), ("paar_mit_kindern", "1", 3, 20)]
    ergebnis["haushalte"] = _rahmen(
        "haushalte", [(o, t, *z, "wert") for o in FAKTOREN for t in _TAGE for z in haushalte]
    )
    ergebnis["hilfen_sgb8"] = _rahmen(
        "hilfen_sgb8", [(o, "2020", *z, "wert") for o in FAKTOREN for z in hilfen]
    )
    return ergebnis


def _rahmen(name, zeilen):
    form = names.TABELLEN[name]
    tabelle = pd.DataFrame(
        zeilen, columns=[*form.schluessel, *(w for w in form.werte if w in _WERTE), "status"]
    )
    return tabelle.reindex(columns=list(form.spalten), fill_value="")


def _mal(tabelle):
    """Counts of the districts times their prime; the city's rows go."""
    bezirke = tabelle[tabelle["raumeinheit"] != "HN"].copy()
    faktor = bezirke["raumeinheit"].map(FAKTOREN)
    for spalte in set(_WERTE) & set(bezirke):
        bezirke[spalte] = bezirke[spalte].astype("int64") * faktor
    return bezirke


def _vertauscht(tabelle, dimension=None, von=None, nach=None):
    """One case from one class to another in P01, and back in P02, in every period, in one crossing each."""
    if dimension is None:
        return tabelle
    zeit = "jahr" if "jahr" in tabelle else "stichtag"
    rest = [
        s for s in tabelle if s not in ("raumeinheit", dimension, "anzahl", "personen", "status", "kinder")
    ]
    for ort, vorzeichen in (("P01", 1), ("P02", -1)):
        for _, gruppe in tabelle[tabelle["raumeinheit"] == ort].groupby(zeit):
            paare = [(t[t[dimension] == von], t[t[dimension] == nach]) for _, t in gruppe.groupby(rest)]
            weg, hin = next((a.index[0], b.index[0]) for a, b in paare if len(a) and len(b))
            for spalte in set(_WERTE) & set(tabelle):
                tabelle.loc[weg, spalte] -= vorzeichen
                tabelle.loc[hin, spalte] += vorzeichen
    return tabelle


def _mit_stadt(tabelle):
    werte = [spalte for spalte in _WERTE if spalte in tabelle]
    gruppen = [s for s in tabelle if s not in ("raumeinheit", *werte)]
    stadt = tabelle.groupby(gruppen, as_index=False, sort=False, dropna=False)[werte].sum()
    alle = pd.concat([stadt.assign(raumeinheit="HN"), tabelle], ignore_index=True)
    return alle[list(tabelle.columns)].astype("str")
