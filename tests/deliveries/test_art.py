"""What the manifest may hold where it asks for a pattern."""

import pytest

from pipeline.deliveries.art import ist_regex


@pytest.mark.parametrize("muster", ["", "^E_(?P<alter>.+)$", "[0-9]", r"\[a", r"[\[a]"])
def test_what_compiles_is_a_pattern(muster):
    assert ist_regex(muster)


@pytest.mark.parametrize("muster", ["(", "a{4294967296}", "[[a]", 5, None])
def test_what_does_not_compile_or_will_mean_something_else_is_none(muster):
    assert not ist_regex(muster)
