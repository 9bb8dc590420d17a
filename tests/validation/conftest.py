import pytest

from pipeline import deliveries, validation
from tests import lieferung_klein


@pytest.fixture
def pruefe(tmp_path):
    """Write the tiny delivery with changes, read and check it; returns the sentences by grade."""

    def _pruefe(aendere=None, **manifest):
        tabellen = lieferung_klein.tabellen()
        if aendere is not None:
            tabellen = aendere(tabellen) or tabellen
        return ordner_pruefen(lieferung_klein.schreiben(tmp_path / "klein", tabellen, **manifest))

    return _pruefe


def ordner_pruefen(ordner):
    lieferung = deliveries.read(ordner)
    tabellen, befunde = validation.pruefen(
        lieferung.tabellen,
        vollstaendig=lieferung.angaben.vollstaendig,
        datum=lieferung.angaben.datum,
        gebiete=lieferung.gebiete,
        befunde=lieferung.befunde,
    )
    saetze = [
        f"{b.grad}: {validation.satz(b)}"
        for b in map(validation.Befund._make, befunde.itertuples(index=False))
    ]
    return tabellen, saetze
