"""What a notebook shows: an object that carries the typed MIME bundle the exporter reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NotRequired, TypedDict

from pipeline.schemas import buendel


class Kopf(TypedDict):
    """What stands above and below a chart or table.

    `titel` is the finding, `untertitel` what is shown, in which unit and of when.
    """

    id: str
    titel: str
    untertitel: NotRequired[str]
    quelle: str


def kopfzeilen(kopf: Kopf, zusatz: str = "") -> dict[str, Any]:
    """All four lines; `zusatz` says how to read the chart and follows the subtitle."""
    untertitel = ". ".join(teil.rstrip(".") for teil in (kopf.get("untertitel", ""), zusatz) if teil)
    return {**kopf, "untertitel": untertitel}


def teilkopf(kopf: Kopf, nummer: int, anzahl: int) -> Kopf:
    """Head of one of several figures that belong together; of a single one its own."""
    if anzahl == 1:
        return kopf
    titel = f"{kopf['titel']} ({nummer}\N{NO-BREAK SPACE}von\N{NO-BREAK SPACE}{anzahl})"
    return {**kopf, "id": f"{kopf['id']}-{nummer}", "titel": titel}


def gleich_verteilt(anzahl: int, hoechstens: int) -> list[slice]:
    """Cut a sequence into as few parts as its limit allows, all as long as each other, give or take one."""
    teile = -(-anzahl // hoechstens)
    grenzen = [round(n * anzahl / teile) for n in range(teile + 1)] if teile else [0]
    return [slice(von, bis) for von, bis in pairwise(grenzen)]


@dataclass(frozen=True)
class Anzeige:
    """One visible output of a notebook.

    `buendel` maps MIME types to content: the typed JSON for the exporter, and a picture or HTML for
    a person in Jupyter. `text` is what a plain console prints.
    """

    buendel: Mapping[str, Any] = field(repr=False)
    text: str = ""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {**self.buendel, "text/plain": self.text}


@dataclass(frozen=True)
class Leer(Anzeige):
    """Shows nothing: a section without data has its one sentence and neither chart nor table."""

    buendel: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def _ipython_display_(self) -> None:
        """Tells Jupyter that the object has displayed itself."""


def typisiert(art: str, inhalt: Mapping[str, Any], **daneben: str) -> Anzeige:
    """Wrap typed content of one kind ("tabelle", "abbildung", ...) with its form for Jupyter.

    Takes:   `daneben`: further representations, "html" or "svg".
    Raises:  pydantic.ValidationError where the exporter would refuse the content.
    """
    mime = f"{buendel.PRAEFIX}{art}+json"
    geprueft = buendel.BUENDEL[mime](**inhalt).model_dump()
    arten = {"html": "text/html", "svg": "image/svg+xml"}
    weitere = {arten[name]: wert for name, wert in daneben.items()}
    return Anzeige({mime: geprueft, **weitere}, text=str(inhalt.get("titel") or inhalt.get("text") or art))
