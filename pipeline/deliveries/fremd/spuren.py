"""What an unknown sheet gives away: which column is what, judged by its label and its texts."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.deliveries.fremd import band, merkmal
from pipeline.deliveries.fremd.angaben import Zeit
from pipeline.deliveries.fremd.aufbau import GRUPPE, Blatt, ist_zahlig
from pipeline.deliveries.fremd.zeit import lesen as zeit_lesen

ORT = re.compile(
    r"^(raum|gebiet|stadt|orts?teil|bezirk|quartier|viertel|lor\b|plr|planung|stat|schl|kennz|gemeinde|ags|nummer|nr)"
    r"|schlüssel|bezirk|gebiet|viertel|^id$",
    re.I,
)
KENNUNG = re.compile(r"(^|_)(id|nr|nummer|schl(ü|ue)ssel|code)$", re.I)
WERT = re.compile(r"zahl|wert|einwohner|bevölkerung|personen|insgesamt|gesamt|summe", re.I)
ZEIT = re.compile(r"^(jahr|stichtag|datum|stand|zeit|berichtsjahr)", re.I)
UNFRUCHTBAR = re.compile(r"anteil|quote|prozent|%|durchschnitt|je 1|dichte|fläche", re.I)
SCHLUESSEL_NAME = r"^(?P<schluessel>[0-9]+)[ .:-]+(?P<name>\D.*)$"
SYMBOLE = re.compile(r"\D{0,4}|\((\d+)\)")
DIMENSIONEN = ("geschlecht", "staatsangehoerigkeit", "zuwanderungsgeschichte")


class Zeile(NamedTuple):
    """A dimension in a column: name, column, texts that are totals, and what its values mean."""

    dimension: str
    stelle: int
    summe: list[str]
    codes: dict[str, str]
    obergrenze: str


@dataclass
class Spuren:
    """Roles of the columns by position."""

    ort: int = 0
    name: int | None = None
    ort_muster: str = ""
    fuellen: bool = False
    gesamt: list[str] = field(default_factory=list)
    zeit: int | None = None
    zeilen: list[Zeile] = field(default_factory=list)
    zahlen: list[int] = field(default_factory=list)
    sonst: list[int] = field(default_factory=list)


def texte(blatt: Blatt, stelle: int) -> list[str]:
    """Distinct filled texts of a column."""
    return [str(text) for text in blatt.zellen[stelle].unique() if text]


def lesen(blatt: Blatt) -> Spuren:
    """Give every column a role."""
    spuren = Spuren()
    offen = [i for i in range(len(blatt.labels)) if texte(blatt, i)]
    spuren.zeit = next((i for i in offen if _ist_zeit(blatt, i)), None)
    offen = [i for i in offen if i != spuren.zeit]
    spuren.zahlen = [i for i in offen if _ist_zahl(blatt, i)]
    links = [i for i in offen if i not in spuren.zahlen]
    alle = [zeile for i in links if (zeile := _dimension(blatt, i))]
    spuren.zeilen = list({zeile.dimension: zeile for zeile in reversed(alle)}.values())[::-1]
    spuren.zeilen = [_genauer(blatt, zeile, alle) for zeile in spuren.zeilen]
    links = [i for i in links if i not in {zeile.stelle for zeile in spuren.zeilen}]
    _orte(blatt, spuren, links)
    belegt = {spuren.ort, spuren.name, *(zeile.stelle for zeile in spuren.zeilen)}
    spuren.zahlen = [i for i in spuren.zahlen if i not in belegt]
    spuren.sonst = [i for i in links if i not in belegt]
    return spuren


def _orte(blatt: Blatt, spuren: Spuren, links: list[int]) -> None:
    """Choose the column of the keys, and the one of the names beside it."""
    kandidaten = [
        i for i in range(len(blatt.labels)) if ORT.search(_letztes(blatt, i)) and _ist_schluessel(blatt, i)
    ]
    kandidaten = (
        [i for i in kandidaten if i in links] or [i for i in kandidaten if i in spuren.zahlen] or links
    )
    spuren.ort = min(kandidaten, key=lambda i: (_nur_laufend(blatt, i, kandidaten), i), default=0)
    werte = texte(blatt, spuren.ort)
    spuren.fuellen = bool(blatt.zellen[spuren.ort].iloc[1:].eq("").mean() > 0.3)
    spuren.gesamt = [wert for wert in werte if _ist_gesamt(wert)]
    if sum(bool(re.match(SCHLUESSEL_NAME, wert)) for wert in werte) > len(werte) / 2:
        spuren.ort_muster = SCHLUESSEL_NAME
        return
    anzahl = len(werte)
    namen = [i for i in links if i != spuren.ort and abs(i - spuren.ort) <= 2]
    spuren.name = next((i for i in namen if anzahl * 0.7 <= len(texte(blatt, i)) <= anzahl), None)


def _letztes(blatt: Blatt, stelle: int) -> str:
    return blatt.labels[stelle].split(GRUPPE)[-1]


def _nur_laufend(blatt: Blatt, stelle: int, andere: list[int]) -> bool:
    """Whether a column only numbers the rows while another one repeats its keys."""
    anzahl = len(texte(blatt, stelle))
    return anzahl == len(blatt.zeilen) and any(len(texte(blatt, i)) < anzahl / 2 for i in andere)


def _ist_schluessel(blatt: Blatt, stelle: int) -> bool:
    werte = texte(blatt, stelle)
    return bool(werte) and not any(len(text) > 60 for text in werte[:50])


def _ist_gesamt(text: str) -> bool:
    worte = re.split(r"[^a-zäöüß]+", text.lower())
    return any(wort in merkmal.GESAMT for wort in worte)


def _ist_zeit(blatt: Blatt, stelle: int) -> bool:
    werte = texte(blatt, stelle)
    passt = all(zeit_lesen(wert, Zeit().tag, "stichtag") for wert in werte)
    return passt and bool(ZEIT.search(blatt.labels[stelle].split(GRUPPE)[-1]))


def _ist_zahl(blatt: Blatt, stelle: int) -> bool:
    """Whether most cells are numbers and the label does not name keys or ages."""
    label = blatt.labels[stelle]
    if re.search(r"^(alter|jahr)", label.split(GRUPPE)[-1], re.I):
        return False
    if KENNUNG.search(label) or any(re.fullmatch(r"0\d+", text) for text in texte(blatt, stelle)[:200]):
        return False
    spalte = blatt.zellen[stelle]
    gefuellt = spalte[spalte.ne("")]
    zahlig = gefuellt.map(ist_zahlig)
    kurz = gefuellt[~zahlig].map(lambda text: bool(SYMBOLE.fullmatch(text)))
    if zahlig.mean() + (~zahlig).mean() * (kurz.mean() if len(kurz) else 1) < 0.99 or zahlig.mean() < 0.3:
        return False
    return not (ORT.search(label) and stelle < 3)


def _dimension(blatt: Blatt, stelle: int) -> Zeile | None:
    """The dimension whose values stand in a column, if all but totals are understood."""
    alle = texte(blatt, stelle)
    summe = [text for text in alle if _ist_gesamt(text)]
    werte = [text for text in alle if text not in summe]
    if not werte or len(werte) > 130:
        return None
    return als_dimension(blatt.labels[stelle], stelle, werte, summe)


def _genauer(blatt: Blatt, zeile: Zeile, alle: list[Zeile]) -> Zeile:
    """Ages beside whose last a second column says that it is open upwards."""
    zweite = next(
        (z for z in alle if z.dimension == zeile.dimension == "alter" and z.stelle != zeile.stelle), None
    )
    if zweite is None:
        return zeile
    paare = blatt.zellen[[zeile.stelle, zweite.stelle]].drop_duplicates().itertuples(index=False)
    codes = {links: alter for links, rechts in paare if rechts and (alter := band.lesen([rechts])[rechts])}
    anders = {wert: alter for wert, alter in codes.items() if band.lesen([wert])[wert] != alter}
    return zeile._replace(codes=anders)


def als_dimension(label: str, stelle: int, werte: list[str], summe: list[str]) -> Zeile | None:
    """Read values as ages, or as one of the closed dimensions."""
    for name in DIMENSIONEN:
        deutung = merkmal.deuten(name, werte, {})
        if not deutung.fremd:
            return Zeile(name, stelle, summe, deutung.erkannt, "")
    if not re.search("alter|jahre", " ".join([label, *werte[:20]]), re.I) and len(werte) < 3:
        return None
    for grenze in ("", band.EINSCHLIESSLICH):
        try:
            alter = band.lesen(werte, grenze)
        except band.Zweideutig:
            continue
        gut = all(alter.values()) and len(set(alter.values())) == len(werte)
        return Zeile("alter", stelle, summe, {}, grenze) if gut and _nach_alter(label, werte) else None
    return None


def _nach_alter(label: str, werte: list[str]) -> bool:
    """Plain numbers are ages only under a label that says so."""
    return bool(re.search("alter", label, re.I)) or not all(wert.isdecimal() for wert in werte)
