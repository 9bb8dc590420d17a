"""What there is here, in groups that residents look for."""

from collections.abc import Sequence

import pandas as pd

from pipeline.narrative.einfach.gebiet import wo
from pipeline.narrative.einrichtungen import gezaehlte_arten
from pipeline.narrative.orte import Orte
from pipeline.narrative.zahlen import aufzaehlung, gross

_GRUPPEN = {
    "Für Kinder und Jugendliche": ("kindergarten", "jugendtreff", "spielplatz", "bolzplatz"),
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
    return f"{gross(wo(orte.hier))} gibt es nach unserer Liste:"


def gruppen(liste: pd.DataFrame) -> list[str]:
    """Say group by group what there is; of a group without anything, that the list names nothing.

    Takes:   column art, facilities of the district. Empty where there is none.
    """
    if liste.empty:
        return []
    bekannt = {art for arten in _GRUPPEN.values() for art in arten}
    fremd = tuple(sorted(set(liste["art"]) - bekannt))
    alle = _GRUPPEN | ({_WEITERES: fremd} if fremd else {})
    return [f"{name}: {_inhalt(liste, arten)}" for name, arten in alle.items()]


def _inhalt(liste: pd.DataFrame, arten: Sequence[str]) -> str:
    teile = gezaehlte_arten(liste[liste["art"].isin(arten)])
    return aufzaehlung(teile) if teile else "nichts in der Liste"
