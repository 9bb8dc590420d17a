"""Every delivery that was ever accepted, on record: its tables lie in `bestand/lieferungen/`.

A record is never changed: its folder is named after its content, and it counts only once the list
`lieferungen.json` names it. The list is replaced together with the tables of `bestand`.
"""

import io
import json
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from pipeline.store import manifest as manifeste
from pipeline.store import parkett, umbau
from pipeline.store.ordner import ordner_anlegen
from pipeline.store.stand import gruppen

LISTE = "lieferungen.json"
ORDNER = "lieferungen"
ENTWURF = ".entwurf"
GRUPPEN = ".gruppen"
"""Which groups the delivery speaks about, so that its tables are opened only where they are needed."""


class Akte(NamedTuple):
    """One accepted delivery: its record, its folder below `bestand`, and when it counted.

    `nummer` grows with every delivery taken in; `aus_raw`: whether it lay in `raw/`;
    `zurueckgezogen`: ISO date from which on it no longer counts, empty if it does.
    """

    beleg: Mapping[str, Any]
    ordner: str
    nummer: int
    aus_raw: bool = False
    zurueckgezogen: str = ""

    @property
    def lieferung(self) -> str:
        """Name of the delivery."""
        return str(self.beleg["lieferung"])

    @property
    def datum(self) -> str:
        """Date of the delivery, empty if unknown."""
        return str(self.beleg["datum"])

    def gilt(self, stand: str = "") -> bool:
        """Whether it counts today, or counted on the date named."""
        if not stand:
            return not self.zurueckgezogen
        return self.datum <= stand and (not self.zurueckgezogen or self.zurueckgezogen > stand)


def lesen(bestand: Path) -> list[Akte]:
    """Every record, in the order in which they were taken in."""
    datei = bestand / LISTE
    return (
        [Akte(**eintrag) for eintrag in json.loads(datei.read_text(encoding="utf-8"))]
        if datei.exists()
        else []
    )


def text(akten: Iterable[Akte]) -> bytes:
    """Encode the list as it is written."""
    eintraege = [akte._asdict() for akte in sorted(akten, key=lambda akte: akte.nummer)]
    return (json.dumps(eintraege, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def ablegen(
    bestand: Path, beleg: manifeste.Lieferung, tabellen: Mapping[str, pd.DataFrame]
) -> tuple[manifeste.Lieferung, str]:
    """Write the tables of a delivery into a folder of its own; the caller holds the lock.

    Returns: the record as it may be kept, and the folder, relative to `bestand`. Nothing counts yet.
    """
    with ThreadPoolExecutor(max_workers=2) as zugleich:  # encoding needs the interpreter for a part only
        sagt = zugleich.submit(lambda: parkett.schreiben(GRUPPEN, gruppen(tabellen)))
        laufend = {n: zugleich.submit(parkett.schreiben, n, tab) for n, tab in tabellen.items() if len(tab)}
        inhalte = {name: einer.result() for name, einer in {**laufend, GRUPPEN: sagt}.items()}
    behalten = json.loads(json.dumps(manifeste.eintrag(beleg)))  # as it will be read back
    ordner = _ordner(behalten, inhalte)
    if not (bestand / ordner).exists():
        _anlegen(bestand, ordner, {f"{name}.parquet": inhalt for name, inhalt in inhalte.items()})
    return behalten, ordner


def aufraeumen(bestand: Path, akten: Sequence[Akte]) -> None:
    """Remove folders that no record names: left by an aborted run, or read anew since."""
    genannt = {bestand / akte.ordner for akte in akten}
    for lieferung in (bestand / ORDNER).glob("*"):
        for ordner in [lieferung] if lieferung.name == ENTWURF else list(lieferung.iterdir()):
            if ordner not in genannt:
                shutil.rmtree(ordner)
        if lieferung.exists() and not any(lieferung.iterdir()):
            lieferung.rmdir()


def tabellen(bestand: Path, akte: Akte) -> list[str]:
    """Names of the tables a delivery holds, sorted."""
    return sorted(datei.stem for datei in (bestand / akte.ordner).glob("[!.]*.parquet"))


def inhalt(bestand: Path, akte: Akte, tabelle: str) -> bytes:
    """Read one of its tables as it lies on disk."""
    return (bestand / akte.ordner / f"{tabelle}.parquet").read_bytes()


def tabelle(bestand: Path, akte: Akte, name: str) -> pd.DataFrame:
    """One of its tables, with its types."""
    datei = io.BytesIO(inhalt(bestand, akte, name))
    return parkett.geometrie_lesen(datei) if name == "gebiete" else parkett.lesen(datei)


def _anlegen(bestand: Path, ordner: str, dateien: Mapping[str, bytes]) -> None:
    """Write aside, then rename: a folder that is there is whole."""
    entwurf = bestand / ORDNER / ENTWURF
    if entwurf.exists():
        shutil.rmtree(entwurf)
    for neu in (bestand / ORDNER, entwurf, (bestand / ordner).parent):
        ordner_anlegen(neu, vertraulich=True)
    with umbau.platz_noetig(bestand):
        for name, daten in dateien.items():
            umbau.schreiben(entwurf / name, daten, vertraulich=True)
        umbau.sichern(entwurf)
    entwurf.replace(bestand / ordner)
    umbau.sichern((bestand / ordner).parent)


def _ordner(beleg: Mapping[str, Any], inhalte: Mapping[str, bytes]) -> str:
    """Name the folder: the delivery as a plain word, its date, and what is in it."""
    summen = [
        f"{name} {manifeste.summe(inhalt, not beleg['demonstration'])}" for name, inhalt in inhalte.items()
    ]
    kennung = json.dumps([beleg, sorted(summen)], sort_keys=True)
    summe = manifeste.summe(kennung.encode(), not beleg["demonstration"])
    wort = re.sub(r"[^\w-]", "_", str(beleg["lieferung"]))[:60] or "_"
    return f"{ORDNER}/{wort}/{beleg['datum'] or 'ohne-datum'}-{summe[:12]}"
