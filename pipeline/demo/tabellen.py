"""From drawn arrays to the tables of a delivery: long, sorted, without zeros, the city first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.demo import aussagen, soziales, ziele, zuwanderung
from pipeline.demo.befragung import befragung
from pipeline.demo.bezirke import STADT, Bezirke
from pipeline.demo.einrichtungen import einrichtungen
from pipeline.demo.haushalte import KINDER, haushalte
from pipeline.demo.karte import Karte
from pipeline.demo.runden import Anzahlen
from pipeline.demo.verlauf import Verlauf

ALTER = [str(a) for a in range(names.ALTER_MAX + 1)]
GESCHLECHTER = names.GESCHLECHTER[:2]
"""The synthetic city knows two."""
_GUELTIG_AB = "2015-01-01"


@dataclass(frozen=True)
class Achsen:
    """Labels of the first two dimensions of every array."""

    raumeinheiten: list[str]
    stichtage: list[str]
    jahre: list[int]


def tabellen(
    lauf: Verlauf, bezirke: Bezirke, karte: Karte, rng: np.random.Generator
) -> dict[str, pd.DataFrame]:
    """All tables of the delivery, columns as in names.TABELLEN."""
    achsen = Achsen([STADT, *bezirke.schluessel], [f"{j}-12-31" for j in lauf.jahre], list(lauf.jahre[1:]))
    # one generator each, so that a change in one part does not redraw the others
    fuer_orte, fuer_zusammensetzung, fuer_soziales, fuer_befragung = rng.spawn(4)
    orte = einrichtungen(lauf.bestand[:, 0], lauf.jahre, bezirke, karte, fuer_orte)
    roh = {
        "raumeinheiten": _raumeinheiten(bezirke),
        **_bevoelkerung(lauf, achsen),
        **_zusammensetzung(lauf, bezirke, achsen, fuer_zusammensetzung),
        **_soziales(lauf, bezirke, achsen, fuer_soziales),
        "einrichtungen": orte,
        "interviews": aussagen.interviews(bezirke, lauf.jahre),
        "bedarfsanalyse": befragung(lauf.bestand, bezirke, lauf.jahre, fuer_befragung),
    }
    return {name: _geordnet(name, roh[name]) for name in names.TABELLEN if name in roh}


def _bevoelkerung(lauf: Verlauf, achsen: Achsen) -> dict[str, pd.DataFrame]:
    person = [ALTER, GESCHLECHTER, names.STAATSANGEHOERIGKEITEN]
    wanderungen = _mit_stadt(lauf.wanderungen)
    wanderungen[0, :, :, 1] = 0  # within the city nobody crosses the city's border
    return {
        "einwohner": _lang("einwohner", _mit_stadt(lauf.bestand), achsen, person),
        "wanderungen": _lang(
            "wanderungen", wanderungen, achsen, [names.RICHTUNGEN, names.ART_WANDERUNG, *person]
        ),
        "geburten": _lang(
            "geburten", _mit_stadt(lauf.geburten), achsen, [*person, names.STAATSANGEHOERIGKEITEN]
        ),
        "sterbefaelle": _lang("sterbefaelle", _mit_stadt(lauf.sterbefaelle), achsen, person),
        "einbuergerungen": _lang("einbuergerungen", _mit_stadt(lauf.einbuergerungen), achsen, person[:2]),
    }


def _zusammensetzung(
    lauf: Verlauf, bezirke: Bezirke, achsen: Achsen, rng: np.random.Generator
) -> dict[str, pd.DataFrame]:
    geschichte = zuwanderung.zuwanderungsgeschichte(lauf.bestand, lauf.jahre, bezirke, rng)
    laender = zuwanderung.herkunft(geschichte[..., 1:].sum(axis=(2, 3)), lauf.jahre, bezirke, rng)
    anzahl, personen = (_mit_stadt(x) for x in haushalte(lauf.bestand, lauf.jahre, bezirke, rng))
    dimensionen = [names.HAUSHALTSTYPEN, [str(k) for k in KINDER]]
    haushaltstabelle = _lang("haushalte", anzahl, achsen, dimensionen)
    return {
        "zuwanderungsgeschichte": _lang(
            "zuwanderungsgeschichte",
            _mit_stadt(geschichte),
            achsen,
            [zuwanderung.ALTERSGRUPPEN, names.ZUWANDERUNGSGESCHICHTEN],
        ),
        "herkunft": _lang("herkunft", _mit_stadt(laender), achsen, [list(zuwanderung.LAENDER)]),
        "haushalte": haushaltstabelle.assign(personen=personen[np.nonzero(anzahl)]),
    }


def _soziales(
    lauf: Verlauf, bezirke: Bezirke, achsen: Achsen, rng: np.random.Generator
) -> dict[str, pd.DataFrame]:
    grundsicherung = soziales.grundsicherung(lauf.bestand, bezirke, rng)
    arbeitslose = soziales.arbeitslose(lauf.bestand, lauf.jahre, bezirke, rng)
    hilfen = soziales.hilfen(lauf.bestand, lauf.jahre, bezirke, rng)
    return {
        "grundsicherung": _lang(
            "grundsicherung",
            _mit_stadt(grundsicherung),
            achsen,
            [names.LEISTUNGEN, soziales.GRUPPEN_GRUNDSICHERUNG],
        ),
        "arbeitslose": _lang(
            "arbeitslose", _mit_stadt(arbeitslose), achsen, [names.RECHTSKREISE, soziales.GRUPPEN_ARBEITSLOSE]
        ).assign(bezugsgroesse=""),
        "hilfen_sgb8": _lang(
            "hilfen_sgb8", _mit_stadt(hilfen), achsen, [names.PARAGRAPHEN, names.ZAEHLWEISEN]
        ),
        "wahlen": _wahlen(lauf, bezirke, rng),
        "quartiersarbeit": _quartiersarbeit(lauf, bezirke, achsen, rng),
    }


def _wahlen(lauf: Verlauf, bezirke: Bezirke, rng: np.random.Generator) -> pd.DataFrame:
    """List the city on both bases, the districts without postal votes."""
    vorjahr = int(ziele.WAHLTAG[:4]) - 1
    if vorjahr not in lauf.jahre or vorjahr + 1 not in lauf.jahre:
        return pd.DataFrame(columns=list(names.TABELLEN["wahlen"].spalten))
    berechtigte, urne, gesamt = soziales.wahl(lauf.bestand[:, lauf.jahre.index(vorjahr)], bezirke, rng)
    mit, ohne = names.BRIEFWAHL
    return pd.DataFrame(
        {
            "raumeinheit": [STADT, STADT, *bezirke.schluessel],
            "stichtag": ziele.WAHLTAG,
            "wahl": ziele.WAHL,
            "briefwahl": [mit] + [ohne] * (bezirke.zahl + 1),
            "wahlberechtigte": [berechtigte.sum(), berechtigte.sum(), *berechtigte],
            "waehlende": [gesamt, urne.sum(), *urne],
            "status": "wert",
        }
    )


def _quartiersarbeit(
    lauf: Verlauf, bezirke: Bezirke, achsen: Achsen, rng: np.random.Generator
) -> pd.DataFrame:
    zahlen = _mit_stadt(aussagen.quartiersarbeit(bezirke, lauf.jahre, rng))
    raum, jahr, merkmal = np.nonzero(zahlen)
    return pd.DataFrame(
        {
            "raumeinheit": np.take(achsen.raumeinheiten, raum),
            "jahr": np.take(np.array(achsen.jahre, dtype=np.int64), jahr),
            "merkmal": [aussagen.MERKMALE[m][0] for m in merkmal],
            "handlungsfeld": [aussagen.MERKMALE[m][1] for m in merkmal],
            "anzahl": zahlen[raum, jahr, merkmal],
            "status": "wert",
        }
    )


def _raumeinheiten(bezirke: Bezirke) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "raumeinheit": [STADT, *bezirke.schluessel],
            "name": ["Stadt Heilbronn", *bezirke.namen],
            "ebene": [names.EBENEN[0]] + [names.EBENEN[2]] * bezirke.zahl,
            "uebergeordnet": [""] + [STADT] * bezirke.zahl,
            "gueltig_ab": _GUELTIG_AB,
            "gueltig_bis": "",
        }
    )


def _mit_stadt(werte: Anzahlen) -> Anzahlen:
    """Put the sum of all districts before them."""
    return np.concatenate([werte.sum(axis=0, keepdims=True), werte])


def _lang(name: str, werte: Anzahlen, achsen: Achsen, dimensionen: Sequence[Sequence[str]]) -> pd.DataFrame:
    """One row per cell that is not zero, sorted as the labels are."""
    tabelle = names.TABELLEN[name]
    zeiten: Sequence[object] = achsen.jahre if tabelle.zeit == "jahr" else achsen.stichtage
    stellen = np.nonzero(werte)
    labels = [achsen.raumeinheiten, zeiten, *dimensionen]
    spalten = {
        spalte: pd.Categorical.from_codes(
            stelle.astype(np.int32), categories=pd.Index(list(werte_der_spalte))
        )
        for spalte, stelle, werte_der_spalte in zip(tabelle.schluessel, stellen, labels, strict=True)
    }
    return pd.DataFrame({**spalten, "anzahl": werte[stellen], "status": "wert"})


def _geordnet(name: str, tabelle: pd.DataFrame) -> pd.DataFrame:
    return tabelle[list(names.TABELLEN[name].spalten)]
