"""Shares, rates, growth and averages that a delivery carries are recomputed from its counts."""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, NamedTuple

import pandas as pd

from pipeline import names
from pipeline.schemas.befunde import FEHLER, WARNUNG, Befund
from pipeline.validation.pruefling import Pruefling

ARTEN: dict[str, tuple[str, str]] = {
    "anteil": ("der Anteil", "{zaehler} von {nenner}"),
    "rate": ("die Rate", "{zaehler} zu {nenner}"),
    "wachstum": ("die Veränderung", "von {nenner} auf {zaehler}"),
    "mittel": ("der Durchschnitt", "{zaehler} durch {nenner}"),
    "differenz": ("die Veränderung", "von {nenner} auf {zaehler}"),
}
"""Kinds of derived values: how each is called, and how it says what it is made of."""
HALB = Decimal("0.5")


class Rechnung(NamedTuple):
    """A derived value as printed, what follows from the counts, and one unit of its last digit."""

    gedruckt: Decimal
    richtig: Decimal
    stufe: Decimal


def abgeleitete_werte(pruefling: Pruefling) -> Iterator[Befund]:
    """Every delivered share, rate, growth and average follows from the delivered counts.

    Takes part: `Pruefling.abgeleitet`; growth is from `nenner` (before) to `zaehler` (after). Allowed is half
    of the last printed digit; one whole digit is a warning, for many tables cut instead of rounding. Where
    the source rounds its counts, their margins (`spiel_zaehler`, `spiel_nenner`) are allowed as well.
    Why: a growth of 5 % printed as 179 % is believed, because the counts beside it are right.
    """
    for stelle in _auffaellig(pruefling.abgeleitet).to_dict("records"):
        zahlen = {name: _dezimal(stelle[name]) for name in ("wert", "zaehler", "nenner", "faktor")}
        if zahlen["wert"] is None or zahlen["zaehler"] is None or zahlen["nenner"] is None:
            continue
        if zahlen["nenner"] == 0 and stelle["art"] != "differenz":
            yield _ohne_nenner(stelle)
            continue
        rechnung = _rechnung(stelle, zahlen)
        if abs(rechnung.gedruckt - rechnung.richtig) > HALB * rechnung.stufe + _spiel(stelle, zahlen):
            yield _widerspruch(stelle, rechnung)


def _auffaellig(tabelle: pd.DataFrame) -> pd.DataFrame:
    """Rows that are not plainly right, so that long tables are not worked through one by one."""
    if tabelle.empty:
        return tabelle
    zahl = {name: _als_zahl(tabelle[name]) for name in ("wert", "zaehler", "nenner", "faktor")}
    faktor = zahl["faktor"].fillna(1)
    wachstum, differenz = (tabelle["art"].eq(art) for art in ("wachstum", "differenz"))
    richtig = (zahl["zaehler"] / zahl["nenner"].where(zahl["nenner"].ne(0)) - wachstum) * faktor
    richtig = richtig.mask(differenz, (zahl["zaehler"] - zahl["nenner"]) * faktor)
    stufe = (10.0 ** -tabelle["stellen"].astype("float64")) / 2
    gut = (zahl["wert"] - richtig).abs() <= stufe * (1 - 1e-6) - richtig.abs() * 1e-12
    return tabelle[~gut.fillna(False).astype(bool)]


def _als_zahl(spalte: "pd.Series[Any]") -> "pd.Series[float]":
    texte = spalte.astype("str").str.replace(",", ".")
    return pd.to_numeric(texte, errors="coerce").astype("float64")


def _spiel(stelle: Mapping[Any, Any], zahlen: Mapping[str, Decimal | None]) -> Decimal:
    """How far the value may be off because the source rounded the counts but not the value."""
    oben, unten = (Decimal(int(stelle.get(name, 0) or 0)) for name in ("spiel_zaehler", "spiel_nenner"))
    zaehler, nenner = (abs(zahlen[name] or Decimal(0)) for name in ("zaehler", "nenner"))
    faktor = Decimal(1) if zahlen["faktor"] is None else abs(zahlen["faktor"])
    if stelle["art"] == "differenz":
        return (oben + unten) * faktor
    sicher = max(nenner - unten, Decimal(1))
    return ((zaehler + oben) / sicher - zaehler / nenner) * faktor


def _dezimal(zahl: Any) -> Decimal | None:
    """A number exactly as written, also with decimal comma; None where there is none."""
    if zahl is None or pd.isna(zahl):
        return None
    try:
        gelesen = Decimal(str(zahl).strip().replace(",", "."))
    except InvalidOperation:
        return None
    return gelesen if gelesen.is_finite() else None


def _rechnung(stelle: Mapping[Any, Any], zahlen: Mapping[str, Decimal | None]) -> Rechnung:
    wert, zaehler, nenner = (zahlen[name] or Decimal(0) for name in ("wert", "zaehler", "nenner"))
    faktor = Decimal(1) if zahlen["faktor"] is None else zahlen["faktor"] or Decimal(0)
    stufe = Decimal(1).scaleb(-int(stelle["stellen"]))
    if stelle["art"] == "differenz":
        return Rechnung(wert, (zaehler - nenner) * faktor, stufe)
    verhaeltnis = zaehler / nenner - (1 if stelle["art"] == "wachstum" else 0)
    return Rechnung(wert, verhaeltnis * faktor, stufe)


def _ohne_nenner(stelle: Mapping[Any, Any]) -> Befund:
    was, _ = ARTEN[str(stelle["art"])]
    grund = f"Hier steht {_text(stelle['wert'])} als {was[4:]}, aber die Bezugszahl ist 0."
    return _befund(FEHLER, stelle, grund, "Bitte das Feld leer lassen oder die Bezugszahl berichtigen.")


def _widerspruch(stelle: Mapping[Any, Any], rechnung: Rechnung) -> Befund:
    was, womit = ARTEN[str(stelle["art"])]
    aus = womit.format(zaehler=_text(stelle["zaehler"]), nenner=_text(stelle["nenner"]))
    soll = _text(rechnung.richtig.quantize(rechnung.stufe, ROUND_HALF_UP))
    knapp = abs(rechnung.gedruckt - rechnung.richtig) <= rechnung.stufe
    grund = (
        f"Geliefert ist {_text(stelle['wert'])}, nachgerechnet ergibt {was} {soll} ({aus})"
        f"{'; der Wert ist wohl abgeschnitten statt gerundet' if knapp else _vermutung(rechnung)}."
    )
    abhilfe = "Bitte den Wert oder die Zahlen berichtigen, aus denen er gebildet ist."
    return _befund(WARNUNG if knapp else FEHLER, stelle, grund, abhilfe)


def _vermutung(rechnung: Rechnung) -> str:
    """What slip would explain the difference; empty where none does."""
    deutungen: tuple[tuple[Callable[[Decimal], Decimal], str], ...] = (
        (lambda zahl: zahl * 100, "der Wert ist wohl ein Bruchteil statt Prozent"),
        (lambda zahl: zahl / 100, "der Wert ist wohl hundertfach zu groß"),
        (lambda zahl: zahl / 10, "das Komma ist wohl verrutscht"),
        (lambda zahl: zahl * 10, "das Komma ist wohl verrutscht"),
        (lambda zahl: zahl - 100, "der Wert ist wohl ein Stand in Prozent des Ausgangswerts"),
        (lambda zahl: -zahl, "das Vorzeichen ist wohl falsch"),
    )
    for umgekehrt, text in deutungen:
        verloren = abs(umgekehrt(rechnung.stufe) - umgekehrt(Decimal(0)))
        nah = HALB * max(rechnung.stufe, verloren)
        if rechnung.richtig and abs(umgekehrt(rechnung.gedruckt) - rechnung.richtig) <= nah:
            return f"; {text}"
    return ""


def _text(zahl: Any) -> str:
    """Print a number as delivered, with decimal comma."""
    dezimal = _dezimal(zahl)
    if dezimal is None:
        return str(zahl)
    stellen = max(0, -int(dezimal.as_tuple().exponent))
    ganz = dezimal == dezimal.to_integral_value() and not isinstance(zahl, str | Decimal)
    return names.dezimal(float(dezimal), 0 if ganz else stellen)


def _befund(grad: str, stelle: Mapping[Any, Any], grund: str, abhilfe: str) -> Befund:
    zeile = int(stelle["zeile"]) if pd.notna(stelle["zeile"]) else None
    datei, spalte, wert = (str(stelle[name]) for name in ("datei", "spalte", "wert"))
    return Befund(grad, datei, zeile, spalte, wert, "abgeleitet", grund, abhilfe)
