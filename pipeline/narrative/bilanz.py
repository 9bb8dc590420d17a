"""Whether the balance of moves, births and naturalisations carries the guess that a share will grow."""

from collections.abc import Mapping

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Orte

GESICHERT = 1.96
"""|z| from which a change is called certain: 95 %, two-sided."""


def vermutung(orte: Orte, bilanz: pd.DataFrame, aenderung: Mapping[str, float]) -> str:
    """Test the conjecture of the Eckpunktepapier that the share of non-German residents will grow.

    Takes:   the result of `indicators.staatsangehoerigkeitsbilanz` and of `indicators.anteilsaenderung`.
    Returns: what out-moves alone say, what all moves say, what births and naturalisations add, and the
             verdict: carried, contradicted, or neither beyond chance; without a balance why there is none.
    """
    if pd.isna(aenderung["z"]):
        return (
            "Ob die Vermutung zutrifft, dass der Anteil nichtdeutscher Bewohner:innen wächst, lässt sich "
            "nicht prüfen: Die Bewegungen nach Staatsangehörigkeit sind nicht vollständig freigegeben."
        )
    von, bis = int(bilanz["von"].iloc[0]), int(bilanz["bis"].iloc[0])
    zeit = f"im Jahr {bis}" if von == bis else f"in den Jahren {von} bis {bis}"
    einbuergerungen = names.ganzzahl(float(bilanz["einbuergerungen"].max()))
    geburten = bilanz.set_index("staatsangehoerigkeit")["geburten"]
    return (
        f"Trägt die Bilanz die Vermutung, dass der Anteil nichtdeutscher Bewohner:innen wächst? Die Wegzüge "
        f"allein {_bewegen(aenderung['nur_wegzuege'])}, alle Zuzüge und Wegzüge zusammen "
        f"{_bewegen(aenderung['wanderungen'])} ({zeit}). Dazu kamen "
        f"{names.ganzzahl(float(geburten['nichtdeutsch']))} Geburten nichtdeutscher und "
        f"{names.ganzzahl(float(geburten['deutsch']))} deutscher Kinder und {einbuergerungen} "
        f"Einbürgerungen, die den Anteil senken. {_urteil(orte, aenderung)}"
    )


def _bewegen(punkte: float) -> str:
    """Write "hätten ihn um 0,4 Prozentpunkte gesenkt"."""
    if round(abs(punkte), 1) == 0:
        return "hätten ihn nicht verändert"
    wort = "erhöht" if punkte > 0 else "gesenkt"
    return f"hätten ihn um {names.dezimal(abs(punkte))} Prozentpunkte {wort}"


def _urteil(orte: Orte, aenderung: Mapping[str, float]) -> str:
    z, differenz = aenderung["z"], aenderung["differenz"]
    spanne = names.dezimal(GESICHERT * aenderung["streuung"])
    zahl = f"{names.dezimal(abs(differenz))} Prozentpunkte (zufällige Schwankung: ± {spanne})"
    if abs(z) < GESICHERT:
        wort = "stieg" if differenz > 0 else "sank"
        return (
            f"Der Anteil {wort} um {zahl}. Die Bilanz {orte.hier.des} kann die Vermutung weder tragen noch "
            "widerlegen."
        )
    if z > 0:
        return f"Der Anteil stieg um {zahl}: Die Bilanz trägt die Vermutung, nicht aber die Zahl der Wegzüge."
    return f"Der Anteil sank um {zahl}: Die Bilanz widerspricht der Vermutung."
