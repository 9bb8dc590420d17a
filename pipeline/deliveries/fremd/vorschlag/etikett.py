"""What a label says: table, measure, dimensions, time, and the words that are left over."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline import names
from pipeline.deliveries.fremd.deutung import band
from pipeline.deliveries.fremd.vorschlag import woerter

ALTER = "alter"
"""Ages go by one name until the table decides whether they are `alter` or `altersgruppe`."""
J = r" ?(?:vollendete )?(?:lebens)?(?:jahre?n?|j\.?)?"
ALTERSANGABE = re.compile(
    rf"(?<![\d.,])(?:"
    rf"(?<![a-zäöü])(?:unter|<|bis unter|bis) ?\d{{1,3}}(?![\d.]){J}"
    rf"|\d{{1,3}}{J} ?(?:\+|(?:und|u\.?|oder|o\.?) ?(?:älter|ä\.?|mehr|darüber))"
    rf"|(?<![a-zäöü])(?:ab|mindestens) ?\d{{1,3}}{J}"
    rf"|(?:von )?\d{{1,3}}{J} ?(?:(?:-|bis|_) ?(?:<|unter|u)?|<|unter|u|b\.?u\.?) ?\d{{1,3}}(?![\d.]){J}"
    rf"|(?<=alter )\d{{1,3}}(?![\d.,])|\d{{1,3}} jahre?(?![a-z])"
    rf")"
)
ZEITANGABE = re.compile(
    r"(?<!\d)(?:\d{1,2}\.\s?\d{1,2}\.\s?[12]\d{3}|[12]\d{3}-\d\d-\d\d"
    r"|(?:jan|feb|mär|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-zä]*\.? (?:19|20)\d\d|(?:19|20)\d\d)(?!\d)"
)


class Etikett(NamedTuple):
    """What a label says. `rest` holds the words without meaning here; with any it is not understood."""

    tabelle: str = ""
    wert: str = ""
    merkmale: dict[str, str] = {}  # noqa: RUF012 -- never changed, only replaced
    zeit: str = ""
    gesamt: bool = False
    abgeleitet: bool = False
    rest: str = ""


def normal(text: str) -> str:
    """Lower case, one kind of dash and blank, divided words joined, forms for both sexes as one."""
    rein = re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"\s+", " ", text.lower()))
    rein = re.sub(r"(?<=[a-zäöüß]{3})-\s?(?=[a-zäöü]{3,})(?!innen|und)", "", rein)
    rein = re.sub(r"(?<=[a-zäöü])(?:[/:*_]|/-)?-?innen(?![a-zäöü])", "", rein)
    rein = re.sub(r"(\w+?)(?:en|n)? und \1(?:en|n)?(?![a-zäöü])", r"\1", rein)
    rein = re.sub(r" und -[a-zäöü]+", "", rein)
    rein = re.sub(r"(\d)-? ?jährigen?(?![a-z])", r"\1", rein)
    for stamm, richtig in woerter.UMLAUTE.items():
        rein = rein.replace(stamm, richtig)
    return re.sub(r"ältere[rn]?(?![a-z])", "älter", rein).replace("sgbii", "sgb ii").strip()


def lesen(teile: Sequence[str], zusammenhang: str = "") -> Etikett:
    """Read the parts of a label from the coarsest to the finest.

    Takes: the table that title, sheet and file name speak of, where they do.
    """
    text = normal(" | ".join(dict.fromkeys(teil for teil in teile if teil)))
    if woerter.ABGELEITET.search(text) or woerter.ANDERE_ZAHL.search(text):
        return Etikett(abgeleitet=bool(woerter.ABGELEITET.search(text)), rest=text)
    treffer = ZEITANGABE.findall(text)
    text = re.sub(rf"(?:(?<=\| )|^)(?:nach )?{woerter.MH}(?= \|)|nach {woerter.MH}", " ", text)
    text, zeit = ZEITANGABE.sub(" ", text), treffer[-1] if treffer else ""
    text, gefunden = _worte(text)
    text, alter = _alter(text)
    merkmale: dict[str, str] = {ALTER: alter} if alter else {}
    for wort in gefunden:
        if any(merkmale.get(name, code) != code for name, code in wort.merkmale):
            return Etikett(rest=text or normal(" ".join(teile)))
        merkmale |= dict(wort.merkmale)
    tabelle = _tabelle(gefunden, zusammenhang)
    if tabelle is None:
        return Etikett(rest=normal(" ".join(teile)))
    wert = next((wort.wert for wort in gefunden if wort.wert), "")
    rest = re.sub(r"\s+", " ", woerter.FUELL.sub(" ", text)).strip()
    merkmale = zur_tabelle(merkmale, tabelle or zusammenhang)
    return Etikett(tabelle, wert, merkmale, zeit, bool(woerter.GESAMT.search(text)), False, rest)


def _worte(text: str) -> tuple[str, list[woerter.Wort]]:
    gefunden = []
    for wort in woerter.WOERTER:
        neu, wie_oft = wort.muster.subn(" ", text)
        if wie_oft:
            text = neu
            gefunden.append(wort)
    return text, gefunden


def _alter(text: str) -> tuple[str, str]:
    """An age in a label, as it is written."""
    treffer = ALTERSANGABE.search(text)
    if treffer is None or not ist_alter(treffer[0].strip()):
        return text, ""
    rest = text[: treffer.start()] + " " + text[treffer.end() :]
    return woerter.MIT_ALTER.sub(" ", rest), treffer[0].strip()


def ist_alter(text: str) -> bool:
    """Whether a text is an age, however its upper end is meant."""
    try:
        return band.lesen([text], band.EINSCHLIESSLICH)[text] is not None
    except band.Zweideutig:
        return False


def _tabelle(gefunden: Sequence[woerter.Wort], zusammenhang: str) -> str | None:
    """The one table the words name; None where they name several that do not go together."""
    genannt = list(dict.fromkeys(wort.tabelle for wort in gefunden if wort.tabelle))
    fein = [name for name in genannt if name != "einwohner"] or genannt
    if len(fein) > 1:
        return zusammenhang if zusammenhang in fein and zusammenhang != "einwohner" else None
    return fein[0] if fein else ""


def zur_tabelle(merkmale: dict[str, str], tabelle: str) -> dict[str, str]:
    """Resolve what means another thing in another table."""
    if "sgb2" in merkmale:
        name = "rechtskreis" if tabelle == "arbeitslose" else "leistung"
        andere = merkmale.get(name)
        merkmale = {n: c for n, c in merkmale.items() if n not in ("sgb2", name)}
        merkmale |= {} if andere else {name: "SGB II"}
    if tabelle == "arbeitslose" and merkmale.get("leistung") == "SGB II" and "rechtskreis" not in merkmale:
        merkmale = {n: c for n, c in merkmale.items() if n != "leistung"} | {"rechtskreis": "SGB II"}
    if tabelle == "zuwanderungsgeschichte" and merkmale.get("staatsangehoerigkeit") == "nichtdeutsch":
        merkmale = {n: c for n, c in merkmale.items() if n != "staatsangehoerigkeit"}
        merkmale["zuwanderungsgeschichte"] = "nichtdeutsch"
    return merkmale


def aus_satz(satz: str, tabelle: str) -> dict[str, str]:
    """What a title says of all numbers below it, such as andauernde Hilfen or Einwohner unter 18 Jahren."""
    gelesen = lesen([re.sub("_", " ", satz)], tabelle)
    if gelesen.abgeleitet:
        return {}
    alter = re.search(r"jahr|unter \d|älter", normal(satz))
    return {name: code for name, code in gelesen.merkmale.items() if name != ALTER or alter}


def tabelle_aus(*texte: str) -> str:
    """The table that title, sheet name or file name speak of: the first text that names exactly one."""
    for text in texte:
        _, gefunden = _worte(normal(re.sub(r"[_.]", " ", text)))
        genannt = dict.fromkeys(wort.tabelle for wort in gefunden if wort.tabelle)
        fein = [name for name in genannt if name != "einwohner"] or list(genannt)
        if any("sgb2" in dict(wort.merkmale) for wort in gefunden) and not fein:
            return "grundsicherung"
        if len(fein) == 1:
            return fein[0]
    return ""


def dimensionsname(dimension: str, tabelle: str) -> str:
    """Name of a dimension in a table, empty where the table has none such."""
    schluessel = names.TABELLEN[tabelle].schluessel
    if dimension == ALTER:
        return next((name for name in ("alter", "altersgruppe") if name in schluessel), "")
    return dimension if dimension in schluessel[2:] else ""
