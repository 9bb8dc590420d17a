"""What holds for every number of a file, because its title says so or a person must say it."""

import re
from collections.abc import Sequence

from pipeline.deliveries.fremd.vorschlag import etikett, woerter
from pipeline.deliveries.fremd.vorschlag.etikett import dimensionsname
from pipeline.deliveries.fremd.vorschlag.rollen import Rollen
from pipeline.deliveries.fremd.vorschlag.schrift import AUSFUELLEN, kommentar


def fuer_alle(
    umfeld: Sequence[str], tabelle: str, rollen: Rollen, eigene: set[str], wann: str
) -> tuple[dict[str, str], list[str]]:
    """What holds for the whole file because its title says so, and what must be asked."""
    vorhanden = eigene | {dimensionsname(zeile.dimension, tabelle) for zeile in rollen.dimensionen}
    aus_titel: dict[str, str] = {}
    for satz in umfeld:
        aus_titel = etikett.aus_satz(satz, tabelle) | aus_titel
    fest = {name: code for n, code in aus_titel.items() if (name := dimensionsname(n, tabelle))}
    fest = {name: code for name, code in fest.items() if name not in vorhanden}
    fragen = []
    if tabelle == "wahlen":
        fest |= _wahl(umfeld, wann, vorhanden)
        if fest.get("briefwahl") == AUSFUELLEN:
            fragen.append(
                kommentar('briefwahl: Sind Briefwählende mitgezählt? "enthalten" oder "nicht enthalten"')
            )
        if fest.get("wahl") == AUSFUELLEN:
            fragen.append(kommentar("wahl: Welche Wahl ist es, z. B. Landtagswahl 2021?"))
    if tabelle == "hilfen_sgb8" and "zaehlweise" not in vorhanden | set(fest):
        fest["zaehlweise"] = AUSFUELLEN
        fragen.append(kommentar('zaehlweise: "andauernd" (am 31.12.) oder "beendet" (im Jahr)?'))
    if tabelle == "wanderungen" and "richtung" not in vorhanden | set(fest):
        fest["richtung"] = AUSFUELLEN
        fragen.append(kommentar('richtung: "zuzug" oder "wegzug"?'))
    return fest, fragen


def _wahl(umfeld: Sequence[str], wann: str, vorhanden: set[str]) -> dict[str, str]:
    alles = " ".join(umfeld)
    treffer = woerter.WAHL.search(alles)
    jahr = wann[:4]
    fest = {}
    if "wahl" not in vorhanden:
        fest["wahl"] = f"{treffer[1].capitalize()} {jahr}".strip() if treffer else AUSFUELLEN
    if "briefwahl" not in vorhanden:
        ohne = re.search(r"ohne briefwahl|urnenwahl", alles, re.I)
        mit = re.search(r"(mit|einschl\w*\.?|inkl\w*\.?) briefw", alles, re.I)
        fest["briefwahl"] = "nicht enthalten" if ohne else "enthalten" if mit else AUSFUELLEN
    return fest
