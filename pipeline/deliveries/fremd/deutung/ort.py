"""Which area a row belongs to: filled down, split, padded, recoded; and the areas a file knows."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.angaben import Ort
from pipeline.deliveries.fremd.befund import fehler, kurz, unlesbar
from pipeline.deliveries.fremd.blatt.aufbau import Blatt
from pipeline.measures.codes import decode, translated
from pipeline.schemas.befunde import Befund

SCHLUESSEL = re.compile(names.RAUMEINHEIT)


class Orte(NamedTuple):
    """Key and name by row; the key is missing where the row is of no area."""

    schluessel: "pd.Series[str]"
    name: "pd.Series[str]"


def verorten(blatt: Blatt, ort: Ort) -> tuple[Orte, list[Befund]]:
    """Give each row its area."""
    if ort.fest:
        fest = pd.Series(ort.fest, index=blatt.zellen.index, dtype="str")
        return Orte(fest, fest.where(fest.isna(), ort.name_stadt)), []
    roh = _roh(blatt, ort)
    name = decode(blatt.spalte(ort.name_spalte)) if ort.name_spalte is not None else _leer(roh)
    if ort.fuellen:
        roh = decode(roh)
        anfang = roh.ne("")
        name = name.where(anfang).ffill().fillna("")
        roh = roh.where(anfang).ffill().fillna("")
    gedeutet = {text: _deuten(text, ort) for text in roh.unique()}
    schluessel = translated(roh, lambda text: gedeutet[text][0])
    if ort.muster:
        name = decode(translated(roh, lambda text: gedeutet[text][1]))
    stadt = schluessel.eq(ort.stadt) if ort.stadt else schluessel.isna()
    if ort.name_stadt:
        name = name.mask(stadt, ort.name_stadt)
    return Orte(schluessel, name), _befunde(blatt, roh, schluessel, ort)


def _leer(wie: "pd.Series[str]") -> "pd.Series[str]":
    return pd.Series("", index=wie.index, dtype="str")


def _roh(blatt: Blatt, ort: Ort) -> "pd.Series[str]":
    spalten = ort.spalten or ((ort.spalte,) if ort.spalte is not None else ())
    if not spalten:
        abhilfe = "Verlangt ist spalte, spalten oder fest unter [datei.raumeinheit]."
        raise unlesbar(blatt.name, "manifest", "Nichts sagt, welche Raumeinheit gemeint ist.", abhilfe)
    if len(spalten) == 1:
        return blatt.spalte(spalten[0])
    teile = [decode(blatt.spalte(spalte)) for spalte in spalten]
    if ort.stellen:
        teile = [teil.where(teil.eq(""), teil.str.zfill(ort.stellen)) for teil in teile]
    roh = teile[0]
    for teil in teile[1:]:
        roh = roh + ort.verbinden + teil
    return roh


def _deuten(text: str, ort: Ort) -> tuple[str | None, str]:
    """Key and name that a delivered text stands for; None where it is no key or left out on purpose."""
    if text in ort.gesamt:
        return ort.stadt or None, ort.name_stadt
    if text in ort.schluessel:
        return ort.schluessel[text], ort.name_stadt if ort.schluessel[text] == ort.stadt else ""
    kern, name = text, ""
    if ort.muster:
        treffer = re.search(ort.muster, text)
        if not treffer:
            return None, ""
        gruppen = treffer.groupdict()
        kern, name = gruppen.get("schluessel") or treffer[0], gruppen.get("name") or ""
    kern = re.sub(r"^([0-9]+)\.0$", r"\1", kern)
    if ort.stellen and not ort.spalten and kern.isdecimal():
        kern = kern.zfill(ort.stellen)
    kern = ort.schluessel.get(kern, kern)
    gut = SCHLUESSEL.match(kern) and not (
        ort.stellen and not ort.spalten and kern.isdecimal() and len(kern) > ort.stellen
    )
    return (kern, name.strip()) if gut and kern not in ort.weglassen else (None, "")


def _befunde(blatt: Blatt, roh: "pd.Series[str]", schluessel: "pd.Series[str]", ort: Ort) -> list[Befund]:
    """Texts that are no key, each once with its first line."""
    fremd = roh[schluessel.isna() & ~roh.isin([*ort.weglassen, *ort.gesamt])].drop_duplicates()
    befunde = []
    for stelle, text in fremd.items():
        grund = f'"{kurz(text)}" ist kein Schlüssel einer Raumeinheit.' if text else "Der Schlüssel fehlt."
        abhilfe = (
            "Bitte unter [datei.raumeinheit] sagen, was das ist: gesamt, schluessel, muster, stellen, "
            "fuellen oder weglassen."
        )
        zeile = int(blatt.zeilen[blatt.zellen.index.get_loc(stelle)])
        befunde.append(fehler(blatt.name, "raumeinheit", grund, abhilfe, zeile, "raumeinheit", text))
    return befunde


def gebiete(orte: Orte, zeilen: "pd.Series[int]", ort: Ort) -> pd.DataFrame:
    """The areas a file knows, as rows of raumeinheiten, with the line on which each first stands.

    A declared city that encloses them is one of them even if it has no row (`ohne_zeile`).
    """
    alle = pd.DataFrame({"raumeinheit": orte.schluessel, "name": orte.name, "zeile": zeilen})
    alle = alle[alle["raumeinheit"].notna()]
    benannt = alle[alle["name"].ne("")].drop_duplicates("raumeinheit")
    name = dict(zip(benannt["raumeinheit"], benannt["name"], strict=True))
    eins = alle.drop_duplicates("raumeinheit").reset_index(drop=True).astype({"raumeinheit": "str"})
    stufe = _stufen(ort)
    lagen = [stufe(schluessel) for schluessel in eins["raumeinheit"]]
    alle = eins.assign(
        name=pd.array([name.get(schluessel, schluessel) for schluessel in eins["raumeinheit"]], dtype="str"),
        ebene=pd.array([ebene for ebene, _ in lagen], dtype="str"),
        uebergeordnet=pd.array([oben for _, oben in lagen], dtype="str"),
        gueltig_ab="",
        gueltig_bis="",
        ohne_zeile=False,
    )
    return _mit_stadt(alle, ort)


def _mit_stadt(alle: pd.DataFrame, ort: Ort) -> pd.DataFrame:
    if (
        not ort.stadt
        or alle["raumeinheit"].eq(ort.stadt).any()
        or not alle["uebergeordnet"].eq(ort.stadt).any()
    ):
        return alle
    stadt = alle.head(1).assign(
        raumeinheit=ort.stadt,
        name=ort.name_stadt or ort.stadt,
        ebene="stadt",
        uebergeordnet="",
        ohne_zeile=True,
    )
    return pd.concat([stadt, alle], ignore_index=True)


def _stufen(ort: Ort) -> Callable[[str], tuple[str, str]]:
    """Level and enclosing area of a key; without declared levels all but the city are Stadtteile."""

    def stufe(schluessel: str) -> tuple[str, str]:
        for ebene in ort.ebenen:
            treffer = re.fullmatch(ebene.muster, schluessel)
            if treffer:
                oben = ort.stadt if ebene.uebergeordnet is None else treffer.expand(ebene.uebergeordnet)
                return ebene.ebene, "" if ebene.ebene == "stadt" else oben
        return ("stadt", "") if schluessel == ort.stadt else ("stadtteil", ort.stadt)

    return stufe
