"""The chain of seals: whether every decision still says what it said when it was added."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.decisions.beschluss import ANFANG, Beschluss, siegel
from pipeline.decisions.form import Mangel

ZURUECK = (
    "Bitte die Datei aus der Versionsverwaltung oder einer Sicherung wiederherstellen; was sich ändern "
    "soll, wird mit --art fortschreiben oder --art aufheben neu beschlossen."
)
"""The way out of every broken chain."""


def bruch(beschluesse: Sequence[Beschluss], stand: Mapping[str, Any] | None) -> tuple[int, Mangel] | None:
    """Find the first decision that was changed, moved, removed, or added by hand.

    Takes:   all decisions in the order of the file; its section [stand], None where there is none.
    Returns: the position of the entry to look at, and what is wrong; None where the chain is whole.
             It stops mistakes and edits by hand; somebody who writes all seals anew is stopped only by
             a seal printed earlier, in a protocol or report.
    Raises:  nothing.
    Source:  own.
    """
    eingetragen = beschluesse[: stand["anzahl"]] if stand else beschluesse
    return _nummern(beschluesse) or _siegel(eingetragen, stand) or _ende(beschluesse, stand)


def _nummern(beschluesse: Sequence[Beschluss]) -> tuple[int, Mangel] | None:
    for stelle, beschluss in enumerate(beschluesse):
        if beschluss.nummer > stelle + 1:
            return stelle, _mangel(f"Beschluss {stelle + 1} fehlt.")
        if beschluss.nummer <= stelle:
            return stelle, _mangel(f"Beschluss {beschluss.nummer} steht ein zweites Mal da.")
    return None


def _siegel(beschluesse: Sequence[Beschluss], stand: Mapping[str, Any] | None) -> tuple[int, Mangel] | None:
    """Compare each seal with the one recorded after it.

    A seal that fits neither before nor behind is that of a decision whose own `vorgaenger` was changed.
    """
    ende = [str(stand["siegel"])] if stand and stand["anzahl"] == len(beschluesse) else []
    soll = [ANFANG, *map(siegel, beschluesse)]
    ist = [*(beschluss.vorgaenger for beschluss in beschluesse), *ende]
    falsch = [stelle for stelle, (a, b) in enumerate(zip(soll, ist, strict=False)) if a != b]
    if not falsch:
        return None
    stelle = falsch[0] if falsch[0] == 0 or falsch[0] + 1 in falsch else falsch[0] - 1
    beschluss = beschluesse[stelle]
    satz = f"Beschluss {beschluss.nummer} vom {beschluss.datum} wurde nach dem Eintragen geändert."
    return stelle, _mangel(satz)


def _ende(beschluesse: Sequence[Beschluss], stand: Mapping[str, Any] | None) -> tuple[int, Mangel] | None:
    """Compare the last decision with what the file says of its own end."""
    anzahl = stand["anzahl"] if stand else 0
    letzte = max(len(beschluesse) - 1, 0)
    if anzahl > len(beschluesse):
        return letzte, _mangel(f"Beschluss {anzahl} fehlt am Ende der Datei.")
    if anzahl == len(beschluesse):
        return None
    if stand is None:
        return letzte, _mangel(f"Nach Beschluss {len(beschluesse)} fehlt der Abschnitt [stand].")
    grund = f"Beschluss {beschluesse[anzahl].nummer} wurde von Hand eingetragen."
    weg = 'Bitte herausnehmen und mit "sozialraum kennzahlen beschluss --eintrag DATEI" eintragen.'
    return anzahl, Mangel("", "", grund, weg)


def _mangel(grund: str) -> Mangel:
    return Mangel("", "", grund, ZURUECK)
