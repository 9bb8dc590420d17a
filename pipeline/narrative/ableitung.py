"""What the evidence says about each Handlungsfeld: a text each, and the rows of one table."""

from collections.abc import Mapping

import pandas as pd

from pipeline import names
from pipeline.narrative import belegtext
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.bewertung import bewertung
from pipeline.narrative.vergleich import OHNE_WERT, Satz, gezeigt, mit_einheit
from pipeline.narrative.zahlen import aufzaehlung, gross, zahlwort

SPALTEN = ["nummer", "feld", "art", "beleg", "hier", "dort", "bewertung", "lesart", "richtung"]
QUELLEN = {"interviews": "Experteninterviews", "befragung": "Befragung der Bewohner:innen"}
"""Evidence that others gather, by Handlungsfeld."""
LIEGT_NICHT_VOR = "liegt nicht vor"

DAFUER, DAGEGEN, OFFEN, UNBEKANNT, HINTERGRUND = (
    *("spricht dafür", "spricht dagegen", "offen", "unbekannt", "Hintergrund"),
)
_ZEICHEN = {DAFUER: "▲", DAGEGEN: "▼", OFFEN: "○", UNBEKANNT: "?", HINTERGRUND: ""}
"""Sign of each reading; the words always stand beside it."""

_REGEL = (
    "Für ein Handlungsfeld spricht, wenn die Gruppe, an die es sich richtet, hier größer ist als in der "
    "Stadt oder nach der Prognose wächst, wenn ihre Lage ungünstiger ist, und wenn eine Einrichtung fehlt "
    "oder da ist, von der das Papier es sagt; dagegen spricht das Umgekehrte. Beides gilt nur, wo ein "
    "Unterschied signifikant und mindestens leicht ist oder das ganze Band der Prognose auf einer Seite "
    "liegt; sonst bleibt es offen. Was zu tun ist, folgt daraus nicht: Das entscheidet das Lenkungsgremium."
)


def einleitung(alle: pd.DataFrame) -> str:
    """Say how evidence is read, and which kinds of it are not there at all.

    Takes:   the result of `zeilen`.
    Returns: one sentence where there is no evidence; nothing where none was looked for.
    """
    if alle.empty:
        return ""
    if _nichts(alle):
        return "Zu den Handlungsfeldern liegen für dieses Gebiet keine Belege vor."
    fehlend = [name for name in QUELLEN.values() if not _eigene(alle).eq(name).any()]
    nicht = f"{aufzaehlung(fehlend)} {'liegt' if fehlend == [QUELLEN['befragung']] else 'liegen'} nicht vor."
    return f"{_REGEL} {gross(nicht)}" if fehlend else _REGEL


def _nichts(alle: pd.DataFrame) -> bool:
    return bool(alle["richtung"].eq(UNBEKANNT).all())


def _eigene(alle: pd.DataFrame) -> "pd.Series[str]":
    """Names of the evidence that is there."""
    return alle.loc[alle["hier"].ne(LIEGT_NICHT_VOR) & alle["hier"].ne(_LIEGEN_NICHT_VOR), "beleg"]


_LIEGEN_NICHT_VOR = "liegen nicht vor"


def felder(alle: pd.DataFrame, annahmen: Mapping[str, str]) -> list[str]:
    """Say field by field what supports it, what contradicts it, what is open and what is unknown.

    Takes:   the result of `zeilen`; what the paper assumes by number of the field.
    Returns: one text per field; none where there is no evidence.
    """
    if _nichts(alle):
        return []
    return [_feld(gruppe, annahmen) for _, gruppe in alle.groupby("nummer", sort=False)]


def _feld(gruppe: pd.DataFrame, annahmen: Mapping[str, str]) -> str:
    annahme = annahmen.get(str(gruppe["nummer"].iloc[0]), "")
    return " ".join(
        filter(
            None,
            [
                f"{gruppe['feld'].iloc[0]}.",
                f"Das Papier nimmt an: {annahme}" if annahme else "",
                _dafuer_dagegen(
                    belegtext.glieder(_von(gruppe, DAFUER)), belegtext.glieder(_von(gruppe, DAGEGEN))
                ),
                belegtext.satz("Offen", ("lässt es", "lassen es"), belegtext.glieder(_von(gruppe, OFFEN))),
                belegtext.satz(
                    "Ohne Aussage", ("bleibt", "bleiben"), belegtext.glieder(_von(gruppe, UNBEKANNT))
                ),
            ],
        )
    )


def _dafuer_dagegen(dafuer: list[belegtext.Glied], dagegen: list[belegtext.Glied]) -> str:
    """Both sides, also the one that has nothing."""
    if not dafuer and not dagegen:
        return "Weder dafür noch dagegen spricht ein Beleg."
    verb = ("spricht", "sprechen")
    return " ".join(
        belegtext.satz(wort, verb, glieder) or f"{wort} spricht kein Beleg."
        for wort, glieder in (("Dafür", dafuer), ("Dagegen", dagegen))
    )


def _von(gruppe: pd.DataFrame, lesart: str) -> pd.DataFrame:
    """Evidence of one reading; what is not there for any field is said once, above."""
    eigene = gruppe[gruppe["richtung"].eq(lesart) & gruppe["hier"].ne(_LIEGEN_NICHT_VOR)]
    andere = eigene["beleg"].isin(QUELLEN.values()) & eigene["hier"].eq(LIEGT_NICHT_VOR)
    return eigene[~andere]


def kopf(alle: pd.DataFrame, stichtag: str, horizont: int, quelle: str) -> dict[str, str]:
    """Write the head of the table: its title counts the evidence by reading.

    Takes:   the result of `zeilen`.
    """
    zahlen = alle["richtung"].value_counts()
    dafuer, dagegen, offen = (int(zahlen.get(lesart, 0)) for lesart in (DAFUER, DAGEGEN, OFFEN))
    teile = [
        f"{_keiner(dafuer)} {'spricht' if dafuer < 2 else 'sprechen'} dafür",
        f"{_keiner(dagegen)} dagegen",
        f"{_keiner(offen)} {'bleibt' if offen < 2 else 'bleiben'} offen",
    ]
    return {
        "id": "ableitung",
        "titel": f"Belege zu den Handlungsfeldern: {', '.join(teile)}",
        "untertitel": f"Werte zum {datum(stichtag)}, Prognose bis {horizont}",
        "quelle": quelle,
    }


def _keiner(zahl: int) -> str:
    return {0: "keiner", 1: "einer"}.get(zahl, zahlwort(zahl))


def zeilen(
    belege: pd.DataFrame,
    interviews: pd.DataFrame | None = None,
    befragung: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Write the rows of the table of evidence.

    Takes:   the result of `comparison.ableitung`; evidence of interviews and of a survey: handlungsfeld (its
             name), text (what was found) and lesart, None where there is none.
    Returns: nummer and feld of the Handlungsfeld, art of the evidence; beleg, hier, dort, bewertung, lesart:
             texts as printed; richtung, the bare reading; every field ends with what interviews and survey
             say, or that they are not there.
    """
    andere = {
        QUELLEN[name]: tabelle for name, tabelle in (("interviews", interviews), ("befragung", befragung))
    }
    liste: list[dict[str, str]] = []
    for (nummer, feld), gruppe in belege.groupby(["nummer", "feld"], sort=False):
        rahmen = {"nummer": str(nummer), "feld": str(feld)}
        eigene = [_zeile(satz) for satz in gruppe.to_dict("records")]
        liste += [rahmen | zeile for zeile in (*eigene, *_andere(str(feld), andere))]
    return pd.DataFrame(liste, columns=SPALTEN)


def _andere(feld: str, andere: Mapping[str, pd.DataFrame | None]) -> list[dict[str, str]]:
    """Evidence from elsewhere; where there is none of either kind, one row says so for both."""
    if all(tabelle is None for tabelle in andere.values()):
        return [_ohne(", ".join(andere), _LIEGEN_NICHT_VOR)]
    return [zeile for name, tabelle in andere.items() for zeile in _fremde(feld, name, tabelle)]


def _zeile(satz: Satz) -> dict[str, str]:
    richtung = str(satz["lesart"])
    return {
        "art": str(satz["art"]),
        "beleg": _name(satz),
        "hier": _hier(satz),
        "dort": _dort(satz),
        "bewertung": _bewertung(satz),
        "lesart": _mit_zeichen(richtung),
        "richtung": richtung,
    }


def _mit_zeichen(richtung: str) -> str:
    return f"{_ZEICHEN[richtung]} {richtung}".strip()


def _name(satz: Satz) -> str:
    if satz["art"] == "prognose":
        return f"Prognose: {names.band_text(str(satz['gruppe']))}{_jahre(str(satz['gruppe']))}"
    name = str(satz["name"])
    return f"Prognose: {name}" if satz["art"] == "anteilsprognose" else name


def _jahre(band: str) -> str:
    return "" if band.endswith("+") else " Jahre"


_OHNE_ZAHL = {"fehlt": LIEGT_NICHT_VOR, "geheim": "geheim gehalten"}
"""Short, for the cell of a table."""


def _hier(satz: Satz) -> str:
    """Value of the area, or why there is none."""
    if not gezeigt(satz):
        return _OHNE_ZAHL.get(str(satz["status"])) or OHNE_WERT.get(str(satz["status"]), "x")
    if satz["art"] in ("prognose", "anteilsprognose"):
        davor: str = "" if pd.isna(satz["davor"]) else f"{_zahl(satz, 'davor')}, "
        return f"{davor}erwartet rund {_zahl(satz, 'wert')}"
    return "keine" if satz["art"] == "einrichtungen" and float(satz["wert"]) == 0 else _zahl(satz, "wert")


def _dort(satz: Satz) -> str:
    if (
        satz["art"] != "kennzahlen"
        or satz["wert_stadt"] is None
        or not gezeigt(satz, "wert_stadt", "status_stadt")
    ):
        return names.NICHT_VERGLICHEN
    # a bare count of a district says nothing beside that of the city
    return names.NICHT_VERGLICHEN if satz["art_kennzahl"] == "wert" else _zahl(satz, "wert_stadt")


def _zahl(satz: Satz, feld: str) -> str:
    einheit = "" if satz["einheit"] == "Personen" else str(satz["einheit"])
    return mit_einheit(satz[feld], einheit, int(satz["stellen"]))


def _bewertung(satz: Satz) -> str:
    """The difference to the city, or the band of a projection."""
    if satz["art"] == "kennzahlen":
        return bewertung(satz)
    if satz["art"] == "einrichtungen" or not gezeigt(satz) or pd.isna(satz["unten"]):
        return names.NICHT_VERGLICHEN
    return f"Band {_zahl(satz, 'unten')} bis {_zahl(satz, 'oben')}"


def _fremde(feld: str, name: str, tabelle: pd.DataFrame | None) -> list[dict[str, str]]:
    """Rows of one kind of evidence from elsewhere; one that says so where there is none for the field."""
    if tabelle is None:
        return [_ohne(name, LIEGT_NICHT_VOR)]
    eigene = tabelle[tabelle["handlungsfeld"].eq(feld)].to_dict("records")
    if not eigene:
        return [_ohne(name, "nichts zu diesem Feld")]
    return [
        {
            **_ohne(name, str(satz["text"])),
            "lesart": _mit_zeichen(str(satz["lesart"])),
            "richtung": str(satz["lesart"]),
        }
        for satz in eigene
    ]


def _ohne(name: str, text: str) -> dict[str, str]:
    """A row of evidence that is not compared, its reading unknown."""
    nichts = {"dort": names.NICHT_VERGLICHEN, "bewertung": names.NICHT_VERGLICHEN}
    return {
        "art": "andere",
        "beleg": name,
        "hier": text,
        **nichts,
        "lesart": _mit_zeichen(UNBEKANNT),
        "richtung": UNBEKANNT,
    }
