"""The statements of the Eckpunktepapier beside what is computed today: sentences, rows of the table."""

from collections.abc import Sequence

import pandas as pd

from pipeline import names
from pipeline.narrative.abschnitte import ABSCHNITTE
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import GEHEIM, OHNE_WERT, Satz, gezeigt, mit_einheit
from pipeline.narrative.zahlen import aufzaehlung, gross

_ZEICHEN = {
    "bestätigt": "✓",
    "bestätigt mit Einschränkung": "○",
    "nicht beurteilbar": "?",
    "widersprochen": "✗",
}
"""Sign of each verdict, from best to worst; the words always stand beside it."""

_LESART = (
    "Bestätigt heißt: Der Wert stimmt auf die Stelle, die das Papier nennt; ein Unterschied zur Stadt ist "
    "signifikant und so groß wie beschrieben; bei der Prognose liegt das ganze Band auf der genannten "
    "Seite. Mit Einschränkung bestätigt ist, was nur ungefähr stimmt, nicht signifikant ist, nur an einer "
    "verwandten Reihe oder an zusammengefassten Gruppen zu prüfen ist oder wovon nur freigegeben ist, dass "
    "es vorkommt. Nicht beurteilbar ist, wofür ein Wert geheim ist oder fehlt oder wo die Prognose in die "
    "andere Richtung geht, ihr Band aber beide zulässt."
)
_DEMONSTRATION = (
    "Die Tabellen dieses Berichts sind Demonstrationsdaten und so gezogen, dass die Aussagen des Papiers "
    "herauskommen: Der Abgleich zeigt hier, dass richtig gerechnet wird, nicht, dass die Aussagen zutreffen."
)

_GRUENDE = {
    "ohne_stadtwert": "Für die Stadt ist kein Wert ausgewiesen.",
    "ohne_vergleich": "Ein Vergleich mit der Stadt ist nicht möglich.",
    "ohne_test": "Der Unterschied zur Stadt lässt sich nicht prüfen.",
    "ungefaehr": "Der Wert stimmt nur ungefähr überein.",
    "nicht_knapp": "Der Wert liegt nicht darunter.",
    "anderer_wert": "Der Wert ist ein anderer.",
    "andere_seite": "Der Wert liegt auf der anderen Seite des Werts der Stadt.",
    "nicht_signifikant": "Die Richtung stimmt, der Unterschied ist nicht signifikant.",
    "nicht_gleich": "Der Unterschied zur Stadt ist signifikant und nicht gering.",
    "ungleich_unsicher": "Die Werte unterscheiden sich, der Unterschied ist aber nicht signifikant.",
    "signifikant": "Der Unterschied ist signifikant.",
    "gegenlaeufig": "Die Prognose geht in die andere Richtung.",
    "ohne_band": "Die Prognose hat kein Unsicherheitsband.",
    "andere_groesse": "Die Richtung stimmt, die Größe des Unterschieds nicht.",
    "richtung_offen": "Die Prognose geht in diese Richtung, ihr Band lässt auch die andere zu.",
    "andere_folge": "Es sind nicht dieselben Länder.",
    "verdecktes_land": "Ein geheim gehaltenes Land könnte davor liegen.",
    "umgestellt": "Es sind dieselben Länder in anderer Folge.",
    "verdeckte_zahl": "Die Zahl ist geheim gehalten, freigegeben ist nur, dass sie größer als null ist.",
}
"""What the codes of `comparison.abgleich` mean; a missing value and a caveat have texts of their own."""


def abgleich(urteile: pd.DataFrame, stichtag: str, demonstration: bool) -> list[str]:
    """Say how many statements hold, of which date, and what the verdicts mean.

    Takes:   the result of `comparison.abgleich`; date of the report; whether anything is made up.
    Returns: paragraphs; none where the paper says nothing about the area.
    """
    if urteile.empty:
        return []
    damals = str(urteile["stichtag"].iloc[0])
    nur = "" if damals == stichtag else f", nicht die zum {datum(stichtag)}, von denen dieser Bericht handelt"
    stand = f"Verglichen sind die Werte zum {datum(damals)}, dem Stichtag des Papiers{nur}."
    absaetze = [f"{_zaehlung(urteile)} {stand}", _LESART, _DEMONSTRATION if demonstration else ""]
    return [absatz for absatz in absaetze if absatz]


def _zaehlung(urteile: pd.DataFrame) -> str:
    je_urteil = urteile.drop_duplicates("nummer")["urteil"].value_counts()
    teile = [f"{je_urteil[urteil]} {urteil}" for urteil in _ZEICHEN if urteil in je_urteil.index]
    alle = int(je_urteil.sum())
    aussagen = "eine prüfbare Aussage" if alle == 1 else f"{alle} prüfbare Aussagen"
    beurteilt = set(je_urteil.index) - {"nicht beurteilbar"}
    keine = " Widersprochen wird keiner." if beurteilt and "widersprochen" not in beurteilt else ""
    sind = "ist" if alle == 1 else "sind"
    return f"Das Eckpunktepapier macht {aussagen} zum Quartier. Davon {sind} {aufzaehlung(teile)}.{keine}"


def abgleichszeilen(orte: Orte, urteile: pd.DataFrame) -> pd.DataFrame:
    """Write the rows of the table of statements.

    Takes:   the result of `comparison.abgleich`.
    Returns: nummer, aussage, heute, urteil, grund: texts as printed, one row per statement.
    """
    zeilen = [_zeile(orte, gruppe.to_dict("records")) for _, gruppe in urteile.groupby("nummer", sort=False)]
    return pd.DataFrame(zeilen, columns=["nummer", "aussage", "heute", "urteil", "grund"])


def _zeile(orte: Orte, saetze: Sequence[Satz]) -> dict[str, object]:
    erster = saetze[0]
    mehrere = len(saetze) > 1
    heute = [f"{_gruppe(satz)}: {_heute(orte, satz)}" if mehrere else _heute(orte, satz) for satz in saetze]
    gruende = dict.fromkeys(grund for satz in saetze for grund in _gruende(satz))
    return {
        "nummer": erster["nummer"],
        "aussage": erster["text"],
        "heute": "\n".join(heute),
        "urteil": f"{_ZEICHEN[str(erster['urteil'])]} {erster['urteil']}",
        "grund": " ".join(gruende),
    }


def _gruppe(satz: Satz) -> str:
    """Name of one of several things a statement speaks of, as its section labels it."""
    label = {k: text for teil in ABSCHNITTE.values() for k, text in teil.zeilen.items()}
    return label.get(str(satz["messung"]), str(satz["name"]))


def _heute(orte: Orte, satz: Satz) -> str:
    """Write what is computed today, by the kind of the claim."""
    if pd.notna(satz["behauptete_folge"]) and satz["status"] == "wert":
        return str(satz["folge"])
    if satz["antwort"] == "ja" and not gezeigt(satz):
        return f"{names.symbol('geheim')} (größer als null)"
    if not gezeigt(satz):
        return names.symbol(str(satz["status"]))
    if pd.notna(satz["veraenderung"]):
        return _prognose(satz)
    return "; ".join(filter(None, (_zahl(satz, "wert"), _stadt(orte, satz))))


def _prognose(satz: Satz) -> str:
    band: str = "" if pd.isna(satz["unten"]) else f" (Band {_zahl(satz, 'unten')} bis {_zahl(satz, 'oben')})"
    davor: str = "" if pd.isna(satz["davor"]) else f"von {_zahl(satz, 'davor')} "
    return f"{davor}auf rund {_zahl(satz, 'wert')}{band}"


def _zahl(satz: Satz, feld: str) -> str:
    """A number with its unit; persons go without saying."""
    einheit = "" if satz["einheit"] == "Personen" else str(satz["einheit"])
    return mit_einheit(satz[feld], einheit, int(satz["stellen"]))


def _stadt(orte: Orte, satz: Satz) -> str:
    """The value of the city where the statement compares; the ratio where it names one."""
    verglichen = (
        "behauptete_richtung",
        "behauptet_stadt",
        "behauptetes_verhaeltnis",
        "unauffaellig",
    )
    if not any(pd.notna(satz[feld]) for feld in verglichen) or not gezeigt(
        satz, "wert_stadt", "status_stadt"
    ):
        return ""
    stadt = f"{orte.dort.name} {_zahl(satz, 'wert_stadt')}"
    if pd.isna(satz["behauptetes_verhaeltnis"]) or pd.isna(satz["verhaeltnis"]):
        return stadt
    return f"{stadt}; Verhältnis {names.dezimal(float(satz['verhaeltnis']), 2)}"


def _gruende(satz: Satz) -> list[str]:
    """Reasons of one row as sentences, in the order of its checks."""
    eigene = {"ohne_wert": _ohne_wert(satz), "vorbehalt": str(satz["einschraenkung"])}
    texte = eigene | _GRUENDE
    gruende = [texte[code] for code in str(satz["gruende"]).split("|") if code]
    return [*gruende, *([str(satz["hinweis"])] if satz["hinweis"] else [])]


def _ohne_wert(satz: Satz) -> str:
    if pd.notna(satz["inanspruchnahme"]) and satz["antwort"] == "geheim":
        return f"Ob es solche Hilfen gab, wird {GEHEIM}."
    if pd.notna(satz["veraenderung"]) and satz["status"] == "fehlt":
        return "Eine Prognose vom Stichtag des Papiers bis zum genannten Jahr liegt nicht vor."
    warum = OHNE_WERT.get(str(satz["status"]), "nicht sinnvoll zu berechnen")
    return gross(f"der Wert ist {warum}.")
