"""The released projection beside the released base: what changes, year by year, by age and sex."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.indicators.bevoelkerung import FUENFER, PAPIER
from pipeline.indicators.zellen import auswahl
from pipeline.measures import floats, quotient

GRUPPEN = (*PAPIER, "0-17", "18-64", "65+", names.INSGESAMT)


def veraenderung(
    tabellen: Mapping[str, pd.DataFrame],
    raumeinheit: str,
    basis: str,
    jahr: int,
    szenario: str = "basis",
    baender: Sequence[str] = GRUPPEN,
) -> pd.DataFrame:
    """Set the expected residents beside those of the base date.

    Takes:   released tables (prognose, einwohner); area; base date; year; scenario; age bands.
    Returns: altersgruppe, basis (released count), erwartet (rounded to 5 persons), differenz (persons,
             as exact as the rounding), differenz_pct, unten and oben (ends of the band, NaN without
             one), grundlage (what it is made from, missing without a value), eckwerte (date of the forecast
             of the city that it follows, missing without one), eckwerte_bis (last year which that tells
             where it is before this year, else NaN), status (of the worse of both).
    Raises:  nothing; a missing cell or table is `fehlt`.
    Source:  own.
    """
    verlauf = reihe_nach_alter(tabellen, raumeinheit, basis, szenario, baender)
    heute, dann = (
        verlauf[verlauf["jahr"] == stand].set_index("altersgruppe").reindex(list(baender))
        for stand in (names.stichtag_jahr(basis), jahr)
    )
    differenz = floats(dann["personen"]) - floats(heute["personen"])
    stand, bis = _eckwerte(tabellen.get("prognose"), raumeinheit, basis, szenario)
    return pd.DataFrame(
        {
            "altersgruppe": list(baender),
            "basis": floats(heute["personen"]),
            "erwartet": floats(dann["personen"]),
            "differenz": differenz,
            "differenz_pct": 100 * quotient(differenz, heute["personen"]),
            "unten": floats(dann["unten"]),
            "oben": floats(dann["oben"]),
            "grundlage": dann["grundlage"].to_numpy(object),
            "eckwerte": stand,
            "eckwerte_bis": bis if bis < jahr else np.nan,
            "status": _schlechter(heute["status"].fillna("fehlt"), dann["status"].fillna("fehlt")),
        }
    )


def reihe_nach_alter(
    tabellen: Mapping[str, pd.DataFrame],
    raumeinheit: str,
    basis: str,
    szenario: str = "basis",
    baender: Sequence[str] = GRUPPEN,
) -> pd.DataFrame:
    """List the released past, the base and the expected years.

    Takes:   as `veraenderung`.
    Returns: jahr, altersgruppe, personen, status, art: `gezaehlt` up to the base, `erwartet` after it;
             unten and oben, the ends of the band, which opens at the base, NaN without one; grundlage of
             the expected ones.
    Raises:  nothing; a missing table gives no rows.
    Source:  own.
    """
    spalten = ["jahr", "altersgruppe", "personen", "status", "art", "unten", "oben", "grundlage"]
    teile = [
        _gezaehlt(tabellen.get("einwohner"), raumeinheit, basis, baender),
        _erwartet(tabellen.get("prognose"), raumeinheit, basis, szenario, baender),
    ]
    da = [teil[spalten] for teil in teile if not teil.empty]
    if not da:
        return pd.DataFrame({spalte: pd.Series(dtype="object") for spalte in spalten})
    return pd.concat(da, ignore_index=True).sort_values("jahr", kind="stable", ignore_index=True)


def pyramide_der_prognose(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, basis: str, jahr: int, szenario: str = "basis"
) -> pd.DataFrame:
    """Set the expected pyramid of the last year beside that of the base.

    Takes:   released tables (prognose, einwohner); area; base date; last projected year; scenario.
    Returns: altersgruppe, geschlecht, erwartet, status, basis, status_basis: persons; youngest first.
    Raises:  nothing; a missing cell or table is `fehlt`.
    Source:  own.
    """
    schluessel = ["altersgruppe", "geschlecht"]
    gitter = pd.MultiIndex.from_product([FUENFER, ("m", "w")], names=schluessel)
    dann = _pyramidenzellen(tabellen.get("prognose"), raumeinheit, basis=basis, jahr=jahr, szenario=szenario)
    heute = _pyramidenzellen(tabellen.get("einwohner"), raumeinheit, stichtag=basis)
    erwartet, gezaehlt = (teil.reindex(gitter).fillna({"status": "fehlt"}) for teil in (dann, heute))
    ergebnis = pd.DataFrame(
        {
            "erwartet": floats(erwartet["personen"]),
            "status": erwartet["status"],
            "basis": floats(gezaehlt["personen"]),
            "status_basis": gezaehlt["status"],
        },
        index=gitter,
    )
    return ergebnis.reset_index()


def gekommen(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, basis: str, szenario: str = "basis"
) -> pd.DataFrame:
    """Set the counts of the years after the base beside the band that was projected for them.

    Takes:   released tables (prognose, einwohner); area; base date; scenario.
    Returns: jahr, gezaehlt, unten, oben, of all residents; only years with a released count and a band.
    Raises:  nothing.
    Source:  own.
    """
    spalten = ["jahr", "gezaehlt", "unten", "oben"]
    einwohner = tabellen.get("einwohner")
    erwartet = _erwartet(tabellen.get("prognose"), raumeinheit, basis, szenario, [names.INSGESAMT])
    if einwohner is None or erwartet.empty:
        return pd.DataFrame(columns=spalten)
    zeilen = einwohner[auswahl(einwohner, raumeinheit=raumeinheit)]
    spaeter = zeilen[(zeilen["stichtag"] > basis) & zeilen["stichtag"].str.endswith(basis[4:])]
    gezaehlt = pd.DataFrame(
        {"jahr": spaeter["stichtag"].str[:4].astype("int64"), "gezaehlt": floats(spaeter["anzahl"])}
    )
    beide = gezaehlt.merge(erwartet[["jahr", "unten", "oben"]], on="jahr", validate="one_to_one")
    return beide[spalten].dropna().sort_values("jahr", ignore_index=True)


def _gezaehlt(
    einwohner: pd.DataFrame | None, raumeinheit: str, basis: str, baender: Sequence[str]
) -> pd.DataFrame:
    """Released counts on the same day of the years up to the base."""
    if einwohner is None:
        return pd.DataFrame()
    zeilen = einwohner[auswahl(einwohner, raumeinheit=raumeinheit, altersgruppe=list(baender))]
    zeilen = zeilen[(zeilen["stichtag"] <= basis) & zeilen["stichtag"].str.endswith(basis[4:])]
    jahr = zeilen["stichtag"].str[:4].astype("int64")
    personen = floats(zeilen["anzahl"])
    offen = np.where(zeilen["stichtag"] == basis, personen, np.nan)
    return zeilen.assign(
        jahr=jahr, personen=personen, art="gezaehlt", unten=offen, oben=offen, grundlage=None
    )


def _erwartet(
    prognose: pd.DataFrame | None, raumeinheit: str, basis: str, szenario: str, baender: Sequence[str]
) -> pd.DataFrame:
    """Expected persons of the projected years."""
    if prognose is None:
        return pd.DataFrame()
    rahmen = {"raumeinheit": raumeinheit, "basis": basis, "szenario": szenario}
    zeilen = prognose[auswahl(prognose, **rahmen, altersgruppe=list(baender))]
    return zeilen.assign(personen=floats(zeilen["erwartet"]), art="erwartet")


def _eckwerte(
    prognose: pd.DataFrame | None, raumeinheit: str, basis: str, szenario: str
) -> tuple[str | None, float]:
    """Date of the forecast of the city that an area follows, and the last year which that tells."""
    if prognose is None or "eckwerte" not in prognose:
        return None, np.nan
    zeilen = prognose[auswahl(prognose, raumeinheit=raumeinheit, basis=basis, szenario=szenario)]
    zeilen = zeilen.dropna(subset="eckwerte")
    return (None, np.nan) if zeilen.empty else (str(zeilen["eckwerte"].iloc[0]), float(zeilen["jahr"].max()))


def _pyramidenzellen(tabelle: pd.DataFrame | None, raumeinheit: str, **rahmen: str | int) -> pd.DataFrame:
    """Cells by age band and sex, with `personen`."""
    schluessel = ["altersgruppe", "geschlecht"]
    if tabelle is None:
        leer = pd.MultiIndex.from_arrays([[], []], names=schluessel)
        return pd.DataFrame({"personen": [], "status": pd.Series([], dtype="str")}, index=leer)
    gesucht = {**rahmen, "altersgruppe": list(FUENFER), "geschlecht": ["m", "w"]}
    zeilen = tabelle[auswahl(tabelle, raumeinheit=raumeinheit, **gesucht)]
    wert = "erwartet" if "erwartet" in tabelle else "anzahl"
    return zeilen.assign(personen=floats(zeilen[wert])).set_index(schluessel)[["personen", "status"]]


def _schlechter(eins: "pd.Series[str]", zwei: "pd.Series[str]") -> list[str]:
    """Status of two values together."""
    rang = {"wert": 0, "unsicher": 1, "geheim": 2, "fehlt": 3}
    return [max(paar, key=lambda status: rang[status]) for paar in zip(eins, zwei, strict=True)]
