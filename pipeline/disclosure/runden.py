"""Rounds of interviews and surveys in the register, and why a released one is never released otherwise.

Numbers of a round are exact where they are shown, so the difference of two releases that differ by one
institution or one person says what that one answered. No rounding of so small numbers would hide it and
leave anything to read. Therefore a round is frozen: once released, it is released with the same numbers or
not at all. What an institution set free may come and go: a sentence is public by its consent alone, tells of
no other one, and a consent can be withdrawn. Answers are weighted by the residents of the Stichtag that was
taken at first, so that a newer register does not move the shares; a correction of that very Stichtag may, and
is refused as well.
"""

import re
from collections.abc import Mapping

import pandas as pd

from pipeline import names
from pipeline.disclosure import bedarfsanalyse, interviews
from pipeline.errors import NichtFreigegeben

_INTERVIEWS, _INTERVIEWTE, _ZITATE = interviews.TABELLEN
_ANTWORTEN, _BEFRAGUNGEN = bedarfsanalyse.TABELLEN
_ZAHLEN = {
    _INTERVIEWS: ["mindestens", "hoechstens", "zitate"],
    _INTERVIEWTE: ["anzahl"],
    _ZITATE: ["zitate"],
    _ANTWORTEN: ["befragte", "anteil_pct", "untere_pct", "obere_pct"],
    _BEFRAGUNGEN: ["angeschrieben", "teilgenommen", "grundgesamtheit", "effektiv"],
}
"""Columns that are numbers; all others say of what. A free sentence counts as one."""
_GEMEINSAM = {
    "Die Interviews": list(interviews.TABELLEN),
    "Die Befragung": list(bedarfsanalyse.TABELLEN),
}
"""Tables of one round, which are delivered and released together."""
_EINTRAG = ["tabelle", "raumeinheit", "periode", "codes", "spalte", "wert"]
_BEZUG = re.compile(r"bezug=(\d{4}-\d{2}-\d{2})")


def eintraege(tabellen: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Write what is released of the rounds as entries of the register.

    Takes:   released tables by name.
    Returns: tabelle, raumeinheit, periode (date of the round), codes, spalte, wert (<NA> where hidden).
    """
    teile = [_lang(tabellen[name], name, spalten) for name, spalten in _ZAHLEN.items() if name in tabellen]
    leer = pd.DataFrame(columns=_EINTRAG)
    typen = dict.fromkeys(_EINTRAG[:-1], "str") | {"wert": "Int64"}
    return pd.concat([leer.astype(typen), *teile], ignore_index=True).astype(typen)


def _lang(tabelle: pd.DataFrame, name: str, zahlen: list[str]) -> pd.DataFrame:
    gezaehlt = tabelle.assign(zitate=1) if name == _ZITATE else tabelle
    keine = {"raumeinheit", "stichtag", "status", *zahlen}
    von = [spalte for spalte in gezaehlt.columns if spalte not in keine]
    codes = [
        ";".join(f"{s}={satz[s]}" for s in von if satz[s] != names.INSGESAMT)
        for satz in gezaehlt[von].to_dict("records")
    ]
    lang = gezaehlt.assign(tabelle=name, codes=codes).melt(
        ["tabelle", "raumeinheit", "stichtag", "codes"], zahlen, "spalte", "wert"
    )
    return lang.rename(columns={"stichtag": "periode"})[_EINTRAG]


def bezug(frueher: pd.DataFrame | None) -> dict[tuple[str, str], str]:
    """Stichtag of the residents by whom each survey was weighted when it was released, by area and date."""
    if frueher is None:
        return {}
    umfragen = frueher[frueher["tabelle"].eq(_BEFRAGUNGEN)]
    gefunden = [_BEZUG.search(str(codes)) for codes in umfragen["codes"]]
    orte = zip(umfragen["raumeinheit"], umfragen["periode"], gefunden, strict=True)
    return {(str(ort), str(tag)): treffer[1] for ort, tag, treffer in orte if treffer}


def verlange_wie_veroeffentlicht(tabellen: Mapping[str, pd.DataFrame], frueher: pd.DataFrame | None) -> None:
    """Refuse a round that was released with other numbers.

    Takes:  released tables by name; the register of everything released before.
    Raises: NichtFreigegeben, naming the round and the first column that differs, and no number.
    """
    if frueher is None:
        return
    for was, namen in _GEMEINSAM.items():
        alt, neu = (_gezaehlt(alle, namen) for alle in (frueher, eintraege(tabellen)))
        for (ort, tag), damals in alt.groupby(["raumeinheit", "periode"]):
            jetzt = neu[neu["raumeinheit"].eq(str(ort)) & neu["periode"].eq(str(tag))]
            if not jetzt.empty:
                _verlange_gleich(damals, jetzt, f"{was} in {ort} mit Stand {_datum(str(tag))}")


def _gezaehlt(alle: pd.DataFrame, namen: list[str]) -> pd.DataFrame:
    """Entries that must stay: numbers that are shown, but those of free sentences.

    A theme that few named is called by its name only where a sentence is free; so that few named it is told
    by its absence too.
    """
    zeilen = alle[alle["tabelle"].isin(namen) & alle["wert"].notna() & alle["spalte"].ne("zitate")]
    wenige = zeilen["spalte"].eq("mindestens") & zeilen["wert"].eq(0)
    wenige |= zeilen["spalte"].eq("hoechstens") & zeilen["wert"].lt(interviews.MINDESTENS)
    gezeigt = zeilen[~(wenige & zeilen["codes"].str.contains("thema=", regex=False))]
    umfrage = gezeigt["tabelle"].eq(_BEFRAGUNGEN)
    return gezeigt.assign(codes=gezeigt["codes"].mask(umfrage, ""))


def _verlange_gleich(damals: pd.DataFrame, jetzt: pd.DataFrame, was: str) -> None:
    """Refuse where one set of entries has what the other has not; columns never told before may be added."""
    bekannt = jetzt[jetzt["spalte"].isin(damals["spalte"])]
    alt, neu = (set(map(tuple, eine[_EINTRAG].itertuples(index=False))) for eine in (damals, bekannt))
    for tabelle, _, _, _, spalte, _ in sorted(alt ^ neu):
        raise NichtFreigegeben(
            f"Nicht freigegeben: {was}: schon mit anderen Zahlen veröffentlicht (Tabelle {tabelle}, Spalte "
            f"{spalte}). Aus beiden zusammen ließe sich ablesen, was Einzelne geantwortet haben. Bitte die "
            "Lieferung noch einmal einlesen, aus der die Runde veröffentlicht ist; was später dazukam, ist "
            "eine neue Runde mit eigenem Stichtag."
        )


def _datum(tag: str) -> str:
    return ".".join(reversed(tag.split("-")))
