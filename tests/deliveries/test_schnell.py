"""The fast way and the careful way read the same, or the fast way leaves the file to the careful one."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.deliveries import csvdatei
from pipeline.deliveries.fremd.blatt import raster
from pipeline.deliveries.fremd.blatt.zeichen import Text
from pipeline.measures.codes import decoded

FELD = st.text(alphabet="ab1 .\u00a0ü\t'", max_size=4)
ENDE = st.sampled_from(["\n", "\r\n"])


@st.composite
def rechtecke(draw, trenner=";"):
    """Lines of equally many fields, some of them empty or blank, and blank lines."""
    breite, ende = draw(st.integers(1, 4)), draw(ENDE)
    zeile = st.lists(FELD, min_size=breite, max_size=breite).map(trenner.join) | st.just("")
    return ende.join(draw(st.lists(zeile, min_size=1, max_size=6))) + draw(st.sampled_from(["", ende]))


def _gleich(schnell, gruendlich):
    pd.testing.assert_frame_equal(decoded(schnell).reset_index(drop=True), gruendlich.reset_index(drop=True))


@settings(max_examples=100, deadline=None)
@given(text=rechtecke())
def test_a_foreign_rectangle_is_read_alike_both_ways(text):
    schnell = raster._einfach(Text(text, ";", '"'))
    if schnell is None:
        assert not text.replace(";", "").strip() or ";" not in text.splitlines()[0]
        return
    with pytest.MonkeyPatch.context() as ohne:
        ohne.setattr(raster, "_einfach", lambda text: None)
        gruendlich = raster.rastern("export.csv", Text(text, ";", '"'))
    _gleich(schnell.zellen, gruendlich.zellen)
    assert schnell.zeilen.tolist() == gruendlich.zeilen.tolist()
    assert schnell.felder.tolist() == gruendlich.felder.tolist()


@settings(max_examples=100, deadline=None)
@given(rumpf=rechtecke(trenner=","), tabelle=st.sampled_from(["einwohner", "einrichtungen"]))
def test_the_standard_layout_is_read_alike_both_ways(rumpf, tabelle):
    breite = max(zeile.count(",") for zeile in rumpf.split("\n")) + 1
    kopf = ["raumeinheit", "zeile", "anzahl", "fremd"][:breite]
    inhalt = f"{','.join(kopf)}\n{rumpf}".encode()
    schnell, befunde = csvdatei.lesen(f"{tabelle}.csv", inhalt)
    with pytest.MonkeyPatch.context() as ohne:
        ohne.setattr(csvdatei, "rechteck", lambda text: None)
        gruendlich, andere = csvdatei.lesen(f"{tabelle}.csv", inhalt)
    assert befunde == andere
    _gleich(schnell, gruendlich)


@pytest.mark.parametrize(
    "text",
    ['a;"b"\nc;d', "a;b\nc", "a;b\rc;d", f"a;b\nc;{'x' * 200_000}", "a;b\nc;d;e"],
    ids=["quoted", "short", "old line end", "huge field", "long"],
)
def test_all_else_is_left_to_the_careful_way(text):
    assert raster.rechteck(Text(text, ";", '"')) is None
