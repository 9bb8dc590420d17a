"""What a table says of everybody in a group, or of nobody: recipients of a benefit beside all residents.

The two stand in different tables, of different sources and in different systems, and every reader knows that
who is counted in one lives there and is counted in the other. Compared is every sum of a table of residents
of whom something is said, shown or following from shown ones, with the residents of the same ages in the same
area. Two things must not follow:

- that it holds of everybody in the group, however many they are. A number that is the whole group is secret
  from the start, and it must be possible that it is smaller.
- that it holds of nobody in a group that is known to be below the Mindestfallzahl. A shown zero says so of
  each of a group; it stays where nobody can know that the group is that small ("keine Inanspruchnahme" is
  promised), and what is zero in every area (the unemployed under 15) tells nothing new of anybody.

Only what is true is attacked, since nothing else follows from true tables; so mostly there is nothing to do.
Where more are counted than live there, the sources contradict each other: the number is hidden all the same,
but the two are not attacked together. Nor is what is left over of an area beside its parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipeline.disclosure.klassen import Codes, Definition
from pipeline.disclosure.system import System
from pipeline.disclosure.zellen import Zaehlung

Floats = npt.NDArray[np.float64]
Maske = npt.NDArray[np.bool_]
EINWOHNER = "einwohner"
_ALTER = "altersgruppe"


@dataclass(frozen=True)
class Gruppen:
    """Sums of one table in one period, each with the residents it counts some of.

    `summen` and `teile`: places of the sums in the count of the table, and for each of them places in the
    count of the residents that add up to the same ages. By area and sum: how many are counted, how many live
    there, and whether earlier releases showed both.
    """

    merkmal: Zaehlung
    summen: list[int]
    teile: list[list[int]]
    gezaehlt: Floats
    alle: Floats
    bekannt: Maske

    @property
    def ganz(self) -> Maske:
        """Where everybody is counted."""
        return np.asarray((self.alle >= 1) & (self.gezaehlt >= self.alle) & ~self.bekannt, dtype=np.bool_)

    @property
    def keiner(self) -> Maske:
        """Where nobody of a small group is counted, but somebody elsewhere."""
        klein = (self.alle >= 1) & (self.alle < self.merkmal.plan.mindestfallzahl)
        irgendwo = (self.gezaehlt != 0).any(axis=0)
        return np.asarray(klein & (self.gezaehlt == 0) & irgendwo & ~self.bekannt, dtype=np.bool_)


def gruppen_von(merkmal: Zaehlung, einwohner: Zaehlung, periode: str | int) -> Gruppen:
    """Put the sums of a table beside those of all residents, in a period of both."""
    paare = [
        (k, _zerlegt(einwohner.definitionen, dict(definition.codes).get(_ALTER)))
        for k, definition in enumerate(merkmal.definitionen)
        if definition.spalte == "anzahl"
    ]
    summen, teile = [k for k, t in paare if t], [t for _, t in paare if t]
    hier, dort = list(merkmal.perioden).index(periode), list(einwohner.perioden).index(periode)
    alle = [einwohner.wert[:, dort, t].sum(axis=1) for t in teile]
    schon = [einwohner.bekannt[:, dort, t].all(axis=1) for t in teile]
    form = (len(merkmal.raumeinheiten), len(summen))
    return Gruppen(
        merkmal,
        summen,
        teile,
        merkmal.wert[:, hier, summen],
        np.array(alle).T.reshape(form),
        merkmal.bekannt[:, hier, summen] & np.array(schon, dtype=bool).T.reshape(form),
    )


def _zerlegt(definitionen: Sequence[Definition], alter: Codes | None) -> list[int]:
    """Sums of residents of an age only that add up to these ages, the finest first; none where none do."""
    if alter is None:
        return [k for k, d in enumerate(definitionen) if not d.klassen and d.spalte == "anzahl"]
    nach_alter = {k: dict(d.codes)[_ALTER] for k, d in enumerate(definitionen) if d.dimensionen == (_ALTER,)}
    gefunden: list[int] = []
    schon: Codes = frozenset()
    for k, codes in sorted(nach_alter.items(), key=lambda paar: len(paar[1])):
        if codes <= alter and not codes & schon:
            gefunden.append(k)
            schon |= codes
    return gefunden if schon == alter else []


def mit_vollen_gruppen(eines: System, gruppen: Gruppen) -> System:
    """Make secret what counts everybody of a group; where that is one person, it is too small anyway."""
    orte, welche = np.nonzero(gruppen.ganz)
    zeilen = zeilen_von(eines, gruppen)[orte, welche]
    hoechstens = eines.hoechstens.copy()
    np.minimum.at(hoechstens, zeilen, gruppen.alle[orte, welche] - 1)
    hoechstens[(hoechstens < 1) | eines.bekannt] = np.inf
    return replace(eines, hoechstens=hoechstens, sensibel=eines.sensibel | np.isfinite(hoechstens))


def zeilen_von(eines: System, gruppen: Gruppen) -> npt.NDArray[np.int64]:
    """Rows of the sums in the system of their table, areas x sums."""
    return eines.platz[gruppen.merkmal.plan.name][:, gruppen.summen]
