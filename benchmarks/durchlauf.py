"""From the delivery of 59 districts and nine years to the projection.

Run: python -m benchmarks.durchlauf [--klein]
Bar: `sozialraum einlesen` and `sozialraum prognose` together under 120 s on two cores. So that a slow or busy
machine can be told from a slow program, beside them stand a bare `pandas.read_csv` of the same files and the
bare draws of `benchmarks/projection.py`, both in the same run. `benchmarks/freigabe.py` measures the release.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import projection, werkstatt
from benchmarks.ingest import mit_pandas
from benchmarks.lauf import Lauf, laufe
from benchmarks.tafel import Zeile, abschliessen
from pipeline import demo

SEKUNDEN = 120.0
KLEIN = 12
"""Districts of a small run: the least that have P10."""


def main() -> None:
    """Measure both stages and what is bare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--klein", action="store_true", help="twelve districts, no row in the table")
    klein = parser.parse_args().klein
    with tempfile.TemporaryDirectory() as ordner:
        lieferung = werkstatt.BEISPIEL
        if klein:
            lieferung = Path(ordner) / "lieferung"
            demo.schreiben(lieferung, bezirke=KLEIN)
        einlesen = _befehl(["einlesen", lieferung], Path(ordner))
        prognose = _befehl(["prognose", "--basis", werkstatt.STICHTAG], Path(ordner))
        gelesen = mit_pandas(lieferung)["sekunden"]
    beginn = time.monotonic()
    projection.blosse(*projection.stadt(), projection.ZIEHUNGEN)
    gezogen = time.monotonic() - beginn
    print(f"sozialraum einlesen   {einlesen.sekunden:8.1f} s   bare pandas.read_csv {gelesen:6.1f} s")
    print(f"sozialraum prognose   {prognose.sekunden:8.1f} s   bare draws           {gezogen:6.1f} s")
    summe = einlesen.sekunden + prognose.sekunden
    zeile = Zeile(
        "durchlauf",
        "59 districts x 9 years: taking in and projecting with 1,000 draws",
        f"under {SEKUNDEN:.0f} s on 2 cores",
        f"{summe:.1f} s; {summe / (gelesen + gezogen):.2f} times bare reading and drawing",
        summe < SEKUNDEN,
        "python -m benchmarks.durchlauf",
    )
    abschliessen([zeile], klein)


def _befehl(worte: list[str | Path], daten: Path) -> Lauf:
    befehl = [sys.executable, "-m", "pipeline", *worte, "--daten", daten]
    return laufe(befehl, werkstatt.PROJEKT, os.environ)


if __name__ == "__main__":
    main()
