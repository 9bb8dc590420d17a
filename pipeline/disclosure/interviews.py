"""Releasing what experts said: how many institutions named what, and the sentences they set free.

Nothing that is released tells institutions apart: kinds are never crossed with what was said, and numbers
are open at both ends. So whatever follows for one institution follows for every other one as well, and that
all of them said something never follows, not even for a reader who is one of them. That nobody spoke of a
field may be seen: it says of no one that he said something. A sentence that its institution set free is
public, and so is every count of such sentences.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.schemas.befragungen import MINDESTENS_INSTITUTIONEN, OHNE_ANGABE

QUELLE = "interviews"
TABELLEN = ("interviews", "interviewte", "interviewzitate")
MINDESTENS = MINDESTENS_INSTITUTIONEN
MINDESTENS_BEFRAGT = 5
"""Interviewed institutions below which no number is shown: one of four could tell what all others said."""
UEBRIGE = "übrige Institutionen"

_RUNDE = ["raumeinheit", "stichtag"]
_CODES = ["handlungsfeld", "zielgruppe", "thema", "aussageart"]
_GLIEDERUNGEN = (
    (),
    ("aussageart",),
    ("handlungsfeld",),
    ("zielgruppe",),
    ("handlungsfeld", "zielgruppe"),
    ("handlungsfeld", "zielgruppe", "aussageart"),
    ("handlungsfeld", "thema", "aussageart"),
)
"""What is crossed; all else is `insgesamt`."""

FREIGABETEXT = (
    f"interviews, interviewte, interviewzitate (aus {QUELLE})\n"
    f"  Zahl der Institutionen ab {MINDESTENS} Nennungen und {MINDESTENS_BEFRAGT} Befragten, nie nach ihrer "
    f"Art; nannten es alle oder alle bis auf {MINDESTENS - 1}, nur als Mindestzahl\n"
    f"  Arten mit weniger als {MINDESTENS} befragten Institutionen zusammengefasst als „{UEBRIGE}“\n"
    "  im Wortlaut nur Aussagen mit zitat_frei = ja; ein Thema beim Namen nur mit Zahl oder freier Aussage"
)
"""What the release plan says of it."""


def interviews(bestand: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Build the released tables of the interviews; none where no interview was delivered.

    Takes:   the exact tables by name.
    Returns: `interviews`, `interviewte`, `interviewzitate` as `schemas.freigabe` says, sorted by their
             columns, so that the order tells nothing.
    """
    if QUELLE not in bestand or bestand[QUELLE].empty:
        return {}
    aussagen = bestand[QUELLE].fillna(dict.fromkeys([*_CODES, "institutionsart"], OHNE_ANGABE))
    bauen = (_genannt, _befragt, _zitate)
    return {name: _je_runde(aussagen, eine) for name, eine in zip(TABELLEN, bauen, strict=True)}


def _je_runde(aussagen: pd.DataFrame, bauen: Callable[[pd.DataFrame], pd.DataFrame]) -> pd.DataFrame:
    """Build a table for each area and date, and put them together."""
    teile = [
        bauen(runde).assign(raumeinheit=str(ort), stichtag=str(tag))
        for (ort, tag), runde in aussagen.groupby(_RUNDE, sort=True)
    ]
    alle = pd.concat(teile, ignore_index=True)
    spalten = [*_RUNDE, *alle.columns.drop(_RUNDE)]
    return alle[spalten].sort_values(spalten, ignore_index=True)


def _genannt(runde: pd.DataFrame) -> pd.DataFrame:
    """Of what is shown: between which numbers of institutions named it, and how many sentences are free."""
    befragt = runde["institution"].nunique()
    zeilen = [
        {**dict(zip(gliederung, codes, strict=True)), **_zahlen(gruppe, befragt)}
        for gliederung in _GLIEDERUNGEN
        for codes, gruppe in _gruppen(runde, gliederung)
    ]
    alle = pd.DataFrame(zeilen, columns=[*_CODES, "mindestens", "hoechstens", "zitate", "status", "_gezeigt"])
    gezeigt = alle["thema"].isna() | alle["_gezeigt"]
    tabelle = alle[gezeigt].drop(columns="_gezeigt").fillna(dict.fromkeys(_CODES, names.INSGESAMT))
    texte = dict.fromkeys([*_CODES, "status"], "str")
    return tabelle.astype({**texte, "mindestens": "Int64", "hoechstens": "Int64", "zitate": "Int64"})


def _gruppen(runde: pd.DataFrame, gliederung: Sequence[str]) -> list[tuple[tuple[Any, ...], pd.DataFrame]]:
    return list(runde.groupby(list(gliederung), sort=True)) if gliederung else [((), runde)]


def _zahlen(gruppe: pd.DataFrame, befragt: int) -> dict[str, object]:
    """Bounds, number of free sentences, and whether a theme may be called by its name."""
    nannten = gruppe["institution"].nunique()
    zitate = int(gruppe["zitat_frei"].eq("ja").sum())
    gezeigt = befragt >= MINDESTENS_BEFRAGT
    status = "wert" if gezeigt else "geheim" if befragt else "fehlt"
    von, bis = grenzen(nannten, befragt) if gezeigt else (None, None)
    beim_namen = zitate > 0 or (gezeigt and nannten >= MINDESTENS)
    return {"mindestens": von, "hoechstens": bis, "zitate": zitate, "status": status, "_gezeigt": beim_namen}


def grenzen(nannten: int, befragt: int) -> tuple[int, int]:
    """Between which numbers a reader learns it is: exact, unless few named it, or few did not."""
    if nannten < MINDESTENS:
        return 0, MINDESTENS - 1
    if befragt - nannten < MINDESTENS:
        return max(MINDESTENS, befragt - MINDESTENS + 1), befragt
    return nannten, nannten


def _befragt(runde: pd.DataFrame) -> pd.DataFrame:
    """Interviewed institutions by kind; a kind of few is put together with the next smallest ones."""
    einzeln = runde.dropna(subset="institution").drop_duplicates("institution")
    je_art = {str(art): int(zahl) for art, zahl in einzeln["institutionsart"].value_counts().items()}
    gezeigt = _zusammengefasst(je_art)
    if not einzeln.empty:
        gezeigt[names.INSGESAMT] = len(einzeln)
    tabelle = pd.DataFrame({"institutionsart": list(gezeigt), "anzahl": list(gezeigt.values())})
    if tabelle.empty:
        tabelle = pd.DataFrame({"institutionsart": [names.INSGESAMT], "anzahl": [None]})
        return tabelle.astype({"anzahl": "Int64"}).assign(status="fehlt")
    anzahl = tabelle["anzahl"].astype("Int64")
    geheim = anzahl < MINDESTENS
    return tabelle.assign(
        anzahl=anzahl.mask(geheim), status=geheim.map({True: "geheim", False: "wert"}).astype("str")
    )


def _zusammengefasst(je_art: Mapping[str, int]) -> dict[str, int]:
    """Every kind has enough institutions, or all of them are one; nothing where there is one kind of few."""
    klein = sorted((zahl, art) for art, zahl in je_art.items() if zahl < MINDESTENS)
    gross = sorted((zahl, art) for art, zahl in je_art.items() if zahl >= MINDESTENS)
    while klein and gross and sum(zahl for zahl, _ in klein) < MINDESTENS:
        klein.append(gross.pop(0))
    uebrige = sum(zahl for zahl, _ in klein)
    zusammen = {UEBRIGE: uebrige} if uebrige >= MINDESTENS and gross else {}
    return {**{art: zahl for zahl, art in gross}, **zusammen}


def _zitate(runde: pd.DataFrame) -> pd.DataFrame:
    """Sentences that were set free, without a word on who said them."""
    return runde.loc[runde["zitat_frei"].eq("ja"), [*_CODES, "aussage"]].astype("str")
