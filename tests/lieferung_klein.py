"""A tiny delivery as code: the city HN and its districts P01, P02, P03, in 2019 and 2020, balanced.

Every district has residents aged 7 (in 2019) to 90; in 2020 they are a year older, one child is born, one
person died, one moved in, one was naturalised. City rows are the sums of the districts.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import shapely

from pipeline import names

BEZIRKE = ("P01", "P02", "P03")
DIMENSIONEN = ["raumeinheit", "stichtag", "alter", "geschlecht", "staatsangehoerigkeit"]


def tabellen() -> dict[str, pd.DataFrame]:
    """The tables of the delivery, every cell a text."""
    bezirke = {
        "einwohner": _einwohner(),
        "zuwanderungsgeschichte": _zuwanderung(),
        "haushalte": _haushalte(),
        "wanderungen": _wanderungen(),
        "geburten": _zeilen("geburten", [("2020", "33", "w", "deutsch", "deutsch", 1)]),
        "sterbefaelle": _zeilen("sterbefaelle", [("2020", "91", "w", "deutsch", 1)]),
        "einbuergerungen": _zeilen("einbuergerungen", [("2020", "36", "m", 1)]),
        "grundsicherung": _stand("grundsicherung", [("SGB II", "15-64", 2)]),
        "arbeitslose": _stand("arbeitslose", [("SGB II", "15-64", 1)]),
        "wahlen": _wahlen(),
    }
    alle = {"raumeinheiten": _raumeinheiten()}
    alle |= {name: pd.concat([_stadt(name, t), t], ignore_index=True) for name, t in bezirke.items()}
    return {name: tabelle[list(names.TABELLEN[name].spalten)].astype("str") for name, tabelle in alle.items()}


def schreiben(ordner: Path, tabellen_: Mapping[str, pd.DataFrame] | None = None, **manifest: str) -> Path:
    """Write the delivery as a folder in the standard layout; `manifest` replaces lines of [lieferung]."""
    ordner.mkdir(parents=True, exist_ok=True)
    for name, tabelle in (tabellen() if tabellen_ is None else tabellen_).items():
        tabelle.to_csv(ordner / f"{name}.csv", index=False, lineterminator="\n")
    geojson = json.dumps(geometrie(), ensure_ascii=False)
    (ordner / "raumeinheiten.geojson").write_text(geojson, encoding="utf-8")
    (ordner / "lieferung.toml").write_text(_manifest(manifest), encoding="utf-8")
    return ordner


def geometrie() -> dict[str, object]:
    """Three squares in a row, labelled schematic, and the city around them."""
    ecken = {bezirk: (1000 * i, 0, 1000 * i + 1000, 1000) for i, bezirk in enumerate(BEZIRKE)}
    flaechen = {"HN": (0, 0, 3000, 1000)} | ecken
    merkmale = [
        {"type": "Feature", "properties": {"raumeinheit": schluessel}, "geometry": _rechteck(*grenzen)}
        for schluessel, grenzen in flaechen.items()
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    return {"type": "FeatureCollection", "crs": crs, "hinweis": "schematisch", "features": merkmale}


def _rechteck(links: float, unten: float, rechts: float, oben: float) -> object:
    return shapely.geometry.mapping(
        shapely.box(515000 + links, 5440000 + unten, 515000 + rechts, 5440000 + oben)
    )


def _manifest(anders: Mapping[str, str]) -> str:
    zeilen = {
        "id": '"klein"',
        "lieferant": '"Statistikstelle Kleinstadt"',
        "datum": "2021-03-15",
        "lizenz": '"CC BY 4.0"',
        "demonstration": "true",
        "hinweis": '"Erfundene Daten für Tests"',
    } | dict(anders)
    kopf = "\n".join(f"{name} = {wert}" for name, wert in zeilen.items())
    stroeme = '"wanderungen", "geburten", "sterbefaelle", "einbuergerungen"'
    staende = '"einwohner", "zuwanderungsgeschichte", "haushalte", "grundsicherung", "arbeitslose"'
    return (
        f"[lieferung]\n{kopf}\n\n"
        f'[[vollstaendig]]\ntabellen = [{staende}]\nraumeinheiten = ["*"]\njahre = [2019, 2020]\n\n'
        f'[[vollstaendig]]\ntabellen = [{stroeme}]\nraumeinheiten = ["*"]\njahre = [2020]\n'
    )


def _raumeinheiten() -> pd.DataFrame:
    zeilen = [("HN", "Kleinstadt", "stadt", "", "2015-01-01", "")]
    zeilen += [(b, f"Bezirk {b}", "planungsbezirk", "HN", "2015-01-01", "") for b in BEZIRKE]
    return pd.DataFrame(zeilen, columns=list(names.TABELLEN["raumeinheiten"].spalten))


def _zeilen(tabelle: str, zeilen: list[tuple[object, ...]]) -> pd.DataFrame:
    """The same rows for each district, from the time column on; they end with their measures."""
    spalten = [s for s in names.TABELLEN[tabelle].spalten if s not in ("raumeinheit", "status")]
    je_bezirk = pd.DataFrame(zeilen, columns=spalten[: len(zeilen[0])])
    teile = [je_bezirk.assign(raumeinheit=bezirk, status="wert") for bezirk in BEZIRKE]
    return pd.concat(teile, ignore_index=True)


def _stand(tabelle: str, zeilen: list[tuple[object, ...]]) -> pd.DataFrame:
    tage = ("2019-12-31", "2020-12-31")
    ergebnis = _zeilen(tabelle, [(tag, *zeile) for tag in tage for zeile in zeilen])
    return ergebnis.assign(bezugsgroesse="") if tabelle == "arbeitslose" else ergebnis


def _einwohner() -> pd.DataFrame:
    """Ages 7, 35, 40 and 90 become 8, 36, 41 and 91; births, deaths and moves as in the flow tables."""
    vorher = [
        ("7", "m", "deutsch", 4),
        ("35", "m", "nichtdeutsch", 5),
        ("35", "w", "deutsch", 6),
        ("40", "w", "nichtdeutsch", 7),
        ("90", "w", "deutsch", 3),
    ]
    nachher = [
        ("0", "w", "deutsch", 1),
        ("8", "m", "deutsch", 4),
        ("36", "m", "nichtdeutsch", 4),
        ("36", "m", "deutsch", 1),
        ("36", "w", "deutsch", 6),
        ("41", "w", "nichtdeutsch", 8),
        ("91", "w", "deutsch", 2),
    ]
    tage = [("2019-12-31", *zeile) for zeile in vorher] + [("2020-12-31", *zeile) for zeile in nachher]
    return _zeilen("einwohner", tage)


def _zuwanderung() -> pd.DataFrame:
    zeilen = [(tag, "insgesamt", "nichtdeutsch", 12) for tag in ("2019-12-31", "2020-12-31")]
    zeilen += [(tag, "insgesamt", "ohne", 13) for tag in ("2019-12-31", "2020-12-31")]
    return _zeilen("zuwanderungsgeschichte", [*zeilen, ("2020-12-31", "insgesamt", "deutsch_mit", 1)])


def _haushalte() -> pd.DataFrame:
    zeilen = [("einpersonen", "0", 5, 5), ("paar_mit_kindern", "1", 4, 12)]
    return _stand("haushalte", zeilen)


def _wanderungen() -> pd.DataFrame:
    return _zeilen("wanderungen", [("2020", "zuzug", "aussen", "41", "w", "nichtdeutsch", 1)])


def _wahlen() -> pd.DataFrame:
    return _zeilen("wahlen", [("2019-05-26", "Gemeinderatswahl", "nicht enthalten", 20, 9)])


def _stadt(name: str, tabelle: pd.DataFrame) -> pd.DataFrame:
    """City rows: the sum over the districts."""
    form = names.TABELLEN[name]
    werte = [spalte for spalte in form.werte if pd.api.types.is_numeric_dtype(tabelle[spalte])]
    summe = tabelle.groupby(list(form.schluessel[1:]), as_index=False, sort=False)[werte].sum()
    return summe.assign(raumeinheit="HN", status="wert").reindex(columns=list(form.spalten), fill_value="")
