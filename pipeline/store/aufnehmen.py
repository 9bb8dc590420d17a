"""Take deliveries in, or withdraw them, and build `bestand` from all that count."""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline.errors import LieferungUngueltig, SozialraumError
from pipeline.store import archiv, parkett, umbau
from pipeline.store import manifest as manifeste
from pipeline.store.archiv import Akte
from pipeline.store.brueche import BRUECHE, brueche
from pipeline.store.ordner import BESTAND, ordner_anlegen, zone_ordner
from pipeline.store.schreiben import neuer_stand, nicht_mischen
from pipeline.store.stand import ERSETZT, LIEFERSTAND, VOLLSTAENDIGKEIT, auswahl, stand
from pipeline.store.wechsel import spaetere, umbenannt

SCHRITT = "einlesen"
Karten = Mapping[str, Mapping[str, str]]
"""By the folder of a delivery: old key -> new key."""


class Aufnahme(NamedTuple):
    """A checked delivery: its record, its typed tables, and whether it lies in `raw/`."""

    beleg: manifeste.Lieferung
    tabellen: Mapping[str, pd.DataFrame]
    aus_raw: bool = False


@contextmanager
def bestand_gesperrt(daten: Path | None = None) -> Iterator[None]:
    """Keep every other run out of `bestand`, from the first look at it to the last write.

    Raises: SozialraumError where another run is at it.
    """
    ordner = zone_ordner(BESTAND, daten)
    ordner_anlegen(ordner, vertraulich=True)
    with umbau.gesperrt(ordner):
        umbau.aufraeumen(ordner)
        yield


def akten(daten: Path | None = None) -> list[Akte]:
    """Every delivery on record, in the order in which they were taken in."""
    ordner = zone_ordner(BESTAND, daten)
    umbau.vollenden(ordner)
    return archiv.lesen(ordner)


def stand_vom(daten: Path | None = None) -> str:
    """Date whose state `bestand` shows, empty if it is today's."""
    schritte = manifeste.lesen(zone_ordner(BESTAND, daten))["schritte"]
    return str(schritte[SCHRITT]["parameter"].get("stand", "")) if SCHRITT in schritte else ""


def aufnehmen(
    neu: Sequence[Aufnahme], weg: Sequence[str] = (), am: str = "", daten: Path | None = None
) -> list[str]:
    """Put deliveries on record and build `bestand` anew; the caller holds `bestand_gesperrt`.

    Takes:   checked deliveries, in the order in which they replace each other on the same date (one of the
             same name as an earlier one replaces all of it); names of deliveries that no longer count from
             the ISO date `am` on.
    Returns: names of the files of `bestand` that changed.
    Raises:  LieferungUngueltig where demonstration and real data would mix; SozialraumError where the
             disk is full. The old state stands then.
    """
    ordner = zone_ordner(BESTAND, daten)
    bisher = [_zurueckgezogen(akte, weg, am) for akte in archiv.lesen(ordner)]
    nicht_mischen([*(eine.beleg for eine in neu), *(akte.beleg for akte in geltende(bisher))])
    _alle_auf_akte(ordner, bisher, neu)
    nummer = max((akte.nummer for akte in bisher), default=0)
    try:
        neue = [
            Akte(*archiv.ablegen(ordner, eine.beleg, eine.tabellen), nummer + rang, eine.aus_raw)
            for rang, eine in enumerate(neu, start=1)
        ]
        gleich = [akte.beleg for akte in neue]
        return _bauen([*(akte for akte in bisher if akte.beleg not in gleich), *neue], "", daten)
    except SozialraumError:  # raised only before anything counts: what was written makes room again
        archiv.aufraeumen(ordner, bisher)
        raise


def wiederherstellen(am: str, daten: Path | None = None) -> list[str]:
    """Build `bestand` as it stood on an ISO date; the caller holds `bestand_gesperrt`.

    Returns: names of the files that changed.
    Raises:  LieferungUngueltig where no delivery is dated up to then.
    """
    alle = archiv.lesen(zone_ordner(BESTAND, daten))
    if not geltende(alle, am):
        raise LieferungUngueltig(f"Bis zum {am} ist keine Lieferung eingelesen; der Bestand ist unverändert.")
    return _bauen(alle, am, daten)


def geltende(alle: Sequence[Akte], am: str = "") -> list[Akte]:
    """Deliveries that count, each name once (the last one taken in), in the order they replace each other."""
    je_name = {akte.lieferung: akte for akte in sorted(alle, key=lambda akte: akte.nummer) if akte.gilt(am)}
    return sorted(je_name.values(), key=lambda akte: (akte.datum, akte.nummer))


def stehende_tabellen(ohne: Collection[str], daten: Path | None = None) -> dict[str, pd.DataFrame]:
    """Tables of `bestand` as they would be without some deliveries; for checks of what comes on top."""
    ordner = zone_ordner(BESTAND, daten)
    zaehlen = [akte for akte in geltende(archiv.lesen(ordner)) if akte.lieferung not in ohne]
    karten = _karten(zaehlen)
    gilt, _ = _stand(ordner, zaehlen, karten)
    namen = sorted({name for akte in zaehlen for name in archiv.tabellen(ordner, akte)})
    tabellen = {name: _gemischt(ordner, name, zaehlen, gilt, karten) for name in namen}
    return {name: tabelle for name, tabelle in tabellen.items() if len(tabelle)}


def _zurueckgezogen(akte: Akte, weg: Sequence[str], am: str) -> Akte:
    return akte._replace(zurueckgezogen=am) if akte.lieferung in weg and not akte.zurueckgezogen else akte


def _alle_auf_akte(ordner: Path, bisher: Sequence[Akte], neu: Sequence[Aufnahme]) -> None:
    """Refuse to build on a `bestand` that an earlier version wrote without records."""
    stehend = {eintrag["lieferung"] for eintrag in manifeste.alle_lieferungen(manifeste.lesen(ordner))}
    bekannt = {akte.lieferung for akte in bisher} | {eine.beleg["lieferung"] for eine in neu}
    if stehend - bekannt:
        raise LieferungUngueltig(
            f"Der Bestand stammt aus einer älteren Fassung und kennt {', '.join(sorted(stehend - bekannt))} "
            "nur als Ergebnis. Bitte diese Lieferungen zusammen mit den neuen einlesen."
        )


def _bauen(alle: Sequence[Akte], am: str, daten: Path | None) -> list[str]:
    """Replace `bestand` and the list of records as one step, then drop what no record names."""
    ordner = zone_ordner(BESTAND, daten)
    zaehlen = geltende(alle, am)
    nicht_mischen([akte.beleg for akte in zaehlen])
    gilt, ersetzt = _stand(ordner, zaehlen, _karten(zaehlen))
    inhalte = _inhalte(ordner, zaehlen, gilt, ersetzt)
    steht = set(gilt["lieferung"])
    belege = [akte.beleg for akte in zaehlen if akte.lieferung in steht]
    eintrag = manifeste.schritt(inhalte, {}, belege, {"stand": am} if am else {}, vertraulich=True)
    neu, weg = neuer_stand(BESTAND, manifeste.lesen(ordner), SCHRITT, eintrag)
    dateien = {f"{name}.parquet": inhalt for name, inhalt in inhalte.items()}
    dateien |= {archiv.LISTE: archiv.text(alle), manifeste.DATEI: manifeste.text(neu)}
    geaendert = umbau.ersetzen(ordner, dateien, weg, vertraulich=True)
    archiv.aufraeumen(ordner, alle)
    return geaendert


def _karten(zaehlen: Sequence[Akte]) -> Karten:
    """By the folder of each delivery, the keys that later ones renamed."""
    karten = spaetere([akte.beleg for akte in zaehlen])
    return {akte.ordner: karte for akte, karte in zip(zaehlen, karten, strict=True)}


def _stand(ordner: Path, zaehlen: Sequence[Akte], karten: Karten) -> tuple[pd.DataFrame, pd.DataFrame]:
    sagt = {akte.ordner: archiv.tabelle(ordner, akte, archiv.GRUPPEN) for akte in zaehlen}
    return stand(
        [
            (akte.lieferung, akte.datum, umbenannt(sagt[akte.ordner], karten[akte.ordner]).drop_duplicates())
            for akte in zaehlen
        ]
    )


def _inhalte(
    ordner: Path, zaehlen: Sequence[Akte], gilt: pd.DataFrame, ersetzt: pd.DataFrame
) -> dict[str, bytes]:
    """Encode every table of `bestand`; what one delivery says alone is taken over as it lies on record."""
    inhalte = {}
    karten = _karten(zaehlen)
    for name in sorted({name for akte in zaehlen for name in archiv.tabellen(ordner, akte)}):
        haben = [akte for akte in zaehlen if name in archiv.tabellen(ordner, akte)]
        wie_gesagt = len(haben) == 1 and not karten[haben[0].ordner]
        if wie_gesagt and not _verlor(name, haben[0], ersetzt):
            inhalte[name] = archiv.inhalt(ordner, haben[0], name)
        elif len(tabelle := _gemischt(ordner, name, haben, gilt, karten)):
            inhalte[name] = parkett.schreiben(name, tabelle)
    eigene = {LIEFERSTAND: gilt, ERSETZT: ersetzt} if len(ersetzt) else {LIEFERSTAND: gilt}
    if "raumeinheiten" in inhalte:
        eigene[BRUECHE] = brueche(parkett.lesen(io.BytesIO(inhalte["raumeinheiten"])), gilt)
    return inhalte | {name: parkett.schreiben(name, tabelle) for name, tabelle in eigene.items()}


def _verlor(name: str, akte: Akte, ersetzt: pd.DataFrame) -> bool:
    """Whether something a delivery says in this table was replaced."""
    eigene = ersetzt[ersetzt["lieferung"].eq(akte.lieferung)]
    return len(eigene) > 0 if name == VOLLSTAENDIGKEIT else bool(eigene["tabelle"].eq(name).any())


def _gemischt(
    ordner: Path, name: str, zaehlen: Sequence[Akte], gilt: pd.DataFrame, karten: Karten
) -> pd.DataFrame:
    """Rows of a table that stand, of all deliveries, under the keys that are valid now."""
    haben = [akte for akte in zaehlen if name in archiv.tabellen(ordner, akte)]
    gelesen = [umbenannt(archiv.tabelle(ordner, akte, name), karten[akte.ordner]) for akte in haben]
    teile = [
        auswahl(name, tabelle, gilt[gilt["lieferung"].eq(akte.lieferung)])
        for akte, tabelle in zip(haben, gelesen, strict=True)
    ]
    gefuellt = [teil for teil in teile if len(teil)]
    return pd.concat(gefuellt, ignore_index=True) if gefuellt else pd.DataFrame()
