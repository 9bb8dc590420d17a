"""Linear and integer programmes for the protection, solved by HiGHS in one thread and without clocks."""

from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
KNOTEN = 200
"""Nodes after which a search for integers stops; a limit in time would make results differ."""
LUECKE = 1e-4
"""Gap at which a search for integers is good enough, unless more nodes were asked for to prove the best."""
GENAU = 1e-6
"""Distance up to which a solver's number counts as whole."""


@dataclass(frozen=True)
class Programm:
    """Minimise kosten @ x with unten <= matrix @ x <= oben and links <= x <= rechts."""

    kosten: Floats
    matrix: sparse.csr_array
    unten: Floats
    oben: Floats
    links: Floats
    rechts: Floats


@dataclass(frozen=True)
class Loesung:
    """A solution; `fertig` where nothing better exists; `arbeit` is the number of simplex steps it took.

    Prices are those of a linear programme.
    """

    werte: Floats
    fertig: bool
    arbeit: int
    zeilenpreise: Floats
    spaltenpreise: Floats


def loese(programm: Programm, ganzzahlig: npt.NDArray[np.bool_] | None = None) -> Floats | None:
    """Solve it; the variables marked in `ganzzahlig` must be whole.

    Returns: a solution (for integers the best one within `KNOTEN` nodes), or None where there is none.
    """
    loesung = loese_mit_preisen(programm, ganzzahlig)
    return None if loesung is None else loesung.werte


def loese_mit_preisen(
    programm: Programm, ganzzahlig: npt.NDArray[np.bool_] | None = None, bis_zum_besten: int = 0
) -> Loesung | None:
    """Solve it, and say at what price its bounds hold.

    Takes: `bis_zum_besten`: nodes within which a choice of integers is to be proved the best.
    """
    loeser = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy is only partly annotated
    for option, wert in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_max_nodes", bis_zum_besten or KNOTEN),
        ("mip_rel_gap", 0.0 if bis_zum_besten else LUECKE),
    ):
        loeser.setOptionValue(option, wert)
    loeser.passModel(_modell(programm, ganzzahlig))
    loeser.run()
    loesung = loeser.getSolution()
    if not loesung.value_valid or loeser.getInfo().primal_solution_status != _ZULAESSIG:
        return None
    return Loesung(
        np.array(loesung.col_value),
        loeser.getModelStatus() == highspy.HighsModelStatus.kOptimal,
        int(loeser.getInfo().simplex_iteration_count),
        np.array(loesung.row_dual),
        np.array(loesung.col_dual),
    )


_ZULAESSIG = int(highspy.SolutionStatus.kSolutionStatusFeasible)


def _modell(programm: Programm, ganzzahlig: npt.NDArray[np.bool_] | None) -> highspy.HighsLp:
    spalten = sparse.csc_array(programm.matrix)
    modell = highspy.HighsLp()
    modell.num_row_, modell.num_col_ = spalten.shape
    modell.col_cost_ = programm.kosten
    modell.col_lower_, modell.col_upper_ = programm.links, programm.rechts
    modell.row_lower_, modell.row_upper_ = programm.unten, programm.oben
    modell.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    modell.a_matrix_.start_ = spalten.indptr
    modell.a_matrix_.index_ = spalten.indices
    modell.a_matrix_.value_ = spalten.data
    if ganzzahlig is not None:
        arten = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        modell.integrality_ = [arten[bool(ganz)] for ganz in ganzzahlig]
    return modell


def ist_ganz(werte: Floats) -> bool:
    """Whether all numbers are whole."""
    return bool(np.abs(werte - np.round(werte)).max(initial=0.0) < GENAU)
