"""Read tables back; notebooks and stages below the release use only what reads the released zone."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from pipeline.errors import TabelleFehlt
from pipeline.store import manifest as manifeste
from pipeline.store import parkett, umbau
from pipeline.store.ordner import BESTAND, FREIGABE, tabellen_datei, zone_ordner
from pipeline.store.pruefsummen import sha256

GEBIETE = "gebiete"
HERKUNFT = ["lieferung", "lieferant", "datum", "lizenz", "demonstration", "datei", "sha256"]


def read(tabelle: str, daten: Path | None = None) -> pd.DataFrame:
    """Read a released table.

    Raises: TabelleFehlt where it has not been released yet, or was not delivered.
    """
    return parkett.lesen(_datei(FREIGABE, tabelle, daten))


def read_gebiete(daten: Path | None = None) -> gpd.GeoDataFrame:
    """Read the released geometry: raumeinheit, hinweis, geometry in EPSG:25832."""
    return parkett.geometrie_lesen(_datei(FREIGABE, GEBIETE, daten))


def read_bestand(tabelle: str, daten: Path | None = None) -> pd.DataFrame:
    """Read an exact, confidential table; for validation, disclosure and projection only."""
    datei = _datei(BESTAND, tabelle, daten)
    return parkett.geometrie_lesen(datei) if tabelle == GEBIETE else parkett.lesen(datei)


def tabellen(zone: str, daten: Path | None = None) -> list[str]:
    """Names of the tables that stand in a zone, sorted."""
    ordner = zone_ordner(zone, daten)
    umbau.vollenden(ordner)
    return sorted(datei.stem for datei in ordner.glob("*.parquet"))


def vorhanden(tabelle: str, daten: Path | None = None) -> bool:
    """Whether a table has been released."""
    return tabelle in tabellen(FREIGABE, daten)


def ist_demonstration(daten: Path | None = None) -> bool:
    """Whether anything released was made from demonstration data.

    Raises: TabelleFehlt where nothing has been released yet.
    """
    return bool(_freigegeben(daten)["demonstration"])


def herkunft(namen: list[str], daten: Path | None = None) -> pd.DataFrame:
    """From which delivered files these released tables were made, for the colophon.

    Returns: one row per delivery and file: lieferung, lieferant, datum, lizenz, demonstration, datei,
             sha256 (plain for demonstration data, else keyed); sorted by date and file.
    Raises:  TabelleFehlt where nothing has been released yet.
    """
    zeilen = [
        {**lieferung, "datei": datei["datei"], "sha256": datei.get("sha256", datei.get("hmac"))}
        for schritt in _freigegeben(daten)["schritte"].values()
        for lieferung in schritt["lieferungen"]
        for datei in lieferung["dateien"]
        if datei["tabelle"] in _quellen(schritt, namen)
    ]
    tabelle = pd.DataFrame(zeilen, columns=HERKUNFT)
    return tabelle.drop_duplicates(ignore_index=True).sort_values(["datum", "datei"], ignore_index=True)


def hinweise(daten: Path | None = None) -> list[str]:
    """List the notes of the deliveries behind the released tables that a report must print."""
    lieferungen = manifeste.alle_lieferungen(_freigegeben(daten))
    return list(dict.fromkeys(eintrag["hinweis"] for eintrag in lieferungen if eintrag["hinweis"]))


def fassung_freigabe(namen: Sequence[str], daten: Path | None = None) -> str:
    """Checksum of all that can be read of these tables: what they hold, whence it came, what is said of it.

    Returns: one that another table changes only where it comes from a delivery with another note, or is
             the first one of demonstration data: a report prints both, whatever tables it reads.
    Raises:  TabelleFehlt where nothing has been released yet.
    """
    gelesen = sorted(set(namen))
    steht = set(tabellen(FREIGABE, daten))
    inhalte = {name: sha256(_datei(FREIGABE, name, daten).read_bytes()) for name in gelesen if name in steht}
    umstaende = {
        "stufen": {name: rang for name, rang in _stufen(_freigegeben(daten)).items() if name in gelesen},
        "herkunft": herkunft(gelesen, daten).to_dict("records"),
        "hinweise": hinweise(daten),
        "demonstration": ist_demonstration(daten),
    }
    return sha256(manifeste.text({"tabellen": inhalte, **umstaende}))


def stufe(tabelle: str, daten: Path | None = None) -> str:
    """Step of its ladder in the release plan on which a table was released; empty where it has no ladder.

    Raises: TabelleFehlt where nothing has been released yet.
    """
    return _stufen(_freigegeben(daten)).get(tabelle, "")


def _stufen(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Step of the ladder of every table that has one."""
    schritte = manifest["schritte"].values()
    return next((s["parameter"]["stufen"] for s in schritte if "stufen" in s["parameter"]), {})


def _quellen(schritt: dict[str, Any], namen: list[str]) -> set[str]:
    eintraege = schritt["tabellen"]
    return {quelle for name in namen if name in eintraege for quelle in eintraege[name]["quellen"]}


def _freigegeben(daten: Path | None) -> dict[str, Any]:
    ordner = zone_ordner(FREIGABE, daten)
    umbau.vollenden(ordner)
    manifest = manifeste.lesen(ordner)
    if not manifest["schritte"]:
        raise TabelleFehlt('Es ist noch nichts freigegeben. Bitte zuerst "sozialraum freigeben" ausführen.')
    return manifest


def _datei(zone: str, tabelle: str, daten: Path | None) -> Path:
    datei = tabellen_datei(zone, tabelle, daten)
    umbau.vollenden(datei.parent)
    if not datei.exists():
        raise TabelleFehlt(_fehlt(zone, tabelle))
    return datei


def _fehlt(zone: str, tabelle: str) -> str:
    if zone == BESTAND:
        return (
            f'Die Tabelle "{tabelle}" steht nicht im Bestand. Bitte zuerst "sozialraum einlesen" ausführen, '
            "oder sie wurde nicht geliefert."
        )
    befehl = "prognose" if tabelle.startswith("prognose") else "freigeben"
    return (
        f'Die Tabelle "{tabelle}" ist noch nicht freigegeben. Bitte zuerst "sozialraum {befehl}" ausführen, '
        "oder sie wurde nicht geliefert."
    )
