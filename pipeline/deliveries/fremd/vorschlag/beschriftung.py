"""Labels of number columns, read in the light of title, neighbours and headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.deliveries.fremd.blatt.aufbau import GRUPPE, Blatt
from pipeline.deliveries.fremd.vorschlag import etikett, woerter
from pipeline.deliveries.fremd.vorschlag.etikett import ALTER, Etikett

Teile = dict[int, list[str]]
"""Parts of the label by column."""


@dataclass(frozen=True)
class Umfeld:
    """What surrounds a label: the table the title speaks of, names of the city, dimensions of the rows."""

    zusammenhang: str
    eigen: tuple[str, ...]
    zeilenmerkmale: frozenset[str]


def lesen(umfeld: Umfeld, teile: Sequence[str], zusammenhang: str = "") -> Etikett:
    """Read a label; names of the city in it mean nothing."""
    gelesen = etikett.lesen(teile, zusammenhang or umfeld.zusammenhang)
    rest = gelesen.rest
    for name in sorted(umfeld.eigen, key=len, reverse=True):
        rest = re.sub(rf"(?<![a-zäöüß]){re.escape(name)}(?![a-zäöüß])", " ", rest)
    return gelesen._replace(rest=woerter.FUELL.sub(" ", rest).strip())


def spalten(umfeld: Umfeld, blatt: Blatt, stellen: Sequence[int]) -> dict[int, Etikett]:
    """Read the labels of columns, with what only their neighbours make clear."""
    teile = {i: [teil.strip() for teil in blatt.labels[i].split(GRUPPE)] for i in stellen}
    gelesen = {i: lesen(umfeld, teile[i]) for i in stellen}
    for i, name, code in (*_paare(teile), *_einzelalter(teile), *_laender(teile)):
        oben = lesen(umfeld, teile[i][:-1]) if teile[i][:-1] else Etikett()
        if not oben.rest and not oben.abgeleitet:
            tabelle = "herkunft" if name == "herkunftsland" else oben.tabelle
            gelesen[i] = Etikett(tabelle, oben.wert, oben.merkmale | ({name: code} if code else {}))
    for i in _mit_zuwanderung(teile, gelesen):
        neu = lesen(umfeld, teile[i], "zuwanderungsgeschichte")
        gelesen[i] = neu._replace(tabelle="zuwanderungsgeschichte")
    return gelesen


def _mit_zuwanderung(teile: Teile, gelesen: dict[int, Etikett]) -> list[int]:
    """Columns of non-Germans that stand under one heading with Germans by Zuwanderungsgeschichte."""
    ueber = {i: tuple(teile[i][:-1]) for i in gelesen}
    gruppen = {ueber[i] for i, e in gelesen.items() if e.merkmale.get("zuwanderungsgeschichte")} - {()}
    nicht = [i for i, e in gelesen.items() if e.merkmale.get("staatsangehoerigkeit") == "nichtdeutsch"]
    return [i for i in nicht if ueber[i] in gruppen]


def _paare(teile: Teile) -> list[tuple[int, str, str]]:
    """Technical labels that differ in a last letter only: E_EM and E_EW, anz_d and anz_a."""
    nach = {teil[-1].lower(): i for i, teil in teile.items()}
    gefunden: list[tuple[int, str, str]] = []
    for label, i in nach.items():
        for name, eins, zwei, codes in (
            ("geschlecht", "m", "w", ("m", "w")),
            ("staatsangehoerigkeit", "d", "a", ("deutsch", "nichtdeutsch")),
            ("staatsangehoerigkeit", "d", "nd", ("deutsch", "nichtdeutsch")),
        ):  # fmt: skip
            stamm = label.removesuffix(eins)
            if label == stamm or f"{stamm}{zwei}" not in nach:
                continue
            if stamm and stamm not in nach and not stamm.endswith(("_", "-", " ", ".")):
                continue
            gefunden += [(i, name, codes[0]), (nach[f"{stamm}{zwei}"], name, codes[1])]
            if stamm in nach and not etikett.lesen([stamm]).merkmale:
                gefunden.append((nach[stamm], name, ""))
    return gefunden


def _einzelalter(teile: Teile) -> list[tuple[int, str, str]]:
    """Columns labelled 0, 1, 2, ...: single ages, if there are many and they begin with none."""
    zahlen = {i: int(teil[-1]) for i, teil in teile.items() if re.fullmatch(r"\d{1,3}", teil[-1])}
    if len(zahlen) < 10 or not {0, 1, 2} <= set(zahlen.values()):
        return []
    return [(i, ALTER, str(alter)) for i, alter in zahlen.items()]


def _laender(teile: Teile) -> list[tuple[int, str, str]]:
    """Columns labelled by countries of origin, and the others beside them."""
    bekannt = {i for i, teil in teile.items() if teil[-1].lower() in woerter.LAENDER}
    if len(bekannt) < 3:
        return []
    weitere = {i for i, teil in teile.items() if woerter.LAND_ZUSATZ.match(teil[-1])}
    return [(i, "herkunftsland", teile[i][-1]) for i in sorted(bekannt | weitere)]
