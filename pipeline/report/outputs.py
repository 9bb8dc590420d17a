"""Outputs of an executed cell -> blocks of the content model; only typed outputs get through."""

from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline import errors
from pipeline.report import prose, tables
from pipeline.schemas import buendel

_MARKDOWN = {"text/markdown", "text/plain"}
_FEHLERTEXTE = {
    "missing": "fehlt",
    "extra_forbidden": "ist unbekannt",
    "string_too_short": "ist leer",
    "string_pattern_mismatch": "hat nicht die erwartete Form",
    "less_than_equal": f"ist zu groß (höchstens {buendel.SATZBREITE_MM} mm)",
}


def blocks(output: dict[str, Any]) -> list[prose.Block]:
    """Read one output of a code cell.

    Returns: the block of its typed bundle, or the blocks of its Markdown.
    Raises:  BerichtUngueltig, without the place, for whatever is neither.
    """
    if output["output_type"] == "stream":
        raise errors.BerichtUngueltig(_stream(output))
    if output["output_type"] == "error":
        raise errors.BerichtUngueltig(f"die Zelle endete mit dem Fehler {output['ename']}")
    return _from_data(output["data"])


def _from_data(data: dict[str, Any]) -> list[prose.Block]:
    ours = [mime for mime in data if mime.startswith(buendel.PRAEFIX)]
    if len(ours) == 1:
        return [_bundle(ours[0], data[ours[0]])]
    if not ours and "text/markdown" in data and set(data) <= _MARKDOWN:
        return prose.blocks(data["text/markdown"])
    raise errors.BerichtUngueltig(
        f"die Ausgabe ({', '.join(sorted(data))}) hat keine Beschreibung, die ein Bericht vorlesen könnte; "
        "zeigen Sie sie mit charts als Abbildung, Tabelle oder Absatz"
    )


def _bundle(mime: str, inhalt: Any) -> prose.Block:
    if mime not in buendel.BUENDEL:
        raise errors.BerichtUngueltig(f"den Ausgabetyp {mime} kennt der Bericht nicht")
    modell = buendel.BUENDEL[mime]
    try:
        geprueft = modell.model_validate(inhalt)
    except ValidationError as fehler:
        raise errors.BerichtUngueltig(_satz(modell, inhalt, fehler)) from fehler
    return {"art": modell.__name__.lower(), **_fertig(geprueft)}


def _fertig(geprueft: BaseModel) -> dict[str, Any]:
    if isinstance(geprueft, buendel.Tabelle):
        return tables.block(geprueft)
    if isinstance(geprueft, buendel.Blick):
        return geprueft.model_dump() | {"kacheln": [_kachel(kachel) for kachel in geprueft.kacheln]}
    return geprueft.model_dump()


def _kachel(kachel: buendel.Kachel) -> dict[str, str]:
    """Explain a symbol that stands in place of the value; a tile has no legend of its own."""
    sinn = tables.ZEICHEN.get(kachel.wert, "") if kachel.wert != "0" else ""
    return kachel.model_dump() | {"vergleich": "; ".join(t for t in (sinn, kachel.vergleich) if t)}


def _satz(modell: type[BaseModel], inhalt: Any, fehler: ValidationError) -> str:
    erster = fehler.errors()[0]
    feld = ".".join(str(teil) for teil in erster["loc"])
    name = inhalt.get("id", "") if isinstance(inhalt, dict) else ""
    wer = f'{modell.__name__} "{name}"' if name else modell.__name__
    return f"{wer}: {feld} {_FEHLERTEXTE.get(erster['type'], 'hat den falschen Typ')}"


def _stream(output: dict[str, Any]) -> str:
    zeile = output["text"].strip().splitlines()[0] if output["text"].strip() else ""
    if output["name"] == "stderr":
        return f'die Zelle gab eine Warnung aus ("{zeile}"); beheben Sie ihre Ursache'
    return f'die Zelle gab Text mit print aus ("{zeile}"); zeigen Sie ihn mit charts als Absatz'
