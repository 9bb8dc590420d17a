"""What stands and what replaced what, short enough to be read: areas and periods as ranges."""

from collections.abc import Iterable, Sequence

import pandas as pd

from pipeline import names, store

GILT, ERSETZT = "gilt", "ganz ersetzt"


def akten(alle: Sequence[store.Akte], gilt: pd.DataFrame) -> pd.DataFrame:
    """One row per delivery on record: who, when, and whether it still stands."""
    zaehlen = [akte.ordner for akte in store.geltende(alle)]
    namen = set(gilt["lieferung"])
    zeilen = [
        {
            "lieferung": akte.lieferung,
            "lieferant": akte.beleg["lieferant"],
            "datum": akte.datum,
            "lizenz": akte.beleg["lizenz"],
            "demonstration": "ja" if akte.beleg["demonstration"] else "nein",
            "zustand": _zustand(akte, akte.ordner in zaehlen and akte.lieferung in namen),
        }
        for akte in alle
    ]
    return pd.DataFrame(zeilen).sort_values(["datum", "lieferung"], kind="stable", ignore_index=True)


def bereiche(gruppen: pd.DataFrame, je: Sequence[str], alle: pd.DataFrame) -> pd.DataFrame:
    """Collapse groups to one row per delivery, table and set of periods.

    Takes:   tabelle, raumeinheit, periode and the columns `je` to keep apart; every group there is, which
             says what lies next to each other.
    Returns: the columns of `je`, tabelle, raumeinheiten and perioden as texts such as "P01 bis P59".
    """
    orte = list(dict.fromkeys(sorted(alle["raumeinheit"])))
    zeiten = {name: sorted(set(teil)) for name, teil in alle.groupby("tabelle")["periode"]}
    schluessel = [*je, "tabelle"]
    je_raum = gruppen.sort_values("periode").groupby([*schluessel, "raumeinheit"])["periode"].agg("|".join)
    gleiche = je_raum.reset_index().groupby([*schluessel, "periode"])["raumeinheit"].agg(list).reset_index()
    zeilen = gleiche[schluessel].assign(
        raumeinheiten=[laeufe(werte, orte) for werte in gleiche["raumeinheit"]],
        perioden=[
            laeufe(werte.split("|"), zeiten[str(name)])
            for name, werte in zip(gleiche["tabelle"], gleiche["periode"], strict=True)
        ],
    )
    rang = {name: rang for rang, name in enumerate(names.BESTANDSTABELLEN)}
    return zeilen.sort_values("tabelle", key=lambda s: s.map(rang), kind="stable", ignore_index=True)


def laeufe(werte: Iterable[str], reihe: Sequence[str]) -> str:
    """Write values as runs of neighbours in `reihe`: "HN, P01 bis P09, P11"; empty ones are left out."""
    plaetze = sorted(reihe.index(wert) for wert in set(werte) if wert)
    enden = [p for n, p in enumerate(plaetze) if n + 1 == len(plaetze) or plaetze[n + 1] != p + 1]
    anfaenge = [p for n, p in enumerate(plaetze) if n == 0 or plaetze[n - 1] != p - 1]
    return ", ".join(
        reihe[von] if von == bis else f"{reihe[von]} bis {reihe[bis]}"
        for von, bis in zip(anfaenge, enden, strict=True)
    )


def _zustand(akte: store.Akte, steht: bool) -> str:
    if akte.zurueckgezogen:
        return f"zurückgezogen am {akte.zurueckgezogen}"
    return GILT if steht else ERSETZT
