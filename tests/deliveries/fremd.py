"""Small foreign deliveries as code."""

from collections.abc import Mapping
from pathlib import Path

from pipeline import deliveries
from pipeline.schemas.befunde import satz

KOPF = """
[lieferung]
id = "klein"
datum = 2021-01-31
symbole = { "." = "geheim", "-" = "0", "..." = "fehlt" }
"""
GRUND = """
[[datei]]
datei = "{datei}"
tabelle = "einwohner"
{datei_zeilen}
[datei.zeit]
{zeit}
[datei.raumeinheit]
{ort}
stadt = "HN"
gesamt = ["Gesamt"]
{rest}
"""
EIN_WERT = '[[datei.werte]]\nspalten = ["Anzahl"]\n'


def manifest(
    datei="daten.csv", *, datei_zeilen="", zeit="fest = 2020-12-31", ort='spalte = "Gebiet"', rest=EIN_WERT
) -> str:
    """Manifest with one [[datei]] entry."""
    return KOPF + GRUND.format(datei=datei, datei_zeilen=datei_zeilen, zeit=zeit, ort=ort, rest=rest)


def lesen(ordner: Path, dateien: Mapping[str, str | bytes], toml: str) -> deliveries.Lieferung:
    """Write a folder and read it."""
    ordner.mkdir(parents=True, exist_ok=True)
    for name, inhalt in dateien.items():
        (ordner / name).write_bytes(inhalt if isinstance(inhalt, bytes) else inhalt.encode())
    (ordner / "lieferung.toml").write_text(toml, encoding="utf-8")
    return deliveries.read(ordner)


def zellen(lieferung: deliveries.Lieferung, tabelle: str = "einwohner") -> dict[tuple[str, ...], str]:
    """Value, or status where there is none, by the key without whatever is insgesamt and without the time."""
    ergebnis = {}
    for zeile in lieferung.tabellen[tabelle].to_dict("records"):
        schluessel = [zeile["raumeinheit"]]
        spalten = ("alter", "altersgruppe", "geschlecht", "staatsangehoerigkeit", "zuwanderungsgeschichte")
        schluessel += [zeile[s] for s in spalten if zeile.get(s, "insgesamt") != "insgesamt"]
        assert tuple(schluessel) not in ergebnis
        ergebnis[tuple(schluessel)] = zeile["anzahl"] or zeile["status"]
    return ergebnis


def fehler(lieferung: deliveries.Lieferung) -> list[str]:
    """Sentences of the findings that stop the delivery."""
    return [satz(befund) for befund in lieferung.befunde if befund.grad == "Fehler"]


def hinweise(lieferung: deliveries.Lieferung) -> list[str]:
    """Sentences of the other findings."""
    return [satz(befund) for befund in lieferung.befunde if befund.grad != "Fehler"]
