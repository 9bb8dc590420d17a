"""Pure statistics: arrays and tables in, numbers out, each with its published source."""

from pipeline.measures.arrays import Floats, floats, quotient
from pipeline.measures.classes import KLASSEN, MINDESTENS_WERTE, class_of, natural_breaks
from pipeline.measures.crossings import finest_crossing, partition
from pipeline.measures.differences import (
    Grenzen,
    Schaetzung,
    difference,
    difference_to_whole,
    index_100,
    location_quotient,
    ratio,
)
from pipeline.measures.funnel import TRICHTER, funnel_rate, funnel_share, overdispersion
from pipeline.measures.grouped import median_in_bands
from pipeline.measures.indices import composite_index, in_classes, normal_scores, standard_scores
from pipeline.measures.intervals import EXAKT_UNTER, Interval, byar, exact_poisson, odds, rate, wilson
from pipeline.measures.means import Mittelwert, mean, student
from pipeline.measures.ranks import Rangspannen, holm, pairs, pairs_apart, rank_ranges
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
from pipeline.measures.standardisation import MINDESTENS_DIREKT, Indirekt, direct, indirect
from pipeline.measures.structure import dissimilarity, segregation, summe
from pipeline.measures.surveys import Rand, Umfrageanteil, effective_size, rake, survey_share
from pipeline.measures.trend import PERIODEN, SCHWELLE, Trend, trend

__all__ = [
    "EXAKT_UNTER",
    "KLASSEN",
    "MINDESTENS_DIREKT",
    "MINDESTENS_WERTE",
    "PERIODEN",
    "SCHWELLE",
    "TRICHTER",
    "Floats",
    "Grenzen",
    "Indirekt",
    "Interval",
    "Mittelwert",
    "Pruefung",
    "Rand",
    "Rangspannen",
    "Schaetzung",
    "Strukturtest",
    "Trend",
    "Umfrageanteil",
    "benjamini_hochberg",
    "byar",
    "class_of",
    "composite_index",
    "difference",
    "difference_to_whole",
    "direct",
    "dissimilarity",
    "effective_size",
    "exact_poisson",
    "finest_crossing",
    "floats",
    "funnel_rate",
    "funnel_share",
    "holm",
    "in_classes",
    "index_100",
    "indirect",
    "location_quotient",
    "mean",
    "median_in_bands",
    "natural_breaks",
    "normal_scores",
    "odds",
    "overdispersion",
    "pairs",
    "pairs_apart",
    "part_of_whole_rate_z",
    "part_of_whole_z",
    "partition",
    "quotient",
    "rake",
    "rank_ranges",
    "rate",
    "ratio",
    "segregation",
    "standard_scores",
    "structure_chi2",
    "student",
    "summe",
    "survey_share",
    "trend",
    "two_proportions_z",
    "two_rates_z",
    "wilson",
]
