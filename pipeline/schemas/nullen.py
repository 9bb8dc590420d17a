"""What a release plan may say of zeros: that they are shown, or hidden as one and two are."""

from collections.abc import Iterable

NULLEN_GEZEIGT, NULLEN_WIE_KLEINE = "gezeigt", "wie_kleine"
_NULLEN = (NULLEN_GEZEIGT, NULLEN_WIE_KLEINE)
_ZAEHLT_ALS_FALL = ("hilfen_sgb8",)
"""Sources of which reports say that a hidden cell is above zero."""


def nullen_einwand(nullen: str, quelle: str, nur_ob: bool, nicht_additiv: bool) -> str:
    """Why a table may not say this of its zeros; empty where it may."""
    if nullen not in _NULLEN:
        return f"nullen = „{nullen}“ gibt es nicht; möglich sind {' und '.join(_NULLEN)}."
    muss_zeigen = {
        "nur_ob sagt, ob es Fälle gibt": nur_ob,
        "wo nicht_additiv gilt, kennt jeder Leser manche Null": nicht_additiv,
        "Berichte lesen eine geheime Zelle als mindestens einen Fall": quelle in _ZAEHLT_ALS_FALL,
    }
    gruende = [grund for grund, trifft_zu in muss_zeigen.items() if trifft_zu]
    if nullen == NULLEN_GEZEIGT or not gruende:
        return ""
    return f"nullen muss „{NULLEN_GEZEIGT}“ bleiben, denn {gruende[0]}."


def uneinig(tabellen: Iterable[tuple[str, str, str]]) -> str:
    """Name tables that count the same cases and say different things of their zeros; empty where none do.

    Takes: name, Grundgesamtheit and what it says of zeros, by table.
    """
    alle = list(tabellen)
    for _, gesamtheit, nullen in alle:
        gleiche = [(name, anders) for name, andere, anders in alle if andere == gesamtheit]
        if any(anders != nullen for _, anders in gleiche):
            namen = " und ".join(name for name, _ in gleiche)
            return f"{namen} zählen dieselben Fälle; nullen muss dort überall gleich sein."
    return ""
