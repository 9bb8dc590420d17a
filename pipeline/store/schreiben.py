"""Write the tables of one step into a zone."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import LieferungUngueltig
from pipeline.store import manifest as manifeste
from pipeline.store import parkett, umbau
from pipeline.store.ordner import BESTAND, ordner_anlegen, zone_ordner


def write_zone(
    zone: str,
    tabellen: Mapping[str, pd.DataFrame],
    *,
    schritt: str,
    lieferungen: Sequence[manifeste.Lieferung] | None = None,
    parameter: Mapping[str, Any] | None = None,
    quellen: Mapping[str, Sequence[str]] | None = None,
    daten: Path | None = None,
) -> list[str]:
    """Replace what an earlier run of the same step wrote into a zone; other steps' tables stay.

    Takes:   zone `bestand` or `freigabe`; tables by name (one with geometry becomes GeoParquet);
             the step (einlesen, freigeben, prognose); the deliveries behind it (None: those of
             `bestand`); its parameters; by table the tables of `bestand` it was made from.
    Returns: names of the files that changed. A table with the same content is left untouched; the
             manifest is always written, so that its time says when the zone was last found good.
    Raises:  SozialraumError where another run is writing; LieferungUngueltig on mixed deliveries.
    """
    vertraulich = zone == BESTAND
    ordner = zone_ordner(zone, daten)
    belege = bestand_lieferungen(daten) if lieferungen is None else list(lieferungen)
    nicht_mischen(belege)
    ordner_anlegen(ordner, vertraulich)
    inhalte = {name: parkett.schreiben(name, tabelle) for name, tabelle in tabellen.items()}
    eintrag = manifeste.schritt(inhalte, quellen or {}, belege, parameter or {}, vertraulich)
    with umbau.gesperrt(ordner):
        umbau.aufraeumen(ordner)
        neu, weg = neuer_stand(zone, manifeste.lesen(ordner), schritt, eintrag)
        dateien = {f"{name}.parquet": inhalt for name, inhalt in inhalte.items()}
        dateien[manifeste.DATEI] = manifeste.text(neu)  # last, so that Make can trust it
        return umbau.ersetzen(ordner, dateien, weg, vertraulich)


def bestand_lieferungen(daten: Path | None = None) -> list[dict[str, Any]]:
    """Deliveries that stand in `bestand`, as recorded there."""
    ordner = zone_ordner(BESTAND, daten)
    umbau.vollenden(ordner)
    return manifeste.alle_lieferungen(manifeste.lesen(ordner))


def nicht_mischen(lieferungen: Sequence[manifeste.Lieferung], daten: Path | None = None) -> None:
    """Refuse to let demonstration and real data stand in one place.

    Takes:  deliveries about to be taken in; with `daten` also against what already stands there.
    Raises: LieferungUngueltig.
    """
    stehend = [] if daten is None else bestand_lieferungen(daten)
    alle = [*lieferungen, *stehend]
    demo = sorted({eintrag["lieferung"] for eintrag in alle if eintrag["demonstration"]})
    echt = sorted({eintrag["lieferung"] for eintrag in alle if not eintrag["demonstration"]})
    if demo and echt:
        raise LieferungUngueltig(
            f"Demonstrationsdaten ({', '.join(demo)}) und echte Daten ({', '.join(echt)}) dürfen nicht in "
            "einem Bestand stehen. Bitte für die echten Daten einen eigenen Ordner nennen, "
            "z. B. --daten daten_echt."
        )


def neuer_stand(
    zone: str, alt: Mapping[str, Any], schritt: str, eintrag: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Manifest after this step, and the files of its earlier run that are no longer made."""
    schritte = {**alt["schritte"], schritt: eintrag}
    frueher = alt["schritte"].get(schritt, {"tabellen": {}})["tabellen"]
    stehend = {name for einer in schritte.values() for name in einer["tabellen"]}
    weg = sorted(f"{name}.parquet" for name in set(frueher) - stehend)
    demonstration = any(manifeste.demonstration(einer["lieferungen"]) for einer in schritte.values())
    return {"zone": zone, "demonstration": demonstration, "schritte": schritte}, weg
