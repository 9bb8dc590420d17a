"""Reading the release plan, and printing it for those who decide on it."""

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from itertools import chain
from typing import Any, TypeVar

from pipeline import names
from pipeline.disclosure import befragungen
from pipeline.errors import PlanUngueltig
from pipeline.schemas.nullen import NULLEN_GEZEIGT, NULLEN_WIE_KLEINE
from pipeline.schemas.plan import Auswahl, Bilanz, Freigabeplan, Gleichsetzung, Gleichung
from pipeline.schemas.plantabelle import ALLE, FreigabeTabelle, Gewichte, Kreuzung, Stufe, Summe

T = TypeVar("T")
_NULLEN = {
    NULLEN_GEZEIGT: "eine wahre Null wird gezeigt",
    NULLEN_WIE_KLEINE: "eine Null ist geheim wie jede kleinere Zahl, außer in Pflichtzellen",
}
_ZAHLWORT = {3: "drei", 5: "fünf"}
_NAME = re.compile(r'name\s*=\s*"([^"]*)"')


def plan(text: str | None = None) -> Freigabeplan:
    """Read a release plan; without `text` the one that comes with the package.

    Raises: PlanUngueltig, with the table and the entry that is wrong.
    """
    if text is None:
        text = files("pipeline.disclosure").joinpath("freigabeplan.toml").read_text(encoding="utf-8")
    try:
        roh = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fehler:
        raise PlanUngueltig(f"Freigabeplan: kein gültiges TOML ({fehler}).") from None
    zeilen = {m[1]: n for n, z in enumerate(text.splitlines(), 1) if (m := _NAME.match(z))}
    for eintrag in roh.get("tabelle", []):
        eintrag.setdefault("zeile", zeilen.get(str(eintrag.get("name")), 0))
    return _gebaut(Freigabeplan, "Plan", _plan_eintraege(roh))


def _plan_eintraege(roh: dict[str, Any]) -> dict[str, Any]:
    listen = roh.pop("listen", {})
    vorgabe = {
        "mindestfallzahl": roh.pop("mindestfallzahl", 3),
        "gewichte": _gebaut(Gewichte, "gewichte", roh.pop("gewichte", {})),
    }
    return {
        "tabellen": tuple(_tabelle(eintrag, listen, vorgabe) for eintrag in roh.pop("tabelle", [])),
        "oeffentlich": tuple(roh.pop("oeffentlich", ())),
        "gleichsetzungen": tuple(
            _gebaut(Gleichsetzung, "gleichsetzung", {**eintrag, "codes": _tupel(eintrag.get("codes", {}))})
            for eintrag in roh.pop("gleichsetzung", [])
        ),
        "gleichungen": tuple(_gleichung(eintrag) for eintrag in roh.pop("gleichung", [])),
        "bilanzen": tuple(_bilanz(eintrag) for eintrag in roh.pop("bilanz", [])),
        **roh,
    }


def _tabelle(
    eintrag: dict[str, Any], listen: dict[str, list[str]], vorgabe: Mapping[str, Any]
) -> FreigabeTabelle:
    name = str(eintrag.get("name", "?"))
    werte = {"quelle": name, **vorgabe, **eintrag}
    for schluessel in ("dimensionen", "ohne_rand", "pflicht"):
        werte[schluessel] = tuple(werte.get(schluessel, ()))
    werte |= _kreuzungen(werte, listen, name)
    if isinstance(werte["gewichte"], dict):
        werte["gewichte"] = _gebaut(Gewichte, f"{name}.gewichte", werte["gewichte"])
    werte["wichtig"] = tuple(_kreuzung(k, listen, name) for k in werte.get("wichtig", ()))
    werte["leiter"] = tuple(
        _gebaut(Stufe, f"{name}.leiter", {**stufe, **_kreuzungen(stufe, listen, name)})
        for stufe in werte.get("leiter", ())
    )
    werte["gruppen"] = {dimension: _tupel(codes) for dimension, codes in werte.get("gruppen", {}).items()}
    if "summe" in werte:
        werte["summe"] = _gebaut(Summe, f"{name}.summe", werte["summe"])
    return _gebaut(FreigabeTabelle, name, werte)


def _kreuzungen(
    eintrag: Mapping[str, Any], listen: dict[str, list[str]], name: str
) -> dict[str, tuple[Kreuzung, ...]]:
    return {
        art: tuple(_kreuzung(k, listen, name) for k in eintrag.get(art, ()))
        for art in ("kreuzungen", "nur_ob", "nur_oben")
    }


def _kreuzung(eintrag: dict[str, list[str]], listen: dict[str, list[str]], name: str) -> Kreuzung:
    return {dimension: _klassen(klassen, listen, name) for dimension, klassen in eintrag.items()}


def _klassen(klassen: list[str], listen: dict[str, list[str]], name: str) -> tuple[str, ...]:
    unbekannt = [k for k in klassen if k.startswith("@") and k[1:] not in listen]
    if unbekannt:
        raise PlanUngueltig(f"Freigabeplan: {name}: die Liste {unbekannt[0]} steht nicht unter [listen].")
    return tuple(chain.from_iterable(listen[k[1:]] if k.startswith("@") else [k] for k in klassen))


def _gleichung(eintrag: dict[str, Any]) -> Gleichung:
    seiten = {seite: _auswahl(dict(eintrag.get(seite, {}))) for seite in ("links", "rechts")}
    return _gebaut(Gleichung, "gleichung", {**eintrag, **seiten})


def _bilanz(eintrag: dict[str, Any]) -> Bilanz:
    seiten: dict[str, Any] = {
        seite: tuple(_auswahl(dict(fluss)) for fluss in eintrag.get(seite, ())) for seite in ("plus", "minus")
    }
    return _gebaut(
        Bilanz, "bilanz", {**eintrag, **seiten, "bestand": _auswahl(dict(eintrag.get("bestand", {})))}
    )


def _auswahl(eintrag: dict[str, Any]) -> Auswahl:
    return Auswahl(str(eintrag.pop("tabelle", "?")), _tupel(eintrag))


def _tupel(codes: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {klasse: tuple(liste) for klasse, liste in codes.items()}


def _gebaut(art: type[T], ort: str, werte: dict[str, Any]) -> T:
    """Build a part of the plan; a misspelt or missing entry becomes our own error."""
    erlaubt = set(art.__dataclass_fields__)  # type: ignore[attr-defined]  # only dataclasses come here
    fremd = sorted(set(werte) - erlaubt)
    if fremd:
        raise PlanUngueltig(
            f"Freigabeplan: {ort}: den Eintrag „{fremd[0]}“ gibt es nicht; möglich sind "
            f"{', '.join(sorted(erlaubt))}."
        )
    try:
        return art(**werte)
    except TypeError as fehler:
        raise PlanUngueltig(f"Freigabeplan: {ort}: unvollständig ({fehler}).") from None


def quellen(freigabeplan: Freigabeplan) -> dict[str, list[str]]:
    """Which delivered tables every released table is made from."""
    eigene = {tabelle.name: [tabelle.quelle] for tabelle in freigabeplan.tabellen}
    return eigene | {name: [name] for name in freigabeplan.oeffentlich} | befragungen.QUELLEN


def plan_text(freigabeplan: Freigabeplan) -> str:
    """Print the plan as German text: per table what is shown, in which classes, above which count."""
    absaetze = [_tabellentext(tabelle) for tabelle in freigabeplan.tabellen]
    absaetze += [
        _gewichtstext(gewichte, [t.name for t in freigabeplan.tabellen if t.gewichte == gewichte])
        for gewichte in dict.fromkeys(t.gewichte for t in freigabeplan.tabellen)
    ]
    absaetze.extend(befragungen.FREIGABETEXTE)
    absaetze.append(f"Unverändert, weil öffentlich: {', '.join(freigabeplan.oeffentlich)}.")
    absaetze.extend(_gleichungstext(gleichung) for gleichung in freigabeplan.gleichungen)
    absaetze.extend(_bilanztext(bilanz) for bilanz in freigabeplan.bilanzen)
    return "\n\n".join(absaetze) + "\n"


def _gewichtstext(gewichte: Gewichte, tabellen: list[str]) -> str:
    return (
        f"{', '.join(tabellen)}: "
        "Verdeckt wird zum Schutz anderer, was am wenigsten kostet: eine Zahl für Raumeinheiten mit Teilen "
        f"das {gewichte.oben:g}-Fache, je nicht unterschiedener Dimension das {gewichte.insgesamt:g}-Fache, "
        f"eine wichtige das {gewichte.wichtig:g}-Fache, eine Beigabe das {gewichte.beigabe:g}-Fache."
    )


def _tabellentext(tabelle: FreigabeTabelle) -> str:
    zeilen = [
        f"{tabelle.name} (aus {tabelle.quelle}, Grundgesamtheit {tabelle.grundgesamtheit})",
        f"  gezeigt ab {tabelle.mindestfallzahl} Fällen; {_NULLEN[tabelle.nullen]}",
    ]
    zeilen += [f"  wichtig: {_kreuzungstext(kreuzung)}" for kreuzung in tabelle.wichtig]
    if tabelle.mitwisser:
        zeilen.append("  auch wer der einzige Fall einer Zelle ist, erfährt daraus keine andere geheime Zahl")
    zeilen += _stufentext(tabelle)
    if tabelle.summe:
        zeilen.append(f"  Summe {tabelle.summe.spalte} über alle Fälle")
    if tabelle.leiter:
        zeilen.append(f"  gröber, wo mehr als {tabelle.hoechstens_geheim_pct:g} % der Zellen geheim wären:")
    groeber = tabelle.groeber
    while groeber is not None:
        zeilen += [f"  {zeile}" for zeile in _stufentext(groeber)]
        groeber = groeber.groeber
    return "\n".join(zeilen)


def _stufentext(tabelle: FreigabeTabelle) -> list[str]:
    zeilen = [f"  Stufe „{tabelle.stufe}“"] if tabelle.stufe else []
    if tabelle.jahre > 1:
        zeilen.append(f"  Summen von {_ZAHLWORT[tabelle.jahre]} Jahren, Blöcke bis {tabelle.bis}")
    zeilen += [f"  {_kreuzungstext(kreuzung)}" for kreuzung in tabelle.kreuzungen if kreuzung]
    zeilen += [
        f"  {_kreuzungstext(kreuzung)}; in Raumeinheiten ohne Teile nur, ob es Fälle gibt"
        for kreuzung in tabelle.nur_ob
    ]
    zeilen += [
        f"  {_kreuzungstext(kreuzung)}; nur für Raumeinheiten mit Teilen" for kreuzung in tabelle.nur_oben
    ]
    return zeilen if any(tabelle.kreuzungen) else [*zeilen, "  nur insgesamt"]


def _kreuzungstext(kreuzung: Kreuzung) -> str:
    teile = [
        f"{dimension} [{'alle' if klassen == (ALLE,) else ', '.join(map(_klassentext, klassen))}]"
        for dimension, klassen in kreuzung.items()
    ]
    return " × ".join(teile) + (", mit Rändern" if len(teile) > 1 else ", mit insgesamt")


def _klassentext(klasse: str) -> str:
    return klasse.replace("-", "–") if names.ist_alter(klasse) else klasse


def _gleichungstext(gleichung: Gleichung) -> str:
    wo = "in jeder Raumeinheit" if gleichung.ueber == "raumeinheit" else "über alle Raumeinheiten zusammen"
    return f"Bekannt gleich {wo}: {_auswahltext(gleichung.links)} und {_auswahltext(gleichung.rechts)}."


def _bilanztext(bilanz: Bilanz) -> str:
    plus, minus = (", ".join(map(_auswahltext, seite)) for seite in (bilanz.plus, bilanz.minus))
    return (
        f"Bekannt als Bilanz, wo beide Bestände gezeigt werden und sie in der Lieferung aufgeht: "
        f"{_auswahltext(bilanz.bestand)} ändert sich im Jahr um {plus}, weniger {minus}."
    )


def _auswahltext(auswahl: Auswahl) -> str:
    codes = "; ".join(f"{dimension} {', '.join(liste)}" for dimension, liste in auswahl.codes.items())
    return auswahl.tabelle + (f" ({codes})" if codes else "")
