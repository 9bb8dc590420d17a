"""Typed deliveries of a few rows, built without reading and typing, so that a rule can be tried by itself."""

import pandas as pd

from pipeline import names
from pipeline.validation.pruefling import ABGELEITET, GRUPPE, Pruefling

ZAHLEN = ("anzahl", "personen", "bezugsgroesse", "wahlberechtigte", "waehlende")


def tabelle(name, zeilen):
    """Typed rows of a table; what a row does not name is `insgesamt`, empty, or `wert`."""
    form = names.TABELLEN[name]
    daten = pd.DataFrame(zeilen).reindex(columns=list(form.spalten))
    for spalte in form.spalten:
        if spalte in ZAHLEN:
            daten[spalte] = daten[spalte].astype("Int64")
        elif spalte == "jahr":
            daten[spalte] = daten[spalte].astype("int64")
        elif spalte not in ("ost", "nord", "gewicht"):
            ersatz = {"status": "wert"} | dict.fromkeys(names.DIMENSIONEN_MIT_INSGESAMT, "insgesamt")
            daten[spalte] = daten[spalte].astype("str").where(daten[spalte].notna(), ersatz.get(spalte))
            daten[spalte] = daten[spalte].astype("str").where(daten[spalte].notna())
    daten["zeile"] = range(2, len(daten) + 2)
    return daten.assign(periode=daten[form.zeit].astype("str") if form.zeit else "")


def raeume(*schluessel, **felder):
    """The city HN and districts."""
    stadt = {"raumeinheit": "HN", "name": "Kleinstadt", "ebene": "stadt"}
    bezirke = [
        {"raumeinheit": r, "name": f"Bezirk {r}", "ebene": "planungsbezirk", "uebergeordnet": "HN", **felder}
        for r in schluessel
    ]
    return [stadt, *bezirke]


def pruefling(erklaert=(), raumeinheiten=None, abgeleitet=(), **rest):
    """A Pruefling of the tables given as lists of rows."""
    felder = {s: rest.pop(s) for s in ("datum", "gebiete", "rundung", "frueher") if s in rest}
    zeilen = {"raumeinheiten": raumeinheiten or raeume("P01", "P02"), **rest}
    return Pruefling(
        {name: tabelle(name, inhalt) for name, inhalt in zeilen.items()},
        pd.DataFrame(list(erklaert), columns=GRUPPE, dtype="str"),
        abgeleitet=pd.DataFrame(list(abgeleitet), columns=list(ABGELEITET)),
        **felder,
    )


def bestand(raumeinheit, jahr, anzahl, **merkmale):
    """A row of a stock on 31 December."""
    return {"raumeinheit": raumeinheit, "stichtag": f"{jahr}-12-31", "anzahl": anzahl, **merkmale}


def strom(raumeinheit, jahr, anzahl, **merkmale):
    """A row of a flow."""
    return {"raumeinheit": raumeinheit, "jahr": jahr, "anzahl": anzahl, **merkmale}


def ueberall(tabellen, raumeinheiten, perioden):
    """Declarations of completeness."""
    return [(t, r, p) for t in tabellen for r in raumeinheiten for p in perioden]
