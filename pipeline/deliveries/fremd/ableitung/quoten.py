"""Derived columns that nobody declared: tried by simple forms, and treated as the one that explains them."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.ableitung import abgeleitet
from pipeline.deliveries.fremd.ableitung.abgeleitet import RAUMEINHEIT, STADT, VORHER, Blatt
from pipeline.deliveries.fremd.angaben import Abgeleitet, Spalte
from pipeline.deliveries.fremd.befund import erkannt
from pipeline.deliveries.fremd.deutung.zahl import Schreibweise
from pipeline.deliveries.fremd.zeilen import summen
from pipeline.deliveries.fremd.zeilen.abbildung import Lage, wertspalten
from pipeline.schemas.befunde import HINWEIS, WARNUNG, Befund

WACHSTUM = re.compile(r"veränderung|wachstum|zuwachs|zunahme|entwicklung", re.I)
PROZENT = re.compile(r"%|prozent", re.I)
JE_TAUSEND = re.compile(r"je 1\.?\s?000", re.I)
MITTEL = re.compile(r"durchschnitt|mittel|mittlere|\bø|pro kopf", re.I)
ZAEHLBAR = 0.6
"""Share of the cells that hold a whole number in a column of counts."""
SPALTEN_HOECHSTENS = 16
ZEILEN_HOECHSTENS = 20_000
"""So many columns and rows are tried; what is found then holds for all rows."""
MEHRHEIT, MINDESTENS = 0.75, 3
"""Share of the rows, and how many of them with another value than zero, that a form must explain."""
VERDACHT, WENIGSTENS = 0.5, 2
"""The same for a form that explains too little to be sure and too much to be silent."""

Zahlen = npt.NDArray[np.float64]


class Versuch(NamedTuple):
    """A form, what it makes of each row, which rows can be compared, and which agree."""

    form: Abgeleitet
    richtig: Zahlen
    vergleichbar: npt.NDArray[np.bool_]
    treffer: npt.NDArray[np.bool_]

    @property
    def anteil(self) -> float:
        """Share of the comparable rows that agree."""
        return float(self.treffer.sum() / max(1, self.vergleichbar.sum()))


def finden(lage: Lage, schreibweise: Schreibweise, genannt: Collection[int]) -> tuple[Blatt, ...]:
    """Columns that nobody declared and whose label says that they follow from others."""
    labels = lage.blatt.labels
    offen = [i for i, label in enumerate(labels) if i not in genannt and names.ABGELEITET.search(label)]
    if not offen:
        return ()
    zahlen = _zaehlungen(lage, schreibweise, offen)
    gelesen = [(stelle, *abgeleitet.gelesen(lage, stelle, schreibweise)) for stelle in offen]
    return tuple(
        abgeleitet.blatt(lage, zeilen, zahlen)._replace(stelle=stelle)
        for stelle, zeilen, fremd in gelesen
        if zeilen["wert"].notna().any() or not fremd  # an empty first year is what the second grew from
    )


def _zaehlungen(lage: Lage, schreibweise: Schreibweise, ohne: Collection[int]) -> pd.DataFrame:
    """Counts of each row: every column of whole numbers, and the sum of each block."""
    datei, blatt = lage.datei, lage.blatt
    kein_wert = [
        s
        for s in (datei.raumeinheit.spalte, datei.raumeinheit.name_spalte, datei.zeit.spalte)
        if s is not None
    ]
    kein_wert += [
        *datei.raumeinheit.spalten,
        *datei.zeilenfilter,
        *(d.spalte for d in datei.dimension.values()),
    ]
    kein_wert += [
        s for w in datei.werte for s in (*w.zeilenfilter, *(d.spalte for d in w.dimension.values()))
    ]
    aussen = {blatt.finden(spalte) for spalte in kein_wert}.union(ohne)
    spalten: dict[Spalte, pd.Series[Any]] = {}
    for stelle in (i for i in range(len(blatt.labels)) if i not in aussen):
        zahlen = summen.zahlen(lage, stelle + 1, schreibweise)
        if zahlen.notna().mean() >= ZAEHLBAR and zahlen.ne(0).any() and len(spalten) < SPALTEN_HOECHSTENS:
            spalten[_name(blatt.labels, stelle)] = zahlen
    zeit = names.zeitspalte(datei.tabelle)
    for werte in (werte for werte in datei.werte if werte.merkmal != zeit):
        eigene = [_name(blatt.labels, s.stelle) for s in wertspalten(blatt, werte)]
        if werte.merkmal and len(eigene) > 1 and {*eigene} <= {*spalten}:
            spalten[werte.merkmal] = sum((spalten[s] for s in eigene[1:]), spalten[eigene[0]])
    return pd.DataFrame(spalten, index=blatt.zellen.index)


def _name(labels: Sequence[str], stelle: int) -> Spalte:
    label = labels[stelle]
    return label if label and labels.count(label) == 1 else stelle + 1


def deuten(teile: Sequence[Blatt]) -> tuple[pd.DataFrame, list[Befund]]:
    """Values of one column of one or more files beside the counts they follow from, if one form is found.

    Returns: rows for the check (no rows where nothing fits); what was recognised, or that nothing was.
    """
    ganz = teile[0]._replace(
        zeilen=pd.concat([teil.zeilen for teil in teile], ignore_index=True),
        zahlen=pd.concat([teil.zahlen for teil in teile], ignore_index=True),
    )
    if ganz.zeilen["wert"].isna().all():
        return pd.DataFrame(columns=abgeleitet.SPALTEN), []
    label, datei = str(ganz.zeilen["spalte"].iloc[0]), str(ganz.zeilen["datei"].iloc[0])
    probe = _probe(ganz)
    versuche = sorted(_versuche(label, probe), key=lambda v: (-int(v.treffer.sum()), -v.anteil))
    gut = [v for v in versuche if v.anteil >= MEHRHEIT and _ungleich_null(probe, v) >= MINDESTENS]
    beste = [v for v in gut if v.treffer.sum() == gut[0].treffer.sum()]
    if beste and all(_gleich(beste[0], v) for v in beste[1:]):
        form = beste[0].form
        return _zeilen(ganz, form), [erkannt(datei, f'"{label}" ist {_wort(form)}', _toml(form))]
    verdacht = None if gut else _verdacht(label, probe, versuche)
    if verdacht is not None:
        return pd.DataFrame(columns=abgeleitet.SPALTEN), [_verdaechtig(datei, probe, verdacht)]
    warum = "mehrere Rechnungen passen" if gut else "keine einfache Rechnung aus den Zahlen daneben passt"
    grund = f'Die Spalte "{label}" ist nicht nachgerechnet: {warum}.'
    abhilfe = (
        "Bitte unter [[datei.abgeleitet]] sagen, woraus sie gebildet ist, oder sie unter ignorieren nennen."
    )
    befund = Befund(HINWEIS, datei, None, label, "", "abgeleitet", grund, abhilfe)
    return pd.DataFrame(columns=abgeleitet.SPALTEN), [befund]


def _probe(ganz: Blatt) -> Blatt:
    """Few enough rows to try every form; whole areas, so that every row keeps the one before it."""
    if len(ganz.zeilen) <= ZEILEN_HOECHSTENS:
        return ganz
    je_raum = ganz.zeilen["raumeinheit"].value_counts(sort=False).cumsum()
    raeume = [ganz.stadt, *je_raum.index[: max(1, int((je_raum <= ZEILEN_HOECHSTENS).sum()))]]
    hier = ganz.zeilen["raumeinheit"].isin(raeume)
    return ganz._replace(zeilen=ganz.zeilen[hier], zahlen=ganz.zahlen[hier])


def _formen(label: str, spalten: Sequence[Spalte]) -> Iterator[Abgeleitet]:
    """Every simple form that the label allows."""
    paare = [(z, n) for z in reversed(spalten) for n in spalten if z != n]
    if WACHSTUM.search(label):
        arten = [("wachstum", 100.0)] if PROZENT.search(label) else [("wachstum", 100.0), ("differenz", 1.0)]
        for art, faktor in arten:
            yield from (Abgeleitet(label, art, (z,), (), VORHER, faktor) for z in spalten)
            yield from (Abgeleitet(label, art, (z,), (n,), "", faktor) for z, n in paare)
        return
    for art, faktor in _verhaeltnisse(label):
        yield from (Abgeleitet(label, art, (z,), (n,), "", faktor) for z, n in paare)
        yield from (
            Abgeleitet(label, art, (z,), (), aus, faktor) for z in spalten for aus in (STADT, RAUMEINHEIT)
        )


def _verhaeltnisse(label: str) -> list[tuple[str, float]]:
    if JE_TAUSEND.search(label):
        return [("rate", 1000.0)]
    if MITTEL.search(label):
        return [("mittel", 1.0)]
    return [("anteil", 100.0), ("anteil", 1.0)]


def _versuche(label: str, probe: Blatt) -> Iterator[Versuch]:
    gedruckt = probe.zeilen["wert"].astype("float64").to_numpy()
    # a row without a printed value has no decimals and no value either: it takes part in no comparison
    stufe = np.power(10.0, -probe.zeilen["stellen"].fillna(0).to_numpy("float64"))
    zahlen: dict[tuple[Any, str], Zahlen] = {
        (spalte, aus): abgeleitet.bezug(probe.zeilen, probe.zahlen[spalte], aus, probe.stadt).to_numpy(
            "float64", na_value=np.nan
        )
        for spalte in probe.zahlen
        for aus in _orte(label)
    }
    spalten: list[Spalte] = [spalte for spalte, aus in zahlen if not aus]
    for form in _formen(label, spalten):
        zaehler = zahlen[form.zaehler[0], ""]
        nenner = zahlen[(form.nenner or form.zaehler)[0], form.aus]
        richtig, spiel = _gerechnet(form, zaehler, nenner, probe.rundung // 2)
        vergleichbar = np.isfinite(richtig) & np.isfinite(gedruckt)
        nah = np.abs(gedruckt - richtig) <= 0.5 * stufe * (1 + 1e-9) + spiel + 1e-9
        yield Versuch(form, richtig, vergleichbar, vergleichbar & nah)


def _orte(label: str) -> tuple[str, ...]:
    return ("", VORHER) if WACHSTUM.search(label) else ("", STADT, RAUMEINHEIT)


def _gerechnet(form: Abgeleitet, zaehler: Zahlen, nenner: Zahlen, spiel: int) -> tuple[Zahlen, Zahlen]:
    """What follows from the counts, and how far rounding of the counts may move it."""
    if form.art == "differenz":
        return zaehler - nenner, np.full(len(zaehler), 2.0 * spiel)
    faktor = form.faktor or 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        verhaeltnis = zaehler / nenner
        rand = faktor * (1 + np.abs(verhaeltnis)) * spiel / np.maximum(np.abs(nenner) - spiel, 1)
    return (verhaeltnis - (form.art == "wachstum")) * faktor, rand


def _ungleich_null(probe: Blatt, versuch: Versuch) -> int:
    return int((versuch.treffer & probe.zeilen["wert"].astype("float64").ne(0).to_numpy()).sum())


def _gleich(eines: Versuch, anderes: Versuch) -> bool:
    """Whether two forms say the same of every row."""
    beide = eines.vergleichbar & anderes.vergleichbar
    return bool(np.allclose(eines.richtig[beide], anderes.richtig[beide], rtol=1e-9, atol=1e-9))


def _zeilen(ganz: Blatt, form: Abgeleitet) -> pd.DataFrame:
    nenner = (form.nenner or form.zaehler)[0]
    zahlen = pd.DataFrame({"zaehler": ganz.zahlen[form.zaehler[0]], "nenner": ganz.zahlen[nenner]})
    return abgeleitet.nachrechnen([ganz._replace(zahlen=zahlen)], form)


def _verdacht(label: str, probe: Blatt, versuche: Sequence[Versuch]) -> Versuch | None:
    """A form that half of the rows agree with; for growth, also where no form explains what a row says."""
    halb = [v for v in versuche if v.anteil >= VERDACHT and _ungleich_null(probe, v) >= WENIGSTENS]
    if halb:
        return halb[0]
    moeglich = [v for v in versuche if v.vergleichbar.any()] if WACHSTUM.search(label) else []
    if not moeglich:
        return None
    wohl = next((v for v in moeglich if v.form.aus == VORHER), moeglich[0])
    erklaert = np.logical_or.reduce([v.treffer for v in moeglich])
    return wohl if (wohl.vergleichbar & ~erklaert).any() else None


def _verdaechtig(datei: str, probe: Blatt, versuch: Versuch) -> Befund:
    falsch = np.flatnonzero(versuch.vergleichbar & ~versuch.treffer)
    zeile = probe.zeilen.iloc[int(falsch[0])]
    soll = names.dezimal(float(versuch.richtig[falsch[0]]), int(zeile["stellen"]))
    grund = (
        f'"{zeile["spalte"]}" ist wohl {_wort(versuch.form)}; das ergibt hier {soll}, geliefert ist '
        f"{str(zeile['text']).strip()} (so in {len(falsch)} von {int(versuch.vergleichbar.sum())} Zeilen)."
    )
    abhilfe = "Bitte prüfen und unter [[datei.abgeleitet]] sagen, woraus die Spalte gebildet ist."
    return Befund(
        WARNUNG, str(zeile["datei"]) or datei, int(zeile["zeile"]), str(zeile["spalte"]), str(zeile["text"]),
        "abgeleitet", grund, abhilfe,
    )  # fmt: skip


def _wort(form: Abgeleitet) -> str:
    zaehler, aus = form.zaehler[0], {STADT: "der Stadt", RAUMEINHEIT: "der Raumeinheit", VORHER: "zuvor"}
    bezug = f'"{form.nenner[0]}"' if form.nenner else f'"{zaehler}" {aus[form.aus]}'
    mal = f" mal {form.faktor:g}" if form.faktor not in (None, 1) else ""
    wie: Mapping[str, str] = {
        "wachstum": f'die Veränderung von {bezug} auf "{zaehler}"{mal}',
        "differenz": f'"{zaehler}" weniger {bezug}',
    }
    return wie.get(form.art, f'"{zaehler}" durch {bezug}{mal}')


def _toml(form: Abgeleitet) -> str:
    teile: dict[str, Any] = {"spalte": form.spalte, "art": form.art, "zaehler": form.zaehler[0]}
    teile |= {"nenner": form.nenner[0]} if form.nenner else {"aus": form.aus}
    if form.faktor != abgeleitet.FAKTOR[form.art]:
        teile["faktor"] = int(form.faktor or 1)
    return (
        "abgeleitet = [{ "
        + ", ".join(f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in teile.items())
        + " }]"
    )
