"""What a new decision may not do: each rule a function that says what is wrong, or nothing."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from pipeline import names
from pipeline.decisions.beschluss import Beschluss
from pipeline.decisions.form import Mangel, zielmaengel
from pipeline.decisions.tabelle import geltende, tabelle
from pipeline.schemas.beschluesse import AUFHEBEN, FESTLEGEN

HUNDERT = 100.0
"""Largest share in percent."""


class Umfeld(NamedTuple):
    """What a new decision is held against.

    `werte` are rows of the Kennzahlen of its area in all years: kennzahl, jahr, wert, status, name,
    einheit, stellen, richtung_gut, art; `heute` is an ISO date.
    """

    stehend: Sequence[Beschluss]
    werte: pd.DataFrame
    heute: str


def ergaenzt(eintrag: Mapping[str, Any], umfeld: Umfeld) -> dict[str, Any]:
    """Fill in the baseline of a target from the released values where none is named.

    Takes:   an entry whose fields are in order, each for itself; what it is held against.
    Returns: the entry with ausgangsjahr (the last one with a value whose 31.12. is not after the decision:
             nobody who decides knows a later one; that of the decision where there is no other) and
             ausgangswert (that value as printed), where they can be found.
    Raises:  nothing.
    Source:  own.
    """
    fertig = dict(eintrag)
    werte = _von(str(eintrag["kennzahlen"][0]), umfeld)
    da = werte[werte["status"].eq("wert") & werte["jahr"].le(int(str(eintrag["datum"])[:4]))]
    if "zielwert" not in eintrag or "ausgangswert" in eintrag or da.empty:
        return fertig
    bekannt = da[(da["jahr"].astype("str") + "-12-31").le(str(eintrag["datum"]))]
    fertig.setdefault("ausgangsjahr", int((bekannt if len(bekannt) else da)["jahr"].max()))
    treffer = da[da["jahr"].eq(fertig["ausgangsjahr"])]
    if len(treffer):
        stellen = int(treffer["stellen"].iloc[0])
        fertig["ausgangswert"] = names.gerundet(float(treffer["wert"].iloc[0]), stellen)
    return fertig


def verstoesse(neu: Beschluss, umfeld: Umfeld) -> list[Mangel]:
    """Check a new decision by every rule.

    Takes:   the decision, its fields in order, each for itself; what it is held against.
    Returns: what is wrong, first what makes everything else meaningless.
    Raises:  nothing.
    Source:  own rules, each said in its message.
    """
    unbekannt = list(_unbekannte(neu, umfeld))
    if unbekannt:
        return unbekannt
    gefunden = [mangel for regel in _IMMER for mangel in regel(neu, umfeld)]
    if neu.zielwert is None or any(mangel.feld in _ZIELFELDER for mangel in gefunden):
        return gefunden
    return gefunden + [mangel for regel in _MIT_ZIEL for mangel in regel(neu, umfeld)]


def _von(kennzahl: str, umfeld: Umfeld) -> pd.DataFrame:
    return umfeld.werte[umfeld.werte["kennzahl"].eq(kennzahl)]


def _angabe(neu: Beschluss, umfeld: Umfeld, feld: str) -> Any:
    """What the catalogue says of the Kennzahl of a target."""
    return _von(neu.kennzahlen[0], umfeld)[feld].iloc[0]


def _unbekannte(neu: Beschluss, umfeld: Umfeld) -> Iterator[Mangel]:
    bekannt = list(umfeld.werte["kennzahl"].unique())
    for kennung in (kennung for kennung in neu.kennzahlen if kennung not in bekannt):
        nah = difflib.get_close_matches(kennung, bekannt, n=1)
        frage = f' Meinten Sie "{nah[0]}"?' if nah else ""
        weg = f'"sozialraum kennzahlen" zeigt alle Kennungen.{frage}'
        yield Mangel("kennzahlen", kennung, f'"{kennung}" steht nicht im Katalog der Kennzahlen.', weg)


def _demonstration(neu: Beschluss, umfeld: Umfeld) -> Iterator[Mangel]:
    if any(alt.demonstration != neu.demonstration for alt in umfeld.stehend):
        grund = "Beschlüsse zu Demonstrationsdaten und echte Beschlüsse dürfen nicht in einer Datei stehen."
        yield Mangel("", "", grund, "Bitte mit --beschluesse eine eigene Datei nennen.")


def _datum(neu: Beschluss, umfeld: Umfeld) -> Iterator[Mangel]:
    if neu.datum > umfeld.heute:
        grund = f"{neu.datum} liegt in der Zukunft."
        yield Mangel("datum", neu.datum, grund, "Bitte den Tag nennen, an dem beschlossen wurde.")
    if umfeld.stehend and neu.datum < umfeld.stehend[-1].datum:
        grund = f"{neu.datum} liegt vor dem letzten Beschluss ({umfeld.stehend[-1].datum})."
        weg = (
            "Beschlüsse stehen in der Reihenfolge ihrer Tage; bitte in der Bemerkung sagen, was früher galt."
        )
        yield Mangel("datum", neu.datum, grund, weg)
    if neu.faellig and neu.faellig < neu.datum:
        grund = f"{neu.faellig} liegt vor dem Tag des Beschlusses."
        yield Mangel("faellig", neu.faellig, grund, "Bitte einen späteren Tag nennen.")


def _reihenfolge(neu: Beschluss, umfeld: Umfeld) -> Iterator[Mangel]:
    """First fix, then change or drop."""
    gilt = geltende(tabelle(umfeld.stehend, neu.raumeinheit)).set_index("kennzahl")["nummer"]
    for kennung in neu.kennzahlen:
        if neu.art == FESTLEGEN and kennung in gilt:
            grund = f'"{kennung}" ist für {neu.raumeinheit} schon festgelegt (Beschluss {gilt[kennung]}).'
            yield Mangel("art", neu.art, grund, "Bitte --art fortschreiben oder --art aufheben wählen.")
        if neu.art != FESTLEGEN and kennung not in gilt:
            grund = f'"{kennung}" ist für {neu.raumeinheit} noch nicht festgelegt.'
            yield Mangel("art", neu.art, grund, "Bitte --art festlegen wählen.")


def _aufhebung(neu: Beschluss, _: Umfeld) -> Iterator[Mangel]:
    if neu.art == AUFHEBEN and neu.zielwert is not None:
        grund = "Wer eine Kennzahl aufhebt, setzt kein Ziel."
        yield Mangel("zielwert", str(neu.zielwert), grund, "Bitte das Ziel weglassen.")
    if neu.art == AUFHEBEN and not neu.bemerkung.strip():
        yield Mangel("bemerkung", "", "Zum Aufheben fehlt die Begründung.", "Bitte eine Bemerkung angeben.")


def _ziel_ganz(neu: Beschluss, umfeld: Umfeld) -> Iterator[Mangel]:
    if neu.ausgangswert is None and neu.ausgangsjahr is not None:
        yield from _ohne_ausgang(neu, umfeld)
        return
    felder = {name: getattr(neu, name) for name in ("kennzahlen", *_ZIELFELDER)}
    yield from zielmaengel({name: wert for name, wert in felder.items() if wert is not None})


def _verantwortung(neu: Beschluss, _: Umfeld) -> Iterator[Mangel]:
    for feld, frage in (("verantwortlich", "wer dafür sorgt"), ("faellig", "bis wann")):
        if not getattr(neu, feld).strip():
            yield Mangel(feld, "", f"Zum Ziel fehlt, {frage}.", f'Bitte "{feld}" angeben.')


def _vergangen(neu: Beschluss, _: Umfeld) -> Iterator[Mangel]:
    jahr = int(neu.datum[:4])
    if (neu.zieljahr or 0) < jahr:
        grund = f"Das Zieljahr {neu.zieljahr} liegt vor dem Beschluss vom {neu.datum}."
        yield Mangel("zieljahr", str(neu.zieljahr), grund, "Ein Ziel liegt in der Zukunft.")
    if (neu.ausgangsjahr or 0) > jahr:
        grund = f"Das Ausgangsjahr {neu.ausgangsjahr} liegt nach dem Beschluss vom {neu.datum}."
        yield Mangel("ausgangsjahr", str(neu.ausgangsjahr), grund, "Bitte ein bekanntes Jahr nennen.")


def _moeglich(neu: Beschluss, umfeld: Umfeld) -> Iterator[Mangel]:
    """Shares lie between 0 and 100 %; only balances are negative; no more decimals than are printed."""
    art, stellen = _angabe(neu, umfeld, "art"), int(_angabe(neu, umfeld, "stellen"))
    grenze = HUNDERT if art == "anteil" and _angabe(neu, umfeld, "einheit") == "%" else float("inf")
    for feld in ("zielwert", "ausgangswert"):
        wert = float(getattr(neu, feld))
        if (wert < 0 and art != "saldo") or wert > grenze:
            grund = f"{_deutsch(wert)} kann bei dieser Kennzahl nicht vorkommen."
            yield Mangel(feld, str(wert), grund, "Bitte die Einheit der Kennzahl beachten.")
        elif abs(names.gerundet(wert, stellen) - wert) > _GENAU * max(abs(wert), 1):
            grund = f"{_deutsch(wert)} hat mehr Nachkommastellen, als der Bericht zeigt ({stellen})."
            yield Mangel(feld, str(wert), grund, "Bitte so runden, wie der Bericht es tut.")


def _richtung(neu: Beschluss, umfeld: Umfeld) -> Iterator[Mangel]:
    ziel, ausgang = float(neu.zielwert or 0), float(neu.ausgangswert or 0)
    gut = str(_angabe(neu, umfeld, "richtung_gut"))
    name = _angabe(neu, umfeld, "name")
    if gut == "neutral" and ziel == ausgang:
        grund = (
            f'"{name}" ist weder hoch noch niedrig gut; ein Ziel gleich dem Ausgangswert hat keine Richtung.'
        )
        yield Mangel("zielwert", str(ziel), grund, "Bitte die Kennzahl ohne Ziel festlegen.")
    dagegen = (gut == "hoch_ist_gut" and ziel < ausgang) or (gut == "niedrig_ist_gut" and ziel > ausgang)
    if dagegen and not neu.bemerkung.strip():
        wort = gut.removesuffix("_ist_gut")
        grund = f'Das Ziel {_deutsch(ziel)} läuft der Richtung von "{name}" entgegen ({wort} ist gut).'
        yield Mangel(
            "zielwert", str(ziel), grund, "Wenn das so gewollt ist, bitte in der Bemerkung begründen."
        )


def _ausgang(neu: Beschluss, umfeld: Umfeld) -> Iterator[Mangel]:
    """The baseline is what the report shows; where it shows nothing, a remark says where it is from."""
    jahr, status = _im_ausgangsjahr(neu, umfeld)
    if status == "wert":
        yield from _abweichung(neu, float(jahr["wert"].iloc[0]), int(jahr["stellen"].iloc[0]))
    elif status == "geheim" or not neu.bemerkung.strip():
        yield from _ohne_ausgang(neu, umfeld)


def _im_ausgangsjahr(neu: Beschluss, umfeld: Umfeld) -> tuple[pd.DataFrame, str]:
    """The row of the year of the baseline, if there is one, and its status."""
    werte = _von(neu.kennzahlen[0], umfeld)
    jahr = werte[werte["jahr"].eq(neu.ausgangsjahr or 0)]
    return jahr, str(jahr["status"].iloc[0]) if len(jahr) else "fehlt"


def _ohne_ausgang(neu: Beschluss, umfeld: Umfeld) -> Iterator[Mangel]:
    """Say why the year of the baseline gives no value."""
    if _im_ausgangsjahr(neu, umfeld)[1] == "geheim":
        grund = f"Der Wert von {neu.ausgangsjahr} ist geheim; ein Ausgangswert würde ihn verraten."
        yield Mangel("ausgangswert", "", grund, "Bitte ein anderes Ausgangsjahr wählen.")
    else:
        grund = f"Für {neu.ausgangsjahr} ist kein Wert freigegeben, aus dem der Ausgangswert stammt."
        weg = "Bitte den Ausgangswert angeben und seine Quelle in der Bemerkung nennen."
        yield Mangel("ausgangswert", "", grund, weg)


def _abweichung(neu: Beschluss, wert: float, stellen: int) -> Iterator[Mangel]:
    if abs(names.gerundet(wert, stellen) - float(neu.ausgangswert or 0)) > _GENAU * max(abs(wert), 1):
        grund = (
            f"Der Ausgangswert {_deutsch(float(neu.ausgangswert or 0))} ist nicht der freigegebene Wert von "
            f"{neu.ausgangsjahr} ({names.dezimal(wert, stellen)})."
        )
        yield Mangel("ausgangswert", str(neu.ausgangswert), grund, "Bitte weglassen oder berichtigen.")


def _deutsch(wert: float) -> str:
    return str(wert).removesuffix(".0").replace(".", ",")


_GENAU = 1e-9
_ZIELFELDER = ("zielwert", "zieljahr", "ausgangswert", "ausgangsjahr")
_Regel = Callable[[Beschluss, Umfeld], Iterator[Mangel]]
_IMMER: tuple[_Regel, ...] = (_demonstration, _datum, _reihenfolge, _aufhebung, _ziel_ganz)
_MIT_ZIEL: tuple[_Regel, ...] = (_verantwortung, _vergangen, _moeglich, _richtung, _ausgang)
