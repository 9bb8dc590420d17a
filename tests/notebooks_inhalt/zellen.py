"""Notebooks as text, and their code run in this process."""

import json
from pathlib import Path

ORDNER = Path(__file__).resolve().parents[2] / "notebooks"
JE_BEZIRK = ("sozialraumanalyse", "prognose", "kennzahlen", "kurzfassung")
STADTBAND = "stadtband"
"""The one report that is about the city itself."""
NAMEN = (*JE_BEZIRK, STADTBAND)


def zellen(name, art=None):
    alle = json.loads((ORDNER / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    return [zelle for zelle in alle if art in (None, zelle["cell_type"])]


def text(zelle):
    return "".join(zelle["source"])


def ausfuehren(name, **parameter):
    """Run the code cells with these parameters; returns everything they would display, in order."""
    gezeigt = []
    umgebung = {"display": lambda *teile: gezeigt.extend(teile)}
    for zelle in zellen(name, "code"):
        if "parameters" in zelle["metadata"].get("tags", []):
            umgebung.update(parameter)
            continue
        *davor, letzte = _anweisungen(text(zelle))
        exec("\n".join(davor), umgebung)  # noqa: S102 -- our own notebooks
        ergebnis = _ergebnis(letzte, umgebung)
        gezeigt += [] if ergebnis is None else [ergebnis]
    return [teil for teil in gezeigt if getattr(teil, "buendel", {})]


def _anweisungen(code):
    import ast

    return [ast.unparse(teil) for teil in ast.parse(code).body]


def _ergebnis(anweisung, umgebung):
    try:
        ausdruck = compile(anweisung, "<zelle>", "eval")
    except SyntaxError:
        exec(anweisung, umgebung)  # noqa: S102 -- as above
        return None
    return eval(ausdruck, umgebung)  # noqa: S307 -- as above


def inhalte(gezeigt, art):
    """Typed content of one kind."""
    mime = f"application/vnd.sozialraum.{art}+json"
    return [teil.buendel[mime] for teil in gezeigt if mime in teil.buendel]


def prosa(gezeigt):
    """All sentences a report says."""
    absaetze = [inhalt["text"] for inhalt in inhalte(gezeigt, "absatz")]
    return "\n".join(
        [*absaetze, *(t.buendel["text/markdown"] for t in gezeigt if "text/markdown" in t.buendel)]
    )
