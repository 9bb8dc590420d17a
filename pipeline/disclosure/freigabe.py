"""Releasing: count, protect, attack, and only then hand out tables."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np
import pandas as pd

from pipeline.disclosure.angriff import MERKMALSTABELLEN, volle_gruppen
from pipeline.disclosure.ausgabe import (
    Ergebnisse,
    Geschuetzt,
    anteil_geheim,
    freigabetabelle,
    protokoll_tabelle,
)
from pipeline.disclosure.befragungen import befragungen
from pipeline.disclosure.bilanz import Saldo, folgend, salden
from pipeline.disclosure.jahressummen import zaehlung_ueber_jahre, zeitraeume
from pipeline.disclosure.merkmalsangriff import bericht, gemeinsames, sicht, verlange_nichts_gemeinsames
from pipeline.disclosure.merkmalsgruppen import EINWOHNER, Gruppen, gruppen_von, mit_vollen_gruppen
from pipeline.disclosure.pruefung import Geprueft, pruefe, verlange_sicher
from pipeline.disclosure.system import Maske, System, system
from pipeline.disclosure.teil import Widerspruch, teil
from pipeline.disclosure.zellen import Zaehlung, zaehlung
from pipeline.errors import NichtFreigegeben
from pipeline.schemas.plan import Freigabeplan
from pipeline.schemas.plantabelle import FreigabeTabelle

WIE_ZULETZT = 0.5
"""Weight of a cell that was hidden in the period before."""


@dataclass(frozen=True)
class _Lauf:
    """One release: what it is made from, and what is decided so far.

    fertig: what was counted, on the step of its ladder that is taken or tried. ergebnisse: what is hidden.
    befunde: the findings of the attack, one table per system and period.
    """

    plan: Freigabeplan
    bestand: Mapping[str, pd.DataFrame]
    frueher: pd.DataFrame | None
    befunde: list[pd.DataFrame]
    fertig: dict[str, list[Zaehlung]] = field(default_factory=dict)
    ergebnisse: dict[tuple[str, str | int], Geschuetzt] = field(default_factory=dict)

    @property
    def gezaehlt(self) -> list[Zaehlung]:
        """Everything that was counted."""
        return list(chain.from_iterable(self.fertig.values()))

    def zaehle(self, tabelle: FreigabeTabelle) -> list[Zaehlung]:
        """Count all cells of one table."""
        return zaehlungen(self.plan, tabelle, self.bestand, self.frueher)


def freigeben(
    bestand: Mapping[str, pd.DataFrame],
    plan: Freigabeplan,
    frueher: pd.DataFrame | None = None,
    befunde: list[pd.DataFrame] | None = None,
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Build every released table whose source is delivered.

    Takes:   the exact tables by name, `raumeinheiten` among them; the plan; the register of all released
             before; `befunde` gets the attack's confidential findings by system and period, also if refused.
    Returns: released tables by name, as `schemas.freigabe` says; the protocol: per table and period the cells
             shown and hidden, numbers of cells only.
    Raises:  NichtFreigegeben, naming the cell and the sums that give it away; nothing is handed out then.
    """
    geliefert = [t for t in plan.tabellen if t.quelle in bestand and len(bestand[t.quelle])]
    lauf = _Lauf(plan, bestand, frueher, [] if befunde is None else befunde)
    # stocks come before flows, so that it is known by then which of them a reader sees
    for gruppe in gruppen([z for t in geliefert for z in lauf.zaehle(t)], plan):
        lauf.ergebnisse.update(_auf_der_leiter(lauf, gruppe))
    alle = {tabelle.name: lauf.fertig[tabelle.name] for tabelle in geliefert}
    tabellen = {name: freigabetabelle(eigene, lauf.ergebnisse) for name, eigene in alle.items()}
    _verlange_keine_volle_gruppe(tabellen)  # a last look at what is printed, whatever was attacked before
    tabellen |= {name: bestand[name] for name in plan.oeffentlich if name in bestand}
    tabellen |= befragungen(bestand, frueher)
    return tabellen, protokoll_tabelle(list(chain.from_iterable(alle.values())), lauf.ergebnisse)


def zaehlungen(
    plan: Freigabeplan,
    tabelle: FreigabeTabelle,
    bestand: Mapping[str, pd.DataFrame],
    frueher: pd.DataFrame | None,
) -> list[Zaehlung]:
    """Count a table: at once, or by spans of years where sums of years are shown or were."""
    spannen = zeitraeume(tabelle, bestand, frueher)
    if spannen is None:
        return [zaehlung(tabelle, bestand, frueher, folgend(plan, tabelle, bestand))]
    if tabelle.summe or tabelle.nicht_additiv or not plan.steht_allein(tabelle):
        raise NichtFreigegeben(
            f"Nicht freigegeben: von {tabelle.name} wurden früher Summen mehrerer Jahre veröffentlicht; im "
            "Freigabeplan darf die Tabelle deshalb nicht mit anderen verbunden sein."
        )
    return [zaehlung_ueber_jahre(tabelle, spanne, bestand, frueher) for spanne in spannen]


def _auf_der_leiter(lauf: _Lauf, gruppe: Sequence[Zaehlung]) -> dict[tuple[str, str | int], Geschuetzt]:
    """Protect a group on the finest steps of its ladders that do not hide too much."""
    bisher = len(lauf.befunde)
    while True:
        je_tabelle = _je_tabelle(gruppe)
        lauf.fertig.update(je_tabelle)
        try:
            zu_viel = []
            for versuch in _ohne_und_mit_mitwissern(gruppe):
                del lauf.befunde[bisher:]  # those of a step that is not taken
                ergebnis = _gruppe(lauf, versuch)
                zu_viel = [eigene[0] for eigene in je_tabelle.values() if _zu_viel(eigene, ergebnis)]
                if any(z.im_plan.groeber is not None for z in zu_viel):
                    break
        except NichtFreigegeben:
            zu_viel = list(gruppe)
            if all(z.im_plan.groeber is None for z in gruppe):
                raise
        namen = {z.plan.name for z in zu_viel if z.im_plan.groeber is not None}
        if not namen:
            return ergebnis
        gruppe = list(chain.from_iterable(_naechste(lauf, e, namen) for e in je_tabelle.values()))


def _je_tabelle(gruppe: Sequence[Zaehlung]) -> dict[str, list[Zaehlung]]:
    """Everything counted for a table: one, or one per span of years."""
    namen = dict.fromkeys(z.plan.name for z in gruppe)
    return {name: [z for z in gruppe if z.plan.name == name] for name in namen}


def _zu_viel(eigene: Sequence[Zaehlung], ergebnis: Ergebnisse) -> bool:
    return anteil_geheim(eigene, ergebnis) > eigene[0].plan.hoechstens_geheim_pct


def _naechste(lauf: _Lauf, eigene: list[Zaehlung], namen: Collection[str]) -> list[Zaehlung]:
    """Count one table on the next step of its ladder, if it is among those that take it."""
    groeber = eigene[0].im_plan.groeber
    return eigene if groeber is None or groeber.name not in namen else lauf.zaehle(groeber)


def _ohne_und_mit_mitwissern(gruppe: Sequence[Zaehlung]) -> list[Sequence[Zaehlung]]:
    """A step that hides too much anyway need not be attacked by insiders, which takes long."""
    if not any(z.plan.mitwisser for z in gruppe):
        return [gruppe]
    return [[replace(z, plan=replace(z.plan, mitwisser=False)) for z in gruppe], gruppe]


def _gruppe(lauf: _Lauf, gruppe: Sequence[Zaehlung]) -> dict[tuple[str, str | int], Geschuetzt]:
    """Protect and attack one group in all its periods."""
    geschuetzt: dict[tuple[str, str | int], Geschuetzt] = {}
    bekannt = {}
    if _fliesst(gruppe, lauf.plan):
        bekannt = salden(lauf.plan, lauf.gezaehlt, lauf.ergebnisse, lauf.bestand)
    zuletzt: dict[str, Maske] = {}
    for periode in sorted({periode for z in gruppe for periode in z.perioden}, key=str):
        hier = bekannt.get(periode, [])
        # tables that no balance binds in this period stay apart, so that each keeps its own areas
        for teile in [gruppe] if hier else gruppen(gruppe, replace(lauf.plan, bilanzen=())):
            ergebnis = _periode(lauf, teile, periode, hier, zuletzt)
            geschuetzt |= {(tabelle, periode): eines for tabelle, eines in ergebnis.items()}
            zuletzt |= {tabelle: eines.geheim for tabelle, eines in ergebnis.items()}
    return geschuetzt


def gruppen(zaehlungen: Sequence[Zaehlung], plan: Freigabeplan) -> list[list[Zaehlung]]:
    """Tables that belong into one system: same Grundgesamtheit, or tied by an equation or a balance.

    Returns: the group of the residents first, groups of flows that a balance ties to stocks last.
    """
    gesamtheit = {z.plan.name: z.plan.grundgesamtheit for z in zaehlungen}
    zu = {name: name for name in gesamtheit.values()}
    verbunden = [[g.links.tabelle, g.rechts.tabelle] for g in plan.gleichungen]
    verbunden += [[fluss.tabelle for fluss in bilanz.fluesse] for bilanz in plan.bilanzen]
    for tabellen in verbunden:
        hier = [zu[gesamtheit[name]] for name in tabellen if name in gesamtheit]
        zu = {name: hier[0] if wohin in hier else wohin for name, wohin in zu.items()}
    alle = [
        [z for z in zaehlungen if zu[z.plan.grundgesamtheit] == name] for name in dict.fromkeys(zu.values())
    ]
    return sorted(
        alle, key=lambda g: (_fliesst(g, plan), EINWOHNER not in [zaehlung.plan.name for zaehlung in g])
    )


def _fliesst(gruppe: Sequence[Zaehlung], plan: Freigabeplan) -> bool:
    """Whether a balance binds the tables of a group."""
    fluesse = {fluss.tabelle for bilanz in plan.bilanzen for fluss in bilanz.fluesse}
    return any(z.plan.name in fluesse for z in gruppe)


def _periode(
    lauf: _Lauf,
    gruppe: Sequence[Zaehlung],
    periode: str | int,
    bekannt: Sequence[Saldo],
    zuletzt: Mapping[str, Maske],
) -> dict[str, Geschuetzt]:
    """Protect and attack one group in one period: all together, or source by source where they disagree.

    Takes: `zuletzt`: what is hidden in the period before, by table.
    """
    raumeinheiten = lauf.bestand["raumeinheiten"]
    hier = [z for z in gruppe if periode in z.perioden]
    if not hier:
        return {}
    try:
        eines = system(lauf.plan, teil(hier, periode), raumeinheiten, salden=bekannt)
        return _geschuetzt(lauf, hier, _wie_zuletzt(eines, zuletzt), periode, verknuepft=True)
    except Widerspruch as fehler:
        quellen = dict.fromkeys(z.plan.quelle for z in hier)
        if len(quellen) == 1 or _fliesst(hier, lauf.plan):  # flows only meet in balances, and those hold
            raise NichtFreigegeben(_widerspruch(fehler, periode)) from None
    ergebnis: dict[str, Geschuetzt] = {}
    for quelle in quellen:
        eigene = [z for z in hier if z.plan.quelle == quelle]
        try:
            einzeln = system(lauf.plan, teil(eigene, periode), raumeinheiten, verknuepft=False)
            ergebnis |= _geschuetzt(lauf, eigene, _wie_zuletzt(einzeln, zuletzt), periode, verknuepft=False)
        except Widerspruch as fehler:
            raise NichtFreigegeben(_widerspruch(fehler, periode)) from None
    return ergebnis


def _widerspruch(fehler: Widerspruch, periode: str | int) -> str:
    return (
        f"Nicht freigegeben: die gelieferten Summen für {periode} widersprechen sich (bei {fehler}); "
        "„sozialraum pruefen“ zeigt, welche Summe nicht aufgeht."
    )


def _wie_zuletzt(eines: System, zuletzt: Mapping[str, Maske]) -> System:
    """Let it cost less to hide what was hidden the year before: patterns that change tell more than one."""
    gewicht = eines.gewicht.copy()
    for name in eines.platz.keys() & zuletzt.keys():
        if zuletzt[name].shape != eines.platz[name].shape:  # spans of years may hold different sums
            continue
        gewicht[np.unique(eines.platz[name][zuletzt[name]])] *= WIE_ZULETZT
    return replace(eines, gewicht=gewicht)


def _geschuetzt(
    lauf: _Lauf, hier: Sequence[Zaehlung], eines: System, periode: str | int, verknuepft: bool
) -> dict[str, Geschuetzt]:
    """Protect one system, attack it, repair what leaks, and map rows back to the cells of its tables."""
    merkmale = _merkmalsgruppen(lauf, hier, periode)
    for gruppe in merkmale:
        eines = mit_vollen_gruppen(eines, gruppe)
    geprueft = pruefe(eines)
    lauf.befunde.append(geprueft.bericht(periode))
    verlange_sicher(lauf.plan, geprueft, periode)
    for gruppe in merkmale:
        _verlange_nichts_gemeinsames(lauf, geprueft, gruppe, periode)
    schutz = geprueft.schutz
    klein = eines.sensibel & eines.gezeigt
    return {
        name: Geschuetzt(
            klein[platz],
            schutz.geheim[platz],
            schutz.anspruch.strukturell[platz],
            eines.verdeckt[platz],
            verknuepft,
            len(geprueft.paare),
            geprueft.bewiesen,
            (eines.nullen & klein & (eines.wert == 0))[platz],
        )
        for name, platz in eines.platz.items()
    }


def _merkmalsgruppen(lauf: _Lauf, hier: Sequence[Zaehlung], periode: str | int) -> list[Gruppen]:
    """Groups of residents of whom these tables may say something; only where there is something to say."""
    if (EINWOHNER, periode) not in lauf.ergebnisse:
        return []
    einwohner = lauf.fertig[EINWOHNER][0]  # a stock, which no years are added up of
    alle = (gruppen_von(z, einwohner, periode) for z in hier if z.plan.name in MERKMALSTABELLEN)
    return [gruppe for gruppe in alle if (gruppe.ganz | gruppe.keiner).any()]


def _verlange_nichts_gemeinsames(
    lauf: _Lauf, geprueft: Geprueft, gruppe: Gruppen, periode: str | int
) -> None:
    """Attack a table beside the residents, and refuse it where something follows of everybody in a group."""
    verbunden = gruppen(lauf.gezaehlt, replace(lauf.plan, bilanzen=()))
    bei = next(g for g in verbunden if EINWOHNER in [z.plan.name for z in g])
    daneben = sicht(lauf.plan, bei, periode, lauf.ergebnisse, lauf.bestand["raumeinheiten"])
    funde = gemeinsames(geprueft, gruppe, daneben)
    lauf.befunde.append(bericht(funde, periode))
    verlange_nichts_gemeinsames(lauf.plan, funde, periode)


def _verlange_keine_volle_gruppe(tabellen: Mapping[str, pd.DataFrame]) -> None:
    for gruppe in volle_gruppen(tabellen):
        raise NichtFreigegeben(
            f"Nicht freigegeben: {gruppe}, sind so viele, wie dort Menschen dieses Alters leben; damit wäre "
            "es von jedem gesagt. Im Freigabeplan die Altersgruppen dieser Tabelle gröber gliedern."
        )
