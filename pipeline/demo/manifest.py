"""What the delivery says about itself."""

from pipeline import names
from pipeline.demo.bezirke import Bezirke

HINWEIS = (
    "Synthetische Demonstrationsdaten: von einem Modell gezogen und auf wenige veröffentlichte Eckwerte "
    "abgestimmt. Keine Zahl beschreibt wirkliche Personen, Haushalte oder Einrichtungen."
)
_DATUM = "2024-03-15"
_NICHT_ERKLAERT = (
    "raumeinheiten",
    "wahlen",
    "einrichtungen",
    "interviews",
    "quartiersarbeit",
    "bedarfsanalyse",
    "eckwerte",
)
"""Where a missing row says nothing, or where only some areas can have rows."""


def manifest(bezirke: Bezirke, jahre: range) -> str:
    """Text of lieferung.toml: origin, and where a missing row is a true zero."""
    erklaert = [name for name in names.TABELLEN if name not in _NICHT_ERKLAERT]
    staende = [name for name in erklaert if names.zeitspalte(name) == "stichtag"]
    stroeme = [name for name in erklaert if names.zeitspalte(name) == "jahr"]
    kopf = [
        "[lieferung]",
        'id = "beispiel"',
        'lieferant = "Demonstrationsmodell dieses Projekts"',
        f"datum = {_DATUM}",
        'lizenz = "frei verwendbar, synthetisch"',
        "demonstration = true",
        f"hinweis = {_zitat(HINWEIS)}",
    ]
    bloecke = [
        _vollstaendig(staende, ["*"], list(jahre)),
        _vollstaendig(stroeme, ["*"], list(jahre[1:])),
        _vollstaendig(["einrichtungen"], bezirke.schluessel, list(jahre)),
    ]
    return "\n".join(["\n".join(kopf), *(block for block in bloecke if block)]) + "\n"


def _vollstaendig(tabellen: list[str], raumeinheiten: list[str], jahre: list[int]) -> str:
    if not jahre:
        return ""
    return "\n".join(
        [
            "",
            "[[vollstaendig]]",
            f"tabellen = [{', '.join(map(_zitat, tabellen))}]",
            f"raumeinheiten = [{', '.join(map(_zitat, raumeinheiten))}]",
            f"jahre = [{', '.join(map(str, jahre))}]",
        ]
    )


def _zitat(text: str) -> str:
    return f'"{text}"'
