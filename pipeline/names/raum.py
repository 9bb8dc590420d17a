"""How an area is labelled: by key and name, by the key alone where the name says no more."""


def gebietsname(schluessel: str, name: str) -> str:
    """Name of an area beside its key; empty where it only repeats level and number."""
    ziffern = "".join(zeichen for zeichen in schluessel if zeichen.isdigit())
    return "" if name == schluessel or (ziffern and ziffern in name) else name


def mit_schluessel(schluessel: str, name: str) -> str:
    """Key and name on one line: "P10 Herbert-Hoover-Siedlung", "P07"."""
    return f"{schluessel} {gebietsname(schluessel, name)}".strip()


STATUSKLASSEN = ("sehr niedrig", "niedrig", "mittel", "hoch")
DYNAMIKKLASSEN = ("negativ", "stabil", "positiv")
"""Classes of areas, from the least favourable.

Source: Senatsverwaltung fuer Stadtentwicklung Berlin, Monitoring Soziale Stadtentwicklung, since 2013.
"""
