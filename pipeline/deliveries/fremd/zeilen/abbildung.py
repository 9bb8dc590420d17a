"""From a sheet to long rows: one row per area, time, combination of dimensions and measure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.angaben import Datei, Dimension, Spalte, Werte
from pipeline.deliveries.fremd.befund import erkannt, fehler, kurz, unlesbar
from pipeline.deliveries.fremd.blatt.aufbau import GRUPPE, Blatt
from pipeline.deliveries.fremd.deutung import merkmal
from pipeline.deliveries.fremd.deutung.band import Zweideutig
from pipeline.deliveries.fremd.deutung.ort import Orte
from pipeline.deliveries.fremd.deutung.zeit import lesen as zeit_lesen
from pipeline.measures.codes import constant, decode, stack, translated
from pipeline.schemas.befunde import Befund

SUMME = "\x1fsumme"
"""Stands in a dimension where a row is the delivered total over it."""
ROH, ZEILE, SPALTE = "roh", "zeile", "spalte"


@dataclass(frozen=True)
class Lage:
    """A sheet with what is known of each of its rows: area, time, line; `gilt` says which rows count."""

    blatt: Blatt
    datei: Datei
    orte: Orte
    zeit: "pd.Series[str]"
    zeilen: "pd.Series[int]"
    gilt: "pd.Series[bool]"


class Spaltenwert(NamedTuple):
    """A value column, and what its label says: dimension -> text."""

    stelle: int
    merkmale: dict[str, str]


class Gelesen(NamedTuple):
    """Values of a dimension by row, whether delivered values were put together, and the findings."""

    werte: "pd.Series[str]"
    verschmolzen: bool
    befunde: list[Befund]


def gefiltert(blatt: Blatt, filter_: Mapping[str, str | tuple[str, ...]]) -> "pd.Series[bool]":
    """Rows in which each named column holds one of the given texts."""
    gilt = pd.Series(True, index=blatt.zellen.index)
    for spalte, erlaubt in filter_.items():
        texte = [erlaubt] if isinstance(erlaubt, str) else list(erlaubt)
        gilt &= blatt.spalte(spalte).isin(texte)
    return gilt


def block(lage: Lage, werte: Werte) -> tuple[pd.DataFrame, bool, list[Befund]]:
    """Long rows of one margin.

    Returns: raumeinheit, time, every dimension of the table, roh (the cell), zeile, spalte (its label);
             whether several delivered values mean the same and have to be added; the findings.
    """
    form = names.TABELLEN[lage.datei.tabelle]
    gilt = lage.gilt & gefiltert(lage.blatt, werte.zeilenfilter)
    if not gilt.any():
        grund = "Zu einem Abschnitt [[datei.werte]] passt keine Zeile."
        return pd.DataFrame(), False, [fehler(lage.blatt.name, "leer", grund, "Bitte zeilenfilter prüfen.")]
    zeilen, verschmolzen, befunde = _aus_zeilen(lage, werte, gilt)
    spalten = wertspalten(lage.blatt, werte)
    codes, mehr = _aus_spalten(lage, werte, spalten)
    teile = []
    for spalte in spalten:
        fest = dict(werte.merkmale) | {name: codes[name][text] for name, text in spalte.merkmale.items()}
        teil = zeilen.assign(**{name: constant(code, zeilen.index) for name, code in fest.items()})
        teil[ROH] = lage.blatt.zellen.loc[zeilen.index, spalte.stelle]
        teil[SPALTE] = constant(lage.blatt.labels[spalte.stelle] or str(spalte.stelle + 1), teil.index)
        teile.append(teil)
    lang = stack(teile)
    for name in form.schluessel[2:]:
        if name not in lang:
            lang[name] = constant(names.INSGESAMT, lang.index)
    datiert = lang[form.zeit].ne("")
    return lang if datiert.all() else lang[datiert], verschmolzen, [*befunde, *mehr]


def _aus_zeilen(lage: Lage, werte: Werte, gilt: "pd.Series[bool]") -> tuple[pd.DataFrame, bool, list[Befund]]:
    """Area, time and the dimensions that stand in columns, for the rows that count."""
    zeit = names.TABELLEN[lage.datei.tabelle].zeit
    kern = {"raumeinheit": lage.orte.schluessel, zeit: lage.zeit, ZEILE: lage.zeilen}
    zeilen = pd.DataFrame(kern)
    zeilen = zeilen if gilt.all() else zeilen[gilt]
    verschmolzen = False
    befunde: list[Befund] = []
    for name, dimension in {**lage.datei.dimension, **werte.dimension}.items():
        if name in werte.merkmale or name == werte.merkmal:
            continue
        gelesen = _dimension(lage, name, dimension, zeilen.index)
        befunde += gelesen.befunde
        verschmolzen |= gelesen.verschmolzen
        zeilen = zeilen.assign(**{name: gelesen.werte})
        bekannt = zeilen[name].notna()
        zeilen = zeilen if bekannt.all() else zeilen[bekannt]
    return zeilen, verschmolzen, befunde


def _dimension(lage: Lage, name: str, dimension: Dimension, index: pd.Index) -> Gelesen:
    """Values of a dimension by row; missing where the row is left out or cannot be understood."""
    alle = lage.blatt.spalte(dimension.spalte)
    if dimension.fuellen:
        alle = decode(alle)
        alle = alle.where(alle.ne("")).ffill().fillna("")
    roh = alle if len(index) == len(alle) else alle.loc[index]
    offen = [w for w in roh.unique() if w not in dimension.summe and w not in dimension.weglassen]
    codes, befunde, mehrfach = uebersetzen(
        lage.blatt.name, name, offen, dimension.codes, dimension.obergrenze
    )
    befunde = [_mit_zeile(lage, befund, roh) for befund in befunde]
    bedeutet = codes | dict.fromkeys(dimension.summe, SUMME)
    return Gelesen(translated(roh, bedeutet.get), mehrfach, befunde)


def _mit_zeile(lage: Lage, befund: Befund, roh: "pd.Series[str]") -> Befund:
    treffer = roh[roh.eq(befund.wert)]
    if befund.regel != "code" or treffer.empty:
        return befund
    return befund._replace(zeile=int(lage.zeilen.loc[treffer.index[0]]))


def uebersetzen(
    datei: str, name: str, werte: Sequence[str], codes: Mapping[str, str], obergrenze: str = ""
) -> tuple[dict[str, str], list[Befund], bool]:
    """Codes of the distinct delivered values of a dimension.

    Returns: delivered -> code; findings; whether several delivered values are declared to mean one code.
    """
    try:
        deutung = merkmal.deuten(name, werte, codes, obergrenze)
    except Zweideutig as zweideutig:
        grund = f"Ob die Obergrenzen der Altersgruppen dazugehören, ist zweideutig: {kurz(str(zweideutig))}."
        abhilfe = 'Bitte obergrenze = "unter" oder obergrenze = "einschliesslich" angeben.'
        raise unlesbar(datei, "altersgruppe", grund, abhilfe) from zweideutig
    befunde = [_fremd(datei, name, wert) for wert in deutung.fremd]
    if deutung.erkannt:
        was = ", ".join(f'"{wert}" heißt {code}' for wert, code in deutung.erkannt.items())
        so = ", ".join(f'"{wert}" = "{code}"' for wert, code in deutung.erkannt.items())
        befunde.append(erkannt(datei, f"{name}: {was}", f"codes = {{ {so} }}"))
    doppelt, erlaubt = _mehrfach(deutung.codes, codes)
    befunde += [_doppelt(datei, name, code, woher) for code, woher in doppelt]
    return deutung.codes, befunde, erlaubt


def _mehrfach(
    gelesen: Mapping[str, str], erklaert: Mapping[str, str]
) -> tuple[list[tuple[str, list[str]]], bool]:
    """Codes that several delivered values mean: unintended ones, and whether any are intended."""
    woher: dict[str, list[str]] = {}
    for wert, code in gelesen.items():
        woher.setdefault(code, []).append(wert)
    mehrere = {code: werte for code, werte in woher.items() if len(werte) > 1}
    gewollt = {
        code
        for code, werte in mehrere.items()
        if code == str(names.ALTER_MAX) or all(wert in erklaert for wert in werte)
    }
    return [(code, werte) for code, werte in mehrere.items() if code not in gewollt], bool(gewollt)


def _doppelt(datei: str, name: str, code: str, woher: Sequence[str]) -> Befund:
    alle = '" und "'.join(woher)
    grund = f'{name}: "{alle}" bedeuten dasselbe ({code}).'
    abhilfe = "Sollen sie zusammengezählt werden, bitte beide unter codes nennen."
    return fehler(datei, "code_doppelt", grund, abhilfe, spalte=name)


def _fremd(datei: str, name: str, wert: str) -> Befund:
    grund = f'"{kurz(wert)}" ist kein bekannter Wert von {name}.' if wert else f"{name} ist leer."
    gueltig = f" Gültig sind {', '.join(merkmal.FEST[name])}." if name in merkmal.FEST else ""
    abhilfe = f"Bitte unter codes übersetzen oder unter summe oder weglassen nennen.{gueltig}"
    return fehler(datei, "code", grund, abhilfe, spalte=name, wert=wert)


def wertspalten(blatt: Blatt, werte: Werte) -> list[Spaltenwert]:
    """Columns of a block and what their labels say."""
    spalten = [_benannt(blatt, spalte, werte) for spalte in werte.spalten]
    if werte.muster:
        spalten += list(_nach_muster(blatt, werte))
    if not spalten:
        grund = "Keine Spalte passt zu einem Abschnitt [[datei.werte]]."
        abhilfe = "Bitte spalten oder muster prüfen."
        raise unlesbar(blatt.name, "spalte_unbekannt", grund, abhilfe, wert=werte.muster)
    if len(spalten) > 1 and not all(spalte.merkmale for spalte in spalten):
        grund = "Mehrere Wertspalten in einem Abschnitt [[datei.werte]] brauchen ein merkmal."
        raise unlesbar(blatt.name, "manifest", grund, "Bitte sagen, was die Spalten unterscheidet.")
    return spalten


def _benannt(blatt: Blatt, spalte: Spalte, werte: Werte) -> Spaltenwert:
    stelle = blatt.finden(spalte)
    label = blatt.labels[stelle]
    if not werte.merkmal:
        return Spaltenwert(stelle, {})
    moeglich = (str(spalte), label, label.split(GRUPPE)[-1])
    text = next((text for text in moeglich if text in werte.codes), label.split(GRUPPE)[-1])
    return Spaltenwert(stelle, {werte.merkmal: text})


def _nach_muster(blatt: Blatt, werte: Werte) -> Iterator[Spaltenwert]:
    for stelle, label in enumerate(blatt.labels):
        treffer = re.search(werte.muster, label)
        if not treffer:
            continue
        gruppen = {name: text for name, text in treffer.groupdict().items() if text is not None}
        if werte.merkmal and werte.merkmal not in gruppen:
            gruppen[werte.merkmal] = treffer[1] if treffer.groups() else label
        yield Spaltenwert(stelle, gruppen)


def _aus_spalten(
    lage: Lage, werte: Werte, spalten: Sequence[Spaltenwert]
) -> tuple[dict[str, dict[str, str]], list[Befund]]:
    """Codes of the texts in labels, by dimension."""
    zeit = names.TABELLEN[lage.datei.tabelle].zeit
    codes: dict[str, dict[str, str]] = {}
    befunde: list[Befund] = []
    for name in {name: None for spalte in spalten for name in spalte.merkmale}:
        texte = [spalte.merkmale[name] for spalte in spalten]
        if name == zeit:
            codes[name] = {text: zeit_lesen(text, lage.datei.zeit.tag, zeit) for text in texte}
            falsch = [text for text, gelesen in codes[name].items() if not gelesen]
            befunde += [_fremd(lage.blatt.name, name, text) for text in falsch]
            continue
        erklaert = werte.codes if name == werte.merkmal or not werte.merkmal else {}
        gelesen, neue, mehrfach = uebersetzen(lage.blatt.name, name, texte, erklaert, werte.obergrenze)
        if any(befund.regel == "code" for befund in neue) or mehrfach:
            schlecht = next((b for b in neue if b.regel == "code"), None) or _mehrere(lage.blatt.name, name)
            raise unlesbar(
                lage.blatt.name, schlecht.regel, schlecht.grund, schlecht.abhilfe, wert=schlecht.wert
            )
        codes[name] = gelesen
        befunde += neue
    return codes, befunde


def _mehrere(datei: str, name: str) -> Befund:
    grund = f"Mehrere Spalten eines Abschnitts [[datei.werte]] bedeuten denselben Wert von {name}."
    return fehler(datei, "code_doppelt", grund, "Bitte eine der Spalten weglassen.")
