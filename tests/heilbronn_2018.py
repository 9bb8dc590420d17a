"""Turn the authentic register export of Stadt Heilbronn (31.12.2018) into the standard layout.

The export crosses age with sex, with nationality and with Zuwanderungsgeschichte, but none of these with each
other; what a row does not distinguish says `insgesamt`.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

QUELLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "heilbronn_2018"
DATEI = "Datenexport_CFH_122018.csv"
STICHTAG = "2018-12-31"
STADT = "HN"

# Columns of the export by position: their labels repeat, and group labels stand over the first column only.
MAENNLICH, WEIBLICH, DEUTSCH, NICHTDEUTSCH = 7, 8, 9, 10
OHNE, DEUTSCH_MIT, ZG_NICHTDEUTSCH, GESAMT = 11, 12, 13, 14

MANIFEST = """[lieferung]
id = "heilbronn_2018"
lieferant = "Stadt Heilbronn"
datum = 2018-12-31
lizenz = "CC BY 4.0"
demonstration = false

[[vollstaendig]]
tabellen = ["einwohner", "zuwanderungsgeschichte"]
raumeinheiten = ["*"]
jahre = [2018]
"""

Zeile = tuple[str, ...]


def standardlieferung(quelle: Path, ziel: Path) -> Path:
    """Write the delivery folder `ziel` from the export in folder `quelle`; returns `ziel`."""
    zeilen = list(_bloecke(quelle / DATEI))
    ziel.mkdir(parents=True, exist_ok=True)
    kopf = ("raumeinheit", "name", "ebene", "uebergeordnet", "gueltig_ab", "gueltig_bis")
    _schreiben(ziel / "raumeinheiten.csv", kopf, _raumeinheiten(zeilen))
    kopf = ("raumeinheit", "stichtag", "alter", "geschlecht", "staatsangehoerigkeit", "anzahl", "status")
    _schreiben(ziel / "einwohner.csv", kopf, _einwohner(zeilen))
    kopf = ("raumeinheit", "stichtag", "altersgruppe", "zuwanderungsgeschichte", "anzahl", "status")
    _schreiben(ziel / "zuwanderungsgeschichte.csv", kopf, _zuwanderung(zeilen))
    (ziel / "lieferung.toml").write_text(MANIFEST, encoding="utf-8")
    return ziel


def _bloecke(datei: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    """Area, its name, age, and the whole row; sub-totals are checked elsewhere and left out here."""
    schluessel = name = ""
    with datei.open(encoding="cp1252", newline="") as offen:
        for felder in list(csv.reader(offen, delimiter=";"))[2:]:
            if felder[0]:  # key and name stand only on the first line of a block
                schluessel = STADT if felder[0] == "Gesamt" else felder[0]
                name = felder[1] or "Heilbronn"
            if felder[2] not in ("Summe", "Gesamt"):
                yield schluessel, name, _alter(felder[2]), felder


def _alter(text: str) -> str:
    return "99+" if text == "99" else str(int(text))


def _zahl(text: str) -> str:
    """Whole persons: the dot stands for thousands."""
    return text.replace(".", "")


def _raumeinheiten(zeilen: Iterable[tuple[str, str, str, list[str]]]) -> Iterator[Zeile]:
    for schluessel, name in dict.fromkeys((schluessel, name) for schluessel, name, _, _ in zeilen):
        stadt = schluessel == STADT
        yield schluessel, name, "stadt" if stadt else "stadtteil", "" if stadt else STADT, "", ""


def _einwohner(zeilen: Iterable[tuple[str, str, str, list[str]]]) -> Iterator[Zeile]:
    spalten = (
        ("m", "insgesamt", MAENNLICH),
        ("w", "insgesamt", WEIBLICH),
        ("insgesamt", "deutsch", DEUTSCH),
        ("insgesamt", "nichtdeutsch", NICHTDEUTSCH),
    )
    for schluessel, _, alter, felder in zeilen:
        for geschlecht, staat, stelle in spalten:
            yield schluessel, STICHTAG, alter, geschlecht, staat, _zahl(felder[stelle]), "wert"


def _zuwanderung(zeilen: Iterable[tuple[str, str, str, list[str]]]) -> Iterator[Zeile]:
    spalten = (("ohne", OHNE), ("deutsch_mit", DEUTSCH_MIT), ("nichtdeutsch", ZG_NICHTDEUTSCH))
    for schluessel, _, alter, felder in zeilen:
        for geschichte, stelle in spalten:
            yield schluessel, STICHTAG, alter, geschichte, _zahl(felder[stelle]), "wert"


def _schreiben(datei: Path, kopf: Zeile, zeilen: Iterable[Zeile]) -> None:
    with datei.open("w", encoding="utf-8", newline="") as offen:
        csv.writer(offen, lineterminator="\n").writerows([kopf, *zeilen])
