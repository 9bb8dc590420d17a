"""Sentences on expert interviews: who was asked, what was named how often, and what that cannot say."""

import pandas as pd

from pipeline import names
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import FEHLT
from pipeline.narrative.zahlen import aufzaehlung, gezaehlt, zahlwort
from pipeline.schemas.runden import Interviews

GRENZEN = (
    "Interviews geben wieder, was die Befragten wahrnehmen. Wie viele Bewohner:innen einen Bedarf haben, "
    "sagen sie nicht, und was nicht genannt wurde, ist damit nicht ausgeschlossen."
)
HAEUFIGSTE = 3
"""So many needs a sentence names with their numbers, and those named as often; the table has all."""


def saetze(orte: Orte, runde: Interviews, stichtag: str) -> list[str]:
    """Write the paragraphs of the section; one sentence where there is no round."""
    if not runde.stichtag:
        return [f"Aussagen aus Experteninterviews {orte.hier.im} wurden {FEHLT}."]
    wann = zeitpunkt("Die Aussagen geben den Stand wieder vom", runde.stichtag, stichtag)
    return [
        f"{_grundlage(runde)} {wann}",
        " ".join(filter(None, [_bedarfe(runde), _felder(runde), _kein_bedarf(runde)])),
    ]


def grenzen(runde: Interviews) -> str:
    """Say what interviews cannot say; nothing where there are none."""
    return GRENZEN if runde.stichtag else ""


def zeitpunkt(was: str, tag: str, stichtag: str) -> str:
    """Name the date of a round beside that of the report, so that nobody takes one for the other.

    Takes: how the sentence begins, up to the date.
    """
    if tag == stichtag:
        return f"{was} {datum(tag)}, dem Stichtag dieses Berichts."
    lage = "nach" if tag > stichtag else "vor"
    return f"{was} {datum(tag)}, also {lage} dem Stichtag dieses Berichts ({datum(stichtag)})."


def koepfe(orte: Orte, runde: Interviews, quelle: str) -> dict[str, dict[str, str]]:
    """Write the heads of the chart and the three tables; none where there is no round."""
    if not runde.stichtag:
        return {}
    was = "Institutionen" if runde.nach_institutionen else "freigegebenen Aussagen"
    wo = f"{orte.hier.name}, Interviews mit Stand {datum(runde.stichtag)}"
    matrix = f"Zahl der {was} nach Handlungsfeld und Zielgruppe, in Klammern: davon mit einem Bedarf. {wo}"
    bild = f"Zahl der {was} nach Handlungsfeld und Zielgruppe. {wo}"
    titel = {
        "bild": (_befund(runde), bild),
        "matrix": ("Handlungsfelder und Zielgruppen der Interviews: Werte", matrix),
        "bedarfe": ("Am häufigsten genannte Bedarfe", wo),
        "zitate": ("Was die Befragten sagen", f"Freigegebene Aussagen im Wortlaut. {wo}"),
    }
    return {
        name: {"id": f"interview{name}", "titel": oben, "untertitel": unten, "quelle": quelle}
        for name, (oben, unten) in titel.items()
    }


def _grundlage(runde: Interviews) -> str:
    (gesamt,) = runde.befragte[runde.befragte["institutionsart"].eq(names.INSGESAMT)].to_dict("records")
    if gesamt["status"] == "fehlt":
        return _ohne_institutionen(len(runde.zitate))
    if gesamt["status"] == "geheim":
        return "Befragt wurden weniger als drei Institutionen; gezählt wird deshalb nicht."
    befragt = gezaehlt(int(gesamt["anzahl"]), "Institution", "Institutionen", "w")
    wenige = "; bei so wenigen wird nicht gezählt, wie viele etwas nannten"
    return f"Befragt wurden {befragt}{_arten(runde.befragte)}{'' if runde.nach_institutionen else wenige}."


def _ohne_institutionen(aussagen: int) -> str:
    if not aussagen:
        return "Die gelieferten Aussagen nennen keine Institution, und keine ist zur Wiedergabe freigegeben."
    zahl = gezaehlt(aussagen, "freigegebene Aussage", "freigegebene Aussagen", "w")
    return (
        f"Grundlage {'ist' if aussagen == 1 else 'sind'} {zahl} aus Experteninterviews. Wie viele "
        "Institutionen befragt wurden und von welcher eine Aussage stammt, ist nicht geliefert; gezählt sind "
        "deshalb Aussagen."
    )


def _arten(befragte: pd.DataFrame) -> str:
    arten = befragte[befragte["institutionsart"].ne(names.INSGESAMT)].sort_values(
        ["anzahl", "institutionsart"], ascending=[False, True]
    )
    teile = [f"{satz['institutionsart']}: {satz['anzahl']}" for satz in arten.to_dict("records")]
    return f" ({', '.join(teile)})" if teile else ""


def _bedarfe(runde: Interviews) -> str:
    """Needs by name: the most named ones with their numbers, or all where only sentences are counted."""
    themen = _bedarfsthemen(runde)
    if themen.empty:
        return "Einen Bedarf nennt keine der Aussagen, die gezeigt werden dürfen."
    if not runde.nach_institutionen:
        return f"Als Bedarf nennen sie: {aufzaehlung(list(dict.fromkeys(themen['thema'])))}."
    oft = themen[themen["mindestens"].gt(0)].sort_values("mindestens", ascending=False, kind="stable")
    if oft.empty:
        return "Kein Bedarf wurde von drei oder mehr Institutionen genannt."
    schwelle = oft["mindestens"].head(HAEUFIGSTE).min()
    teile = [
        f"{satz['thema']} ({names.zwischen(satz['mindestens'], satz['hoechstens'])})"
        for satz in oft[oft["mindestens"].ge(schwelle)].to_dict("records")
    ]
    return f"Am häufigsten nennen die Institutionen als Bedarf: {aufzaehlung(teile)}."


def _felder(runde: Interviews) -> str:
    """Where most needs are, if that is fewer than half of the fields."""
    felder, zahl = _meiste(runde)
    if not felder:
        return ""
    wort = f"Handlungsfeld {felder[0]}" if len(felder) == 1 else f"den Handlungsfeldern {aufzaehlung(felder)}"
    im = f"im {wort}" if len(felder) == 1 else f"in {wort}"
    return f"Die meisten Bedarfe liegen {im} ({zahlwort(zahl, 'm')})."


def _meiste(runde: Interviews) -> tuple[list[str], int]:
    """Fields of action with the most themes that are needs; none where the fields do not differ."""
    je_feld = _bedarfsthemen(runde)["handlungsfeld"].value_counts(sort=False)
    if len(je_feld) < 2 or je_feld.min() == je_feld.max():
        return [], 0
    return [str(feld) for feld in je_feld.index[je_feld == je_feld.max()]], int(je_feld.max())


def _befund(runde: Interviews) -> str:
    felder, _ = _meiste(runde)
    if not felder:
        return "Worüber die Befragten sprachen"
    return f"Die meisten Bedarfe: {aufzaehlung(felder)}"


def _kein_bedarf(runde: Interviews) -> str:
    """Target groups of whom it was only said that they have no particular need."""
    ohne = list(dict.fromkeys(runde.zitate.loc[runde.zitate["aussageart"].eq("kein_bedarf"), "zielgruppe"]))
    mit = set(runde.zitate.loc[runde.zitate["aussageart"].eq("bedarf"), "zielgruppe"])
    teile = [f"„{gruppe}“" for gruppe in ohne if gruppe not in mit]
    if not teile:
        return ""
    wort = "der Zielgruppe" if len(teile) == 1 else "den Zielgruppen"
    bei = f"bei {wort} {aufzaehlung(teile)}"
    return f"Kein besonderer Bedarf ist nach den freigegebenen Aussagen {bei} erkennbar."


def _bedarfsthemen(runde: Interviews) -> pd.DataFrame:
    themen: pd.DataFrame = runde.zahlen.query("thema != @names.INSGESAMT and aussageart == 'bedarf'")
    return themen
