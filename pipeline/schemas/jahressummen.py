"""Sums of several years: which a release plan may ask for."""

ERLAUBT = (1, 3, 5)
"""How many years a released table may add up; 1 is every year by itself."""


def einwand(jahre: object, bis: object, strom: bool, einfach: bool) -> str:
    """Say what is wrong with a table that adds up years, or nothing.

    Takes: the entries `jahre` and `bis`; whether its source is dated by the year; whether the table holds
           plain counts that add up over areas.
    """
    if type(jahre) is not int or jahre not in ERLAUBT:
        return f"jahre = {jahre} geht nicht; möglich sind 1, 3 und 5."
    if jahre == 1:
        return "" if bis == 0 else "bis gilt nur, wo jahre = 3 oder jahre = 5 steht."
    if type(bis) is not int or not 1900 <= bis <= 2100:
        return f"zu jahre = {jahre} gehört bis, ein Jahr, mit dem ein Block endet."
    if not strom:
        return "Bestände an einem Stichtag lassen sich nicht über Jahre addieren."
    return "" if einfach else "jahre geht nicht zusammen mit summe oder nicht_additiv."
