"""Which columns say the area (keys, names, both in one cell, several together), which rows are the city."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline import names
from pipeline.deliveries.fremd.blatt.aufbau import GRUPPE, Blatt
from pipeline.deliveries.fremd.vorschlag import woerter
from pipeline.deliveries.fremd.vorschlag.etikett import normal

LABEL = re.compile(
    r"^(raum|gebiet|stadt|orts?(teil)?\b|ortsteil|bezirk|quartier|viertel|lor\b|plr|planung|stat|schl|kennz|gemeinde|"
    r"ags|nummer|nr|block|distrikt|teil(gebiet|bezirk)?$|bez\b|bzr|pgr|wahlbezirk|stimmbezirk|wahllokal|"
    r"code|region|id$|name|bezeichnung)"
    r"|schlüssel|bezirk|gebiet|viertel|stadtteil|ortschaft|_id$|raumeinheit|sozialraum",
    re.I,
)
SCHLUESSEL_NAME = r"^(?P<schluessel>[0-9]+(?:[./-][0-9]+)*)[ .:-]+(?P<name>[^0-9\W].*)$"
NAME_SCHLUESSEL = r"^(?P<name>[^0-9\W].*?) ?[(\[](?P<schluessel>[0-9]+(?:[./-][0-9]+)*)[)\]]$"
NUMMER = re.compile(r"(^|[_\s-])(id|nr\.?|nummer|schl(ü|ue)ssel|code|kennung|kennziffer|lfd)\b", re.I)
KENNUNG = re.compile(r"[A-Za-z]{0,4}[-_. ]?\d[\d./_-]*[A-Za-z]?")
STADT_NAME = re.compile(
    r"^(?:stadt|landeshauptstadt|(?:freie und )?hansestadt|universitätsstadt)(?:gebiet)?(?: |$)", re.I
)
STADT_GANZ = re.compile(
    r"(?:^|[ (,])(?:gesamtstadt|stadt gesamt|stadt insgesamt|gesamtes stadtgebiet)(?:$|[ ),])", re.I
)


@dataclass(frozen=True)
class Gebiet:
    """The area of a row. `gesamt`: texts that mean the city; `stadt`: its key where the file has one."""

    spalten: tuple[int, ...] = (0,)
    name: int | None = None
    muster: str = ""
    fuellen: bool = False
    gesamt: tuple[str, ...] = ()
    stadt: str = ""
    name_stadt: str = ""
    weglassen: tuple[str, ...] = ()
    sicher: bool = True
    namen: dict[str, str] = field(default_factory=dict)
    """Name of each key, where the file tells both."""

    @property
    def stellen(self) -> set[int]:
        """Columns that are used up."""
        return {*self.spalten, *([] if self.name is None else [self.name])}


def texte(blatt: Blatt, stelle: int) -> list[str]:
    """Distinct filled texts of a column."""
    return [str(text) for text in blatt.zellen[stelle].unique() if text]


def letztes(blatt: Blatt, stelle: int) -> str:
    """The finest part of a label."""
    return blatt.labels[stelle].split(GRUPPE)[-1].strip()


def finden(blatt: Blatt, links: list[int], lang: bool) -> Gebiet:
    """Choose the columns of the area among those that hold no counts.

    Takes: whether an area has several rows.
    """
    benannt = [i for i in links if ist_label(letztes(blatt, i)) and _kurz(blatt, i)]
    moeglich = sorted(set(benannt) or {i for i in links[:3] if _taugt(blatt, i)})
    if not moeglich:
        return Gebiet(sicher=False)
    muster = next(
        (m for i in moeglich for m in (SCHLUESSEL_NAME, NAME_SCHLUESSEL) if _passt(blatt, i, m)), ""
    )
    if muster:
        spalte = max((i for i in moeglich if _passt(blatt, i, muster)), key=lambda i: len(texte(blatt, i)))
        return _fertig(blatt, (spalte,), None, muster)
    schluessel = [i for i in moeglich if _kennungen(blatt, i)]
    namen = [i for i in {*moeglich, *(j for j in links if _neben(j, schluessel))} if i not in schluessel]
    namen = sorted(i for i in namen if i in moeglich or _taugt(blatt, i))
    if not schluessel:
        return _fertig(blatt, (_feinste(blatt, namen, lang),), None, "")
    spalte = _feinste(blatt, schluessel, lang)
    name = _name_zu(blatt, (spalte,), namen)
    if name is None and (paar := _zusammengesetzt(blatt, schluessel, spalte, namen)):
        return _fertig(blatt, paar[0], paar[1], "")
    return _fertig(blatt, (spalte,), name, "")


def ist_label(label: str) -> bool:
    """Whether a label names an area or a key."""
    return bool(LABEL.search(label) or NUMMER.search(label))


def _kurz(blatt: Blatt, stelle: int) -> bool:
    return not any(len(wert) > 80 for wert in texte(blatt, stelle)[:80])


def _taugt(blatt: Blatt, stelle: int) -> bool:
    return len(texte(blatt, stelle)) > 1 and _kurz(blatt, stelle)


def _neben(stelle: int, schluessel: Iterable[int]) -> bool:
    return any(abs(stelle - i) <= 2 for i in schluessel)


def _passt(blatt: Blatt, stelle: int, muster: str) -> bool:
    werte = texte(blatt, stelle)
    return sum(bool(re.match(muster, wert)) for wert in werte) > 0.6 * len(werte)


def _kennungen(blatt: Blatt, stelle: int) -> bool:
    werte = texte(blatt, stelle)
    return sum(bool(KENNUNG.fullmatch(wert)) for wert in werte) > 0.6 * len(werte)


def _feinste(blatt: Blatt, stellen: list[int], lang: bool) -> int:
    """The column that tells most areas apart, but not one that only numbers the rows."""
    anzahl = {i: len(texte(blatt, i)) for i in stellen}
    je_zeile = {
        i for i in stellen if lang and anzahl[i] == len(blatt.zeilen) and min(anzahl.values()) < anzahl[i] / 2
    }
    laufend = je_zeile | {i for i in stellen if re.match(r"lfd|laufende", letztes(blatt, i), re.I)}
    return max([i for i in stellen if i not in laufend] or stellen, key=lambda i: (anzahl[i], -i))


def _name_zu(blatt: Blatt, spalten: tuple[int, ...], namen: list[int]) -> int | None:
    """The column that holds one name for each key, and hardly one name twice."""
    anzahl = len(blatt.zellen[list(spalten)].drop_duplicates())
    for i in namen:
        paare = len(blatt.zellen[[*spalten, i]].drop_duplicates())
        if paare <= 1.05 * anzahl and len(texte(blatt, i)) >= 0.7 * anzahl:
            return i
    return None


def _zusammengesetzt(
    blatt: Blatt, schluessel: list[int], fein: int, namen: list[int]
) -> tuple[tuple[int, ...], int] | None:
    """Two columns that only together are a key, because the names beside them say so."""
    for a in schluessel:
        for b in (j for j in schluessel if j > a):
            name = _name_zu(blatt, (a, b), namen)
            if name is not None and fein in (a, b):
                return (a, b), name
    return None


def _fertig(blatt: Blatt, spalten: tuple[int, ...], name: int | None, muster: str) -> Gebiet:
    spalte = spalten[-1]
    werte = texte(blatt, spalte)
    fuellen = len(spalten) == 1 and _wird_gefuellt(blatt, spalte, name)
    gesamt, weg = _gesamt([w for w in werte if not (muster and re.match(muster, w))])
    if not gesamt and not fuellen and name is not None:
        ohne = [str(text) for text in blatt.zellen[name][blatt.zellen[spalte].eq("")].unique() if text]
        gesamt = ("",) if len(ohne) == 1 and _gesamt(ohne)[0] else ()
    stadt, name_stadt, namen = "", "", {}
    if muster:
        namen = {t["schluessel"]: t["name"].strip() for w in werte if (t := re.match(muster, w))}
    elif name is not None and len(spalten) == 1:
        paare = blatt.zellen[[spalte, name]].drop_duplicates().itertuples(index=False)
        namen = {str(k): str(n) for k, n in paare if k and n and k not in gesamt}
    if not gesamt:
        stadt = _stadt(namen)
        name_stadt = namen.get(stadt, "")
    elif len(gesamt) == 1 and (STADT_NAME.match(gesamt[0]) or STADT_GANZ.search(gesamt[0])):
        name_stadt = gesamt[0]
    return Gebiet(spalten, name, muster, fuellen, gesamt, stadt, name_stadt, weg, True, namen)


def _wird_gefuellt(blatt: Blatt, spalte: int, name: int | None) -> bool:
    """Whether an empty key means the one above: not where the name beside it is filled."""
    leer = blatt.zellen[spalte].eq("")
    if name is not None and (leer & blatt.zellen[name].ne("")).any():
        return False
    return bool(leer.iloc[1:].mean() > 0.3)


def _gesamt(werte: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Texts of the area column that mean the city, and totals of something else."""
    zeiten = [wert for wert in werte if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}|Jahr \d{4}", wert)]
    alle = [wert for wert in werte if _ist_ganz(wert)]
    am_rand = [wert for wert in {*werte[:1], *werte[-1:]} if STADT_NAME.search(wert)]
    if not alle and len([wert for wert in werte if STADT_NAME.search(wert)]) == 1:
        alle = am_rand
    if len(alle) <= 1:
        return tuple(alle), tuple(zeiten)
    stadt = [wert for wert in alle if STADT_GANZ.search(wert) or STADT_NAME.search(wert)]
    bloss = [wert for wert in alle if normal(wert) in ("insgesamt", "gesamt", "summe", "total", "sumsum")]
    gewaehlt = stadt if len(stadt) == 1 else bloss if len(bloss) == 1 else []
    return tuple(gewaehlt), (*zeiten, *(wert for wert in alle if wert not in gewaehlt))


def _ist_ganz(text: str) -> bool:
    return bool(woerter.GESAMT.search(normal(text)) or STADT_GANZ.search(text))


def _stadt(namen: dict[str, str]) -> str:
    """Key of the one area whose name says that it is the city."""
    ganz = [k for k, n in namen.items() if _ist_ganz(n)]
    benannt = [k for k, n in namen.items() if STADT_NAME.search(n)]
    rand = [*namen][:1] + [*namen][-1:]
    if not ganz and len(benannt) == 1 and benannt[0] in rand:
        return benannt[0]
    return ganz[0] if len(ganz) == 1 else ""


def kennung(name: str) -> str:
    """A key made of a name, the same in every file."""
    for alt, neu in (
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("Ä", "Ae"),
        ("Ö", "Oe"),
        ("Ü", "Ue"),
        ("ß", "ss"),
    ):
        name = name.replace(alt, neu)
    return re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")[:20].strip("_")


def ist_kennung(text: str) -> bool:
    """Whether a text can be a key as it stands."""
    return bool(re.match(names.RAUMEINHEIT, text))
