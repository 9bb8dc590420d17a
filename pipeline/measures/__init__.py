"""Pure statistics: arrays and tables in, numbers out, each with its published source."""

from pipeline.measures.arrays import Floats, floats, quotient
from pipeline.measures.crossings import finest_crossing, partition
from pipeline.measures.intervals import EXAKT_UNTER, Interval, byar, exact_poisson, odds, rate, wilson
from pipeline.measures.significance import (
    Pruefung,
    Strukturtest,
    benjamini_hochberg,
    part_of_whole_rate_z,
    part_of_whole_z,
    structure_chi2,
    two_proportions_z,
    two_rates_z,
)
from pipeline.measures.structure import dissimilarity, summe

__all__ = [
    "EXAKT_UNTER",
    "Floats",
    "Interval",
    "Pruefung",
    "Strukturtest",
    "benjamini_hochberg",
    "byar",
    "dissimilarity",
    "exact_poisson",
    "finest_crossing",
    "floats",
    "odds",
    "part_of_whole_rate_z",
    "part_of_whole_z",
    "partition",
    "quotient",
    "rate",
    "structure_chi2",
    "summe",
    "two_proportions_z",
    "two_rates_z",
    "wilson",
]
