"""The release plan as frozen data: what may be shown, in which classes, above which count.

The file says it in TOML; `disclosure` reads it and hands it on in this shape. Every contradiction is
refused here, with the table it is in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline import names
from pipeline.schemas.nullen import uneinig
from pipeline.schemas.plantabelle import Codes, FreigabeTabelle, verlange


@dataclass(frozen=True)
class Gleichsetzung:
    """Two dimensions that classify the same people: classes of one are codes of the other."""

    grundgesamtheit: str
    dimension: str
    achse: str
    codes: Codes


@dataclass(frozen=True)
class Auswahl:
    """Part of a released table: all its cases, or those in the codes named."""

    tabelle: str
    codes: Codes = field(default_factory=dict)


@dataclass(frozen=True)
class Gleichung:
    """Two sums that every reader knows to be equal.

    `ueber`: "raumeinheit" where they are equal in every area, "alle" where only over all areas together,
    and then within every further class (a move inside the city is one person of one age).
    """

    links: Auswahl
    rechts: Auswahl
    ueber: str

    def __post_init__(self) -> None:
        """Refuse a scope that means nothing."""
        verlange(
            self.ueber in ("raumeinheit", "alle"),
            f'Gleichung mit {self.links.tabelle}: ueber = "{self.ueber}" ist weder raumeinheit noch alle.',
        )


@dataclass(frozen=True)
class Bilanz:
    """A stock at the end of a year is that of the year before, plus flows, minus flows: every reader's sum.

    A flow may distinguish what its released table does not (deaths of foreigners); it binds all the same.
    """

    bestand: Auswahl
    plus: tuple[Auswahl, ...]
    minus: tuple[Auswahl, ...]

    def __post_init__(self) -> None:
        """Refuse a balance without flows on one of its sides."""
        verlange(
            bool(self.plus) and bool(self.minus),
            f"die Bilanz von {self.bestand.tabelle} braucht Zugänge (plus) und Abgänge (minus).",
        )

    @property
    def fluesse(self) -> tuple[Auswahl, ...]:
        """All flows."""
        return (*self.plus, *self.minus)

    @property
    def mit_vorzeichen(self) -> tuple[tuple[float, Auswahl], ...]:
        """All flows, each with 1 where it adds and -1 where it takes away."""
        return (*((1.0, fluss) for fluss in self.plus), *((-1.0, fluss) for fluss in self.minus))

    def pruefe(self, tabellen: Mapping[str, FreigabeTabelle]) -> None:
        """Refuse what is not in the plan, is dated wrongly, or distinguishes what is not delivered."""
        for auswahl in (self.bestand, *self.fluesse):
            name = auswahl.tabelle
            verlange(name in tabellen, f"eine Bilanz nennt „{name}“, das es nicht gibt.")
            zeit = "stichtag" if auswahl is self.bestand else "jahr"
            verlange(tabellen[name].zeit == zeit, f"eine Bilanz nennt „{name}“, das keine Spalte {zeit} hat.")
            spalten = names.TABELLEN[tabellen[name].quelle].schluessel[2:]
            fremd = [d for d in auswahl.codes if d not in spalten or d in ("alter", "altersgruppe")]
            verlange(not fremd, f"eine Bilanz unterscheidet {name} nach {', '.join(fremd)}; das geht nicht.")


@dataclass(frozen=True)
class Freigabeplan:
    """The whole plan: tables that are protected, tables that are public, and what ties tables together."""

    tabellen: tuple[FreigabeTabelle, ...]
    oeffentlich: tuple[str, ...] = ()
    gleichsetzungen: tuple[Gleichsetzung, ...] = ()
    gleichungen: tuple[Gleichung, ...] = ()
    bilanzen: tuple[Bilanz, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a plan that names a table twice or one that nobody delivers."""
        alle = [*(tabelle.name for tabelle in self.tabellen), *self.oeffentlich]
        doppelt = sorted({name for name in alle if alle.count(name) > 1})
        verlange(not doppelt, f"mehrfach genannt: {', '.join(doppelt)}.")
        unbekannt = sorted(set(self.oeffentlich) - set(names.BESTANDSTABELLEN))
        verlange(not unbekannt, f"öffentlich genannt, aber unbekannt: {', '.join(unbekannt)}.")
        widerspruch = uneinig((t.name, t.grundgesamtheit, t.nullen) for t in self.tabellen)
        verlange(not widerspruch, widerspruch)
        for gleichung in self.gleichungen:
            for seite in (gleichung.links, gleichung.rechts):
                verlange(seite.tabelle in alle, f"eine Gleichung nennt „{seite.tabelle}“, das es nicht gibt.")
        for bilanz in self.bilanzen:
            bilanz.pruefe({tabelle.name: tabelle for tabelle in self.tabellen})
        for tabelle in self.tabellen:
            verlange(
                not tabelle.addiert_jahre or self.steht_allein(tabelle),
                f"{tabelle.name}: Summen mehrerer Jahre gibt es nur in einer Tabelle, die in keiner Bilanz "
                "oder Gleichung steht und Quelle und Grundgesamtheit mit keiner anderen teilt.",
            )

    def steht_allein(self, tabelle: FreigabeTabelle) -> bool:
        """Whether nothing ties a table to another one."""
        seiten = [seite for gleichung in self.gleichungen for seite in (gleichung.links, gleichung.rechts)]
        seiten += [seite for bilanz in self.bilanzen for seite in (bilanz.bestand, *bilanz.fluesse)]
        quellen = [andere.quelle for andere in self.tabellen]
        gesamtheiten = [andere.grundgesamtheit for andere in self.tabellen]
        allein = quellen.count(tabelle.quelle) == gesamtheiten.count(tabelle.grundgesamtheit) == 1
        return allein and tabelle.name not in {seite.tabelle for seite in seiten}
