"""Whether the balance of moves, births and naturalisations carries the guess that a share will grow."""

import math
from collections.abc import Sequence

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import FEHLT, GEHEIM, Satz, mit_einheit
from pipeline.narrative.zahlen import gross

GESICHERT = 1.96
"""|z| from which a change is called certain: 95 %, two-sided."""
NIVEAU = 0.05
"""p below which the rates of out-moves are called different."""

_WORAN = {
    "bestand": "Der Bestand nach Staatsangehörigkeit am Jahresende",
    "vorjahr": "Der Bestand nach Staatsangehörigkeit am Ende des Vorjahres",
    "wanderungen": "Die Zahl der Zuzüge und Wegzüge nach Staatsangehörigkeit",
}


def vermutung(orte: Orte, bilanz: pd.DataFrame, aenderung: pd.DataFrame) -> list[str]:
    """Test the conjecture of the Eckpunktepapier that the share of non-German residents will grow.

    Takes:   the result of `indicators.staatsangehoerigkeitsbilanz` and of `indicators.anteilsaenderung`.
    Returns: paragraphs: how often each group moves away; what out-moves alone, all moves, and everything
             did to the share, in the year and in the last years; the verdict, which is that of the longest
             period: carried, contradicted, or neither beyond chance. Without a balance why there is none.
    """
    if aenderung.empty:
        return [
            "Ob die Vermutung zutrifft, dass der Anteil nichtdeutscher Bewohner:innen wachsen wird, lässt "
            f"sich nicht prüfen: {_warum_nicht(bilanz)}."
        ]
    zeitraeume = aenderung.to_dict("records")
    wegzuege = "; ".join(filter(None, map(_wegzuege, zeitraeume)))
    return [
        f"Trägt die Bilanz {orte.hier.des} die Vermutung, dass der Anteil nichtdeutscher Bewohner:innen "
        f"wachsen wird? {_satz(wegzuege)}".rstrip(),
        *map(_anteil, zeitraeume),
        _urteil(zeitraeume),
    ]


def _warum_nicht(bilanz: pd.DataFrame) -> str:
    satz = bilanz.iloc[0]
    if satz["status"] == "wert":
        return "Eine der beiden Gruppen ist leer"
    was = _WORAN[str(satz["woran"])]
    return f"{was} {f'wurde {FEHLT}' if satz['status'] == 'fehlt' else f'ist {GEHEIM}'}"


def _zeit(satz: Satz) -> str:
    von, bis = int(satz["von"]), int(satz["bis"])
    return f"im Jahr {bis}" if von == bis else f"in den Jahren {von} bis {bis}"


def _satz(text: str) -> str:
    return f"{gross(text)}." if text else ""


def _wegzuege(satz: Satz) -> str:
    """Say who moved away more often, with interval and test; only the rates where there is no ratio."""
    if pd.isna(satz["p"]):
        return ""
    raten = (
        f"{names.dezimal(satz['rate_nichtdeutsch'])} gegenüber {names.dezimal(satz['rate_deutsch'])} "
        "Wegzüge je 1.000 und Jahr"
    )
    sicher = (
        "der Unterschied ist signifikant" if satz["p"] < NIVEAU else "der Unterschied ist nicht signifikant"
    )
    if not all(math.isfinite(satz[name]) for name in ("verhaeltnis", "untere", "obere")):
        return f"{_zeit(satz)} zogen Nichtdeutsche und Deutsche verschieden oft fort ({raten}; {sicher})"
    intervall = " bis ".join(names.dezimal(satz[name]) for name in ("untere", "obere"))
    return (
        f"{_zeit(satz)} zogen Nichtdeutsche {names.dezimal(satz['verhaeltnis'])}-mal so häufig fort wie "
        f"Deutsche ({raten}; 95-%-Intervall des Verhältnisses: {intervall}; {sicher})"
    )


def _anteil(satz: Satz) -> str:
    """What out-moves alone and all moves would have done, and what happened."""
    von, bis = (names.gerundet(float(satz[name]), 1) for name in ("anfang", "ende"))
    verb = "stieg" if bis > von else "sank" if bis < von else "blieb"
    weg = f"von {mit_einheit(von)} auf {mit_einheit(bis)}" if bis != von else f"bei {mit_einheit(bis)}"
    return (
        f"{gross(_zeit(satz))} hätten die Wegzüge allein den Anteil {_bewegen(satz['nur_wegzuege'])}, "
        f"Zuzüge und Wegzüge zusammen {_bewegen(satz['wanderungen'])}. Mit Geburten, Sterbefällen, "
        f"Einbürgerungen und Berichtigungen {verb} er {weg}{_schwankung(satz)}."
    )


def _schwankung(satz: Satz) -> str:
    if pd.isna(satz["z"]):
        return ""
    spanne = names.dezimal(GESICHERT * satz["streuung"])
    return f" (zufällige Schwankung: ±\N{NO-BREAK SPACE}{spanne} Prozentpunkte)"


def _bewegen(punkte: float) -> str:
    """Write "um 0,4 Prozentpunkte gesenkt"."""
    if names.gerundet(abs(punkte), 1) == 0:
        return "nicht verändert"
    wort = "erhöht" if punkte > 0 else "gesenkt"
    return f"um {names.dezimal(abs(punkte))} Prozentpunkte {wort}"


def _urteil(zeitraeume: Sequence[Satz]) -> str:
    """Verdict of the longest period; that of the year alone where it is not the same."""
    satz = zeitraeume[-1]
    teile = [
        f"Die Bilanz {_der_zeit(satz)} {_traegt(satz)}.",
        _allein(zeitraeume),
        "Aus den Wegzügen allein folgt sie nicht: Für sich genommen hätten sie den Anteil gesenkt."
        if satz["nur_wegzuege"] < 0
        else "",
    ]
    return " ".join(filter(None, teile))


def _der_zeit(satz: Satz) -> str:
    von, bis = int(satz["von"]), int(satz["bis"])
    return f"des Jahres {bis}" if von == bis else f"der Jahre {von} bis {bis}"


def _allein(zeitraeume: Sequence[Satz]) -> str:
    jahr, alle = zeitraeume[0], zeitraeume[-1]
    if len(zeitraeume) == 1 or _richtung(jahr) == _richtung(alle):
        return ""
    return f"Die des Jahres {int(jahr['bis'])} allein {_traegt(jahr)}."


def _richtung(satz: Satz) -> int:
    """1 where the share grew beyond chance, -1 where it fell, 0 where neither can be said."""
    if pd.isna(satz["z"]) or abs(satz["z"]) < GESICHERT:
        return 0
    return 1 if satz["z"] > 0 else -1


def _traegt(satz: Satz) -> str:
    if pd.isna(satz["z"]):
        return (
            "lässt die Vermutung offen: Ob die Änderung größer ist als der Zufall, ist ohne die Zahl der "
            "Geburten nicht zu sagen"
        )
    return {
        1: "trägt die Vermutung: Bewegen sich beide Gruppen weiter so, wächst der Anteil",
        -1: "widerspricht der Vermutung: Bewegen sich beide Gruppen weiter so, sinkt der Anteil",
        0: "kann die Vermutung weder tragen noch widerlegen: Die Änderung ist nicht größer als der Zufall",
    }[_richtung(satz)]
