"""Where: names of areas as people say them."""

from pipeline.narrative.orte import Ort

_IN_DER = (
    "siedlung",
    "altstadt",
    "innenstadt",
    "kernstadt",
    "nordstadt",
    "oststadt",
    "südstadt",
    "weststadt",
)
_IM = ("viertel", "quartier", "zentrum", "gewerbegebiet")
"""Endings of a name of one word whose article is known; of no other name is it guessed."""


def wo(ort: Ort) -> str:
    """Say where: "in der Herbert-Hoover-Siedlung", "im Südviertel", else as `Ort.im`."""
    name = ort.name.lower()
    if ort.ebene == "stadt" or " " in name:
        return ort.im
    if name.endswith(_IN_DER):
        return f"in der {ort.name}"
    return f"im {ort.name}" if name.endswith(_IM) else ort.im
