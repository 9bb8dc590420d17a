"""Read the ages of any office into the one grammar of this project."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from pipeline import names

UNTER, EINSCHLIESSLICH = "unter", "einschliesslich"
ZAHL = r"(\d{1,3})"
EINZELN = re.compile(rf"^{ZAHL}$")
OFFEN = re.compile(rf"^(?:ab )?{ZAHL} ?(?:\+|(?:und|u\.?|oder|o\.?) ?(?:älter|ä\.?|mehr|darüber)|u\.?ä\.?)$")
AB = re.compile(rf"^(?:ab|mindestens) {ZAHL}$")
BIS_UNTER = re.compile(rf"^(?:von )?{ZAHL} ?(?:-|bis)? ?(?:<|unter|u\.?|b\.?u\.?) ?{ZAHL}$")
NUR_UNTER = re.compile(rf"^(?:bis )?(?:<|unter|u\.) ?{ZAHL}$")
BIS = re.compile(rf"^(?:von )?{ZAHL} ?(-|bis|_) ?{ZAHL}$")
HOECHSTENS = re.compile(rf"^bis (?:einschl\.? |einschließlich )?{ZAHL}$")
BEIWERK = re.compile(r"\b(?:vollendete|lebensjahre?|jahre?n?|jährige?|j\.)(?=\W|$)|^(?:im )?alter(?: von)?\b")


class Zweideutig(ValueError):
    """Bands whose upper ends may be meant included or not."""


def lesen(texte: Iterable[str], obergrenze: str = "") -> dict[str, str | None]:
    """Read all ages of a dimension together, because only together do they say what an upper end means.

    Returns: text -> age of our grammar; None where the text is no age.
    Raises:  Zweideutig where `3-6` may include 6 or not and the manifest does not say (`obergrenze`).
    """
    verschieden = list(dict.fromkeys(texte))
    enden = {text: _enden(text) for text in verschieden}
    unklar = {text: ende for text, ende in enden.items() if ende and ende[2]}
    grenze = obergrenze or _grenze(unklar, enden)
    return {text: None if ende is None else _geschrieben(ende, grenze) for text, ende in enden.items()}


def _geschrieben(ende: tuple[int, int, str], grenze: str) -> str | None:
    von, bis, art = ende
    if art and grenze == UNTER:
        bis -= 1
    if bis < von:
        return None
    von, bis = min(von, names.ALTER_MAX), min(bis, names.ALTER_MAX)
    if von == bis:
        return str(von)
    if bis == names.ALTER_MAX:
        return f"{von}+" if von else names.INSGESAMT
    return f"{von}-{bis}"


def _enden(text: str) -> tuple[int, int, str] | None:  # noqa: PLR0911 -- one line per spelling
    """Both ends, and the sign between them where the upper one may be meant included or not."""
    rein = _rein(text)
    if treffer := EINZELN.match(rein):
        return int(treffer[1]), int(treffer[1]), ""
    if treffer := OFFEN.match(rein) or AB.match(rein):
        return int(treffer[1]), names.ALTER_MAX, ""
    if treffer := BIS_UNTER.match(rein):
        return int(treffer[1]), int(treffer[2]) - 1, ""
    if treffer := NUR_UNTER.match(rein):
        return 0, int(treffer[1]) - 1, ""
    if treffer := BIS.match(rein):
        return int(treffer[1]), int(treffer[3]), treffer[2]
    if treffer := HOECHSTENS.match(rein):
        return 0, int(treffer[1]), ""
    return None


def _rein(text: str) -> str:
    """Lower case, one kind of dash, no unit, single blanks; a code such as E_00_01 without its letters."""
    rein = re.sub(r"[\u2010-\u2015\u2212]", "-", text.strip().lower().replace("\u00a0", " "))
    rein = re.sub(r"^[a-zäöü_]*?_?[a-zäöü]?(?=\d{1,3}_\d{1,3}$)", "", rein)
    return re.sub(r"\s+", " ", BEIWERK.sub(" ", rein)).strip()


def _grenze(
    unklar: Mapping[str, tuple[int, int, str]], enden: Mapping[str, tuple[int, int, str] | None]
) -> str:
    """Whether upper ends are included: the reading under which no two bands meet in one age.

    A dash or `bis` includes its end unless another band begins there; an underscore has no usage, so it
    must be proved by a neighbour.
    """
    if not unklar:
        return ""
    anfaenge = {ende[0] for ende in enden.values() if ende}
    obere = {bis for von, bis, _ in unklar.values() if bis > von}
    beruehrt = bool(obere & anfaenge)
    schliesst_an = bool({bis + 1 for bis in obere} & anfaenge)
    if beruehrt and schliesst_an and not _lueckenlos(unklar, enden):
        raise Zweideutig(", ".join(unklar))
    if beruehrt:
        if any(art != "_" for _, _, art in unklar.values()):
            raise Zweideutig(", ".join(unklar))
        return UNTER
    if not schliesst_an and any(art == "_" for _, _, art in unklar.values()):
        raise Zweideutig(", ".join(unklar))
    return EINSCHLIESSLICH


def _lueckenlos(
    unklar: Mapping[str, tuple[int, int, str]], enden: Mapping[str, tuple[int, int, str] | None]
) -> bool:
    """Whether the bands follow each other without gap or overlap if no upper end is included."""
    baender = sorted((e[0], e[1] - (text in unklar)) for text, e in enden.items() if e)
    return all(davor[1] + 1 == danach[0] for davor, danach in pairwise(baender))
