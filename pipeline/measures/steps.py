"""Independent steps of a computation, carried out in whatever way the caller has."""

from collections.abc import Callable, Sequence
from typing import Any

Step = Callable[[], Any]
"""A computation that needs nothing further and changes nothing."""
Runner = Callable[[Sequence[Step]], list[Any]]
"""Carries steps out, in any order and any process; gives their results in the order of the steps."""


def in_turn(steps: Sequence[Step]) -> list[Any]:
    """Carry the steps out one after another."""
    return [step() for step in steps]
