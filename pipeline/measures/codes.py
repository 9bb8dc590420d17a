"""Columns of few distinct texts as whole numbers: what holds for a text is worked out once, not per row."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import union_categoricals

Whole = npt.NDArray[np.signedinteger[Any]]
CATEGORY = pd.CategoricalDtype
LARGEST_KEY = 2**62
DENSE = 4
"""Numbers of at most so many times the rows are counted out, larger ones are hashed."""


class Codes(NamedTuple):
    """Number of each row, -1 where it is missing, and the texts by number."""

    code: Whole
    texte: list[str]

    def where(self, texts: Sequence[bool]) -> npt.NDArray[np.bool_]:
        """Rows whose text is marked; a missing one is not."""
        return np.array([*texts, False], dtype=bool)[self.code]


def encode(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """A column of texts as a category, its texts ascending; a category is taken as it is."""
    if isinstance(column.dtype, CATEGORY):
        return column
    code, texts = pd.factorize(column, sort=True)
    return category(code, texts, column.index)


def decode(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """A category as the texts it stands for; any other column as it is."""
    if not isinstance(column.dtype, CATEGORY):
        return column
    texts = column.cat.categories.astype("str").array
    rows = column.cat.codes.to_numpy()
    return pd.Series(texts.take(rows, allow_fill=True), index=column.index, name=column.name)


def decoded(table: pd.DataFrame) -> pd.DataFrame:
    """A table with every category as its texts; one without any as it is."""
    if not any(isinstance(typ, CATEGORY) for typ in table.dtypes):
        return table
    return pd.DataFrame({name: decode(table[name]) for name in table.columns}, index=table.index)


def translated(column: "pd.Series[Any]", texts: Callable[[str], str | None]) -> "pd.Series[Any]":
    """A category whose texts are replaced by others, several also by the same one; None: missing."""
    known = codes(column)
    new = [texts(text) for text in known.texte]
    number, categories = pd.factorize(pd.Series([*new, None], dtype="str"), sort=True)
    same = isinstance(column.dtype, CATEGORY) and new == known.texte == [*column.cat.categories]
    return column if same else category(number[known.code], categories, column.index)


def category(code: npt.NDArray[Any], texts: Any, rows: pd.Index) -> "pd.Series[Any]":
    """Numbers and their ascending texts as a category."""
    values = pd.Categorical.from_codes(code, categories=pd.Index(texts, dtype="str"), validate=False)
    return pd.Series(values, index=rows)


def constant(text: str, rows: pd.Index) -> "pd.Series[Any]":
    """A category that is the same text in every row."""
    values = pd.Categorical.from_codes(
        np.zeros(len(rows), dtype="int8"), categories=pd.Index([text], dtype="str")
    )
    return pd.Series(values, index=rows)


def stack(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Tables below each other; a column that is a category in one of them stays one."""
    if len(tables) == 1:
        return tables[0].reset_index(drop=True)
    columns = list(dict.fromkeys(str(column) for table in tables for column in table.columns))
    categories = [c for c in columns if any(c in t and isinstance(t[c].dtype, CATEGORY) for t in tables)]
    rest = [table.drop(columns=categories, errors="ignore") for table in tables]
    stacked = pd.concat(rest, ignore_index=True)
    for name in categories:
        parts = [encode(table.reindex(columns=[name])[name]) for table in tables]
        texts = [part.cat.set_categories(part.cat.categories.astype("str")) for part in parts]
        stacked[name] = union_categoricals(texts, sort_categories=True)
    return stacked[columns]


def codes(column: "pd.Series[Any]") -> Codes:
    """Numbers and texts of a column of texts or years, category or not; the texts that occur, ascending."""
    if isinstance(column.dtype, CATEGORY) and column.cat.categories.is_monotonic_increasing:
        code, texts = (
            column.cat.codes.to_numpy().astype("int32"),
            column.cat.categories.to_numpy(object).tolist(),
        )
        return occurring(Codes(code, texts))
    code, values = pd.factorize(decode(column), sort=True)
    return Codes(code.astype("int32"), [str(value) for value in values.tolist()])


def first_rows(column: "pd.Series[Any]") -> Whole:
    """Positions of the first row of each distinct value, one for missing ones, in no particular order."""
    if not isinstance(column.dtype, CATEGORY):
        return np.flatnonzero(~column.duplicated().to_numpy())
    first = first_of(column.cat.codes.to_numpy(), len(column.cat.categories) + 1)
    return first[first >= 0]


def first_of(number: npt.NDArray[Any], size: int) -> Whole:
    """Position at which each number below `size` stands first, -1 where nowhere; the last is for missing."""
    first = np.full(size, -1, dtype="int64")
    first[number[::-1]] = np.arange(len(number))[::-1]  # of several the last assigned stands
    return first


def occurring(all_codes: Codes) -> Codes:
    """The same without texts that stand in no row."""
    there = np.bincount(all_codes.code + 1, minlength=len(all_codes.texte) + 1)[1:] > 0  # missing ones are -1
    if there.all():
        return all_codes
    number = np.append(np.cumsum(there) - 1, -1)
    texts = [text for text, is_there in zip(all_codes.texte, there, strict=True) if is_there]
    return Codes(number[all_codes.code], texts)


def totals(number: Whole, weight: npt.NDArray[Any], size: int) -> npt.NDArray[np.float64]:
    """Sum of the weights of each number from 0 up to `size`."""
    return np.asarray(np.bincount(number, weight, size), dtype="float64")


def joined(parts: Sequence[Whole], widths: Sequence[int]) -> Whole:
    """One number per combination of whole numbers below their widths, in the order of the combinations."""
    number = np.zeros(len(parts[0]) if parts else 0, dtype="int64")
    size = 1
    for part, width in zip(parts, widths, strict=True):
        if size * width > LARGEST_KEY:
            distinct, number = np.unique(number, return_inverse=True)
            size = len(distinct)
        number = number * width + part
        size *= width
    return number


def members(number: Whole, wanted: Whole) -> Whole:
    """Positions of the numbers that are among the wanted ones."""
    largest = int(number.max(initial=0)) + 1
    if largest > DENSE * max(len(number), 1000):
        return np.flatnonzero(pd.Series(number).isin(wanted))
    mark = np.zeros(largest, dtype=bool)
    mark[wanted] = True
    return np.flatnonzero(mark[number])


def numbered(parts: Sequence[Codes], length: int) -> tuple[Whole, Whole]:
    """Combinations that occur, numbered without gaps in their order, and the `key` of each."""
    return compact(key(parts, length))


def compact(keys: Whole) -> tuple[Whole, Whole]:
    """Whole numbers from 0 up, numbered without gaps in their order, and those that occur."""
    largest = int(keys.max(initial=0)) + 1
    if largest > DENSE * max(len(keys), 1000):
        number, distinct = pd.factorize(keys, sort=True)
        return number, distinct
    there = np.bincount(keys, minlength=largest) > 0
    if there.all():
        return keys, np.arange(largest)
    return (np.cumsum(there) - 1)[keys], np.flatnonzero(there)


def key(parts: Sequence[Codes], length: int) -> Whole:
    """One number per combination, in the order of the combinations; a missing text comes first."""
    if not parts:
        return np.zeros(length, dtype="int64")
    return joined([part.code + 1 for part in parts], [len(part.texte) + 1 for part in parts])
