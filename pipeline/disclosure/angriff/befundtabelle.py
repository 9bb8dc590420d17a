"""The report of an attack: every secret, what is left open of it, and what gives it away. Confidential."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.disclosure.audit import Befund


def befundtabelle(texte: Mapping[int, str], befunde: Sequence[Befund], namen: Sequence[str]) -> pd.DataFrame:
    """Write out findings.

    Takes:   `texte` of what was attacked; the findings; how each of its rows is named.
    Returns: zelle, von, bis (persons; of a safe one two values that are possible, of another the bounds that
             follow, <NA> where nothing follows), urteil, leckpfad (the shown sums and printed numbers that
             prove the bounds, empty for a safe one). In the order of the findings.
    """
    tabelle = pd.DataFrame(
        [(namen[b.ziel], b.untere, b.obere, b.urteil, leckpfad(texte, b, namen)) for b in befunde],
        columns=["zelle", "von", "bis", "urteil", "leckpfad"],
    )
    return tabelle.astype(
        {"zelle": "str", "von": "Float64", "bis": "Float64", "urteil": "str", "leckpfad": "str"}
    ).astype({"von": "Int64", "bis": "Int64"})


def leckpfad(texte: Mapping[int, str], befund: Befund, namen: Sequence[str]) -> str:
    """Name the shown sums and printed numbers that prove the bounds of a secret; `texte`: some conditions."""
    bedingungen = [texte.get(i, "was jeder Leser weiß") for i in befund.bedingungen]
    return "; ".join(dict.fromkeys([*(namen[zeile] for zeile in befund.summen), *bedingungen]))
