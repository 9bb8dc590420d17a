"""What there is here, in groups that residents look for."""

from collections.abc import Sequence

import pandas as pd

from pipeline.narrative.einfach.gebiet import wo
from pipeline.narrative.einrichtungen import gezaehlte_arten
from pipeline.narrative.orte import Orte
from pipeline.narrative.zahlen import aufzaehlung, gross

_GRUPPEN = {
    "Kinder und Jugendliche": ("kindergarten", "jugendtreff", "spielplatz", "bolzplatz"),
    "Schule und Sport": ("grundschule", "weiterfuehrende_schule", "sporthalle"),
    "Einkaufen und Arbeit": ("laden", "einkaufsschwerpunkt", "gewerbe"),
    "Treffen und Glauben": ("quartierszentrum", "religionsgemeinschaft"),
    "Gesundheit und Pflege": ("arztpraxis", "pflege", "betreuung", "betreutes_wohnen"),
}
_WEITERES = "Außerdem"


def einleitung(orte: Orte, liste: pd.DataFrame, vorhanden: Sequence[str]) -> str:
    """Introduce the groups, or say that no list was delivered or that it names nothing here."""
    if "einrichtungen" not in vorhanden:
        return "Wir haben keine Liste der Einrichtungen bekommen."
    if liste.empty:
        return f"In unserer Liste steht keine Einrichtung {wo(orte.hier)}."
    namen = "Wir zählen hier nur. Die Namen stehen im langen Bericht."
    return f"{namen} {gross(wo(orte.hier))} gibt es nach unserer Liste:"


def gruppen(liste: pd.DataFrame) -> list[str]:
    """Say group by group what there is, then of which groups the list names nothing.

    Takes:   column art, facilities of the district. Empty where there is none.
    """
    if liste.empty:
        return []
    bekannt = {art for arten in _GRUPPEN.values() for art in arten}
    fremd = sorted(set(liste["art"]) - bekannt)
    je_gruppe = {
        name: gezaehlte_arten(liste[liste["art"].isin(arten)])
        for name, arten in {**_GRUPPEN, _WEITERES: fremd}.items()
    }
    leer = [name for name, teile in je_gruppe.items() if not teile and name != _WEITERES]
    da = [f"{name}: {aufzaehlung(teile)}" for name, teile in je_gruppe.items() if teile]
    return [*da, f"Dazu steht nichts in der Liste: {', '.join(leer)}"] if leer else da
