"""What must hold within a survey."""

from collections.abc import Iterator

from pipeline import names
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.validation.pruefling import Pruefling

_ZELLE = ["raumeinheit", "periode", "zielgruppe", "altersgruppe", "geschlecht"]


def antworten_und_teilnahme(pruefling: Pruefling) -> Iterator[Befund]:
    """Nobody answers who did not take part: an answer is given at most by all of its group, age and sex.

    Why: shares are of those who took part; more answers than people would make a share above all.
    """
    zeilen = pruefling.tabellen.get("bedarfsanalyse")
    if zeilen is None or zeilen.empty:
        return
    texte = zeilen.astype(dict.fromkeys([*_ZELLE, "frage", "antwort"], "str"))
    ruecklauf = texte["frage"].eq(names.RUECKLAUF)
    teilgenommen = texte[ruecklauf & texte["antwort"].eq(names.TEILGENOMMEN)]
    dabei = teilgenommen.groupby(_ZELLE)["anzahl"].sum().rename("dabei").reset_index()
    gefragt = texte[~ruecklauf].merge(dabei, how="left", on=_ZELLE, validate="many_to_one")
    # where nobody is told to have taken part, any answer is one too many; an answer not told is none
    zu_viele = gefragt["anzahl"].gt(gefragt["dabei"].fillna(0)).fillna(False)
    for satz in gefragt[zu_viele].to_dict("records"):
        grund = f"Es sind mehr Antworten „{satz['antwort']}“ als Teilnehmende dieser Gruppe."
        abhilfe = (
            f'Bitte die Zahl prüfen; wie viele teilnahmen, steht unter der frage "{names.RUECKLAUF}" mit der '
            f'antwort "{names.TEILGENOMMEN}" in derselben Gliederung.'
        )
        ort = (int(satz["zeile"]), "anzahl", str(satz["anzahl"]))
        yield Befund(FEHLER, "bedarfsanalyse.csv", *ort, "antworten_und_teilnahme", grund, abhilfe)
