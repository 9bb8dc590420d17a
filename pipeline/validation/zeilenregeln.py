"""Rules that look at single rows; they see every row, also beside broken ones."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from pipeline import names
from pipeline.measures.codes import compact, key
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.schemas.grundlage import ist_datum
from pipeline.validation.pruefling import Pruefling, je_zeile
from pipeline.validation.worte import aufzaehlung, meinten_sie


def schluessel_doppelt(pruefling: Pruefling) -> Iterator[Befund]:
    """No combination of key columns may stand twice.

    Why: nobody could say which of the numbers is meant.
    """
    for tabelle, zeilen in pruefling.tabellen.items():
        schluessel = list(names.TABELLEN[tabelle].schluessel)
        kennung = key([pruefling.codes(tabelle, spalte) for spalte in schluessel], len(zeilen))
        if (np.diff(np.sort(kennung)) > 0).all():
            continue
        nummer, _ = compact(kennung)
        doppelt = zeilen[(np.bincount(nummer) > 1)[nummer]].dropna(subset=schluessel)
        if doppelt.empty:
            continue
        doppelt["erste"] = doppelt.groupby(schluessel, sort=False)["zeile"].transform("min")
        doppelt = doppelt.sort_values("zeile", kind="stable")  # one line of a wide file gives many rows
        for stelle in doppelt[doppelt.duplicated(schluessel)].to_dict("records"):
            yield _doppelt(tabelle, schluessel, stelle)


def _doppelt(tabelle: str, schluessel: list[str], stelle: Mapping[Any, Any]) -> Befund:
    was = aufzaehlung(f'{spalte} "{stelle[spalte]}"' for spalte in schluessel)
    grund = f"Diese Zeile hat denselben Schlüssel wie Zeile {stelle['erste']}: {was}."
    abhilfe = "Bitte eine der beiden Zeilen löschen oder berichtigen."
    zeile = int(stelle["zeile"])
    return Befund(FEHLER, f"{tabelle}.csv", zeile, "", "", "schluessel_doppelt", grund, abhilfe)


def institution_eine_art(pruefling: Pruefling) -> Iterator[Befund]:
    """An interviewed institution is of one kind.

    Why: kinds are counted to see whether an institution could be recognised; counted twice it hides better.
    """
    zeilen = pruefling.tabellen.get("interviews")
    if zeilen is None:
        return
    runde = ["raumeinheit", "periode", "institution"]
    benannt = zeilen.dropna(subset="institution")
    erste = benannt.groupby(runde, sort=False)["institutionsart"].transform("first")
    for satz in benannt.assign(erste=erste)[erste.ne(benannt["institutionsart"])].to_dict("records"):
        grund = (
            f'Die Institution "{satz["institution"]}" heißt hier anders als zuvor, nämlich "{satz["erste"]}".'
        )
        abhilfe = "Bitte zu jeder Institution in allen Zeilen dieselbe institutionsart eintragen."
        ort = (int(satz["zeile"]), "institutionsart", str(satz["institutionsart"]))
        yield Befund(FEHLER, "interviews.csv", *ort, "institution_eine_art", grund, abhilfe)


def raumeinheit_unbekannt(pruefling: Pruefling) -> Iterator[Befund]:
    """Every row belongs to an area of raumeinheiten.csv.

    Why: a number without a known place is in no report and in no sum.
    """
    bekannt = list(pruefling.raumeinheiten["raumeinheit"].dropna())
    if not bekannt:
        return
    gekannt = frozenset(bekannt)

    def saetze(wert: str) -> tuple[str, str]:
        abhilfe = f"Gültige Schlüssel stehen in raumeinheiten.csv{meinten_sie(wert, bekannt)}"
        return f'"{wert}" ist kein bekannter Schlüssel.', abhilfe

    for tabelle, zeilen in pruefling.tabellen.items():
        raum = pruefling.codes(tabelle, "raumeinheit")
        fremd = zeilen[raum.where([text not in gekannt for text in raum.texte])]
        yield from je_zeile(FEHLER, tabelle, fremd, "raumeinheit", "raumeinheit_unbekannt", saetze)


def stichtag_zukunft(pruefling: Pruefling) -> Iterator[Befund]:
    """No Stichtag lies after the date of delivery, and no year had still to end then.

    Why: what has not been yet cannot have been counted; a wrong year is the usual cause.
    """
    if not pruefling.datum:
        return
    for tabelle, zeilen in pruefling.tabellen.items():
        zeit = names.zeitspalte(tabelle)
        if zeit:
            tage = pruefling.codes(tabelle, zeit)
            spaet = zeilen[tage.where([_nach(tag, pruefling.datum) for tag in tage.texte])]
            yield from je_zeile(FEHLER, tabelle, spaet, zeit, "zukunft", _zukunft(zeit, pruefling.datum))


def _nach(zeit: str, datum: str) -> bool:
    """Whether a Stichtag, or the end of a year, lies after a date."""
    ende = f"{zeit}-12-31" if zeit.isdigit() else zeit
    return ist_datum(ende) and ende > datum


def _zukunft(zeit: str, datum: str) -> Callable[[str], tuple[str, str]]:
    was = {"stichtag": "Der Stichtag", "basis": "Die Basis", "jahr": "Das Ende des Jahres"}[zeit]

    def saetze(wert: str) -> tuple[str, str]:
        grund = f"{was} {wert} liegt nach dem Datum der Lieferung ({datum})."
        return grund, "Bitte die Zeitangabe oder das Datum in lieferung.toml berichtigen."

    return saetze


def wahlbeteiligung(pruefling: Pruefling) -> Iterator[Befund]:
    """Nobody votes who may not: waehlende are at most wahlberechtigte.

    Source: turnout is defined as their ratio (Bundeswahlgesetz) and ends at 100 %.
    """
    zeilen = pruefling.tabellen.get("wahlen")
    if zeilen is None:
        return
    zu_viel = zeilen[zeilen["waehlende"].gt(zeilen["wahlberechtigte"]).fillna(False)]
    for zeile, waehlende, berechtigte in zip(
        zu_viel["zeile"], zu_viel["waehlende"], zu_viel["wahlberechtigte"], strict=True
    ):
        grund = f"{waehlende} Wählende sind mehr als {berechtigte} Wahlberechtigte."
        abhilfe = "Bitte prüfen, ob die Spalten vertauscht sind oder Briefwahl nur auf einer Seite zählt."
        yield Befund(
            FEHLER, "wahlen.csv", int(zeile), "waehlende", str(waehlende), "wahlbeteiligung", grund, abhilfe
        )


ZEILENREGELN: tuple[Callable[[Pruefling], Iterator[Befund]], ...] = (
    schluessel_doppelt,
    institution_eine_art,
    raumeinheit_unbekannt,
    stichtag_zukunft,
    wahlbeteiligung,
)
