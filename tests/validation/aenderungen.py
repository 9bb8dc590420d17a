"""How the tests break the tiny delivery."""

from tests import lieferung_klein


def setze(tabelle, zeile, spalte, wert):
    """Change one cell; `zeile` is the line in the file, the header is line 1."""

    def aendere(tabellen):
        tabellen[tabelle].loc[zeile - 2, spalte] = wert

    return aendere


def erste(tabelle, **wo):
    """Line of the first row with these values."""
    zeilen = lieferung_klein.tabellen()[tabelle]
    for spalte, wert in wo.items():
        zeilen = zeilen[zeilen[spalte] == wert]
    return int(zeilen.index[0]) + 2
