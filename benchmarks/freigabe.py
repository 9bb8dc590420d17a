"""How long releasing takes: one district, a whole city, nine years of it, and once more beside the register.

Run: python -m benchmarks.freigabe [--daten ORDNER], a folder filled by `sozialraum einlesen --daten ORDNER`;
without one the demonstration delivery is taken in first.
Bar: P10 with all its tables for one year in 10 s, at least 70 % of its help shown; all districts for one
year in 90 s; all years in ten minutes. A leak ends it with an error, because the release attacks itself.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from benchmarks.lauf import laufe
from benchmarks.tafel import Zeile, abschliessen
from benchmarks.werkstatt import BEISPIEL, PROJEKT
from pipeline import disclosure, names
from pipeline.cli.freigabe import bestand

JAHR, BEZIRK, STADT = "2020", "P10", "HN"
GEZEIGT_PCT = 70.0
OHNE_ZEIT = ("raumeinheiten", "gebiete", "brueche")


def main() -> None:
    """Print one line per task."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--daten", type=Path)
    daten = parser.parse_args().daten
    with tempfile.TemporaryDirectory() as ordner:
        if daten is None:
            befehl = [sys.executable, "-m", "pipeline", "einlesen", BEISPIEL, "--daten", ordner]
            laufe(befehl, PROJEKT, os.environ)
        alles = bestand(daten or Path(ordner))
    eines = {name: _nur(name, tabelle, JAHR) for name, tabelle in alles.items()}
    bezirk = {name: _hier(tabelle) for name, tabelle in eines.items()}
    zeilen = [
        _gemessen("P10 and the rest of the city, 2020", bezirk, 10.0),
        _gemessen("all districts, 2020", eines, 90.0),
        _gemessen("all districts, all years", alles, 600.0, zweimal=True),
    ]
    abschliessen(zeilen, klein=daten is not None)


def _nur(name: str, tabelle: pd.DataFrame, jahr: str) -> pd.DataFrame:
    zeit = next((spalte for spalte in ("stichtag", "jahr", "periode") if spalte in tabelle), None)
    if name in OHNE_ZEIT or zeit is None or name == "wahlen":
        return tabelle
    return tabelle[tabelle[zeit].astype("str").str.startswith(jahr)]


def _hier(tabelle: pd.DataFrame) -> pd.DataFrame:
    return tabelle[tabelle["raumeinheit"].isin([BEZIRK, STADT])] if "raumeinheit" in tabelle else tabelle


def _gemessen(
    was: str, tabellen: Mapping[str, pd.DataFrame], sekunden: float, zweimal: bool = False
) -> Zeile:
    """Release, and once more beside what was released; both must be safe, and both patterns the same."""
    plan = disclosure.plan()
    beginn = time.perf_counter()
    frei, protokoll = disclosure.freigeben(tabellen, plan)
    dauer = time.perf_counter() - beginn
    summen = protokoll[["ungleich_null", "primaer", "sekundaer", "strukturell"]].sum()
    print(
        f"{was:<36} cells {summen['ungleich_null']:>7,}  primary {summen['primaer']:>5,}  "
        f"secondary {summen['sekundaer']:>5,}  structural {summen['strukturell']:>3}  leaks 0  {dauer:6.1f} s"
    )
    gut = _hilfen(frei["hilfen_sgb8"]) >= GEZEIGT_PCT and dauer < sekunden
    if zweimal:
        neu = time.perf_counter()
        nochmal, _ = disclosure.freigeben(tabellen, plan, disclosure.register(frei, plan))
        gleich = all(frei[name].equals(nochmal[name]) for name in frei)
        print(f"{'  once more beside the register':<36} same: {gleich}  {time.perf_counter() - neu:6.1f} s")
        gut &= gleich and dauer < sekunden
    gesperrt = int(summen["primaer"] + summen["sekundaer"])
    return Zeile(
        f"freigabe: {was}",
        "release with its own attack; a leak would end it",
        f"under {sekunden:.0f} s, at least {GEZEIGT_PCT:.0f} % of P10's help shown",
        f"{dauer:.1f} s, {gesperrt:,} of {int(summen['ungleich_null']):,} cells hidden, leaks 0",
        bool(gut),
        "python -m benchmarks.freigabe",
    )


def _hilfen(tabelle: pd.DataFrame) -> float:
    """Share of the counted cells of P10's help that are shown, in per cent."""
    hier = tabelle["raumeinheit"].eq(BEZIRK) & tabelle["jahr"].eq(int(JAHR))
    gezaehlt = tabelle[hier & ~tabelle["paragraph"].isin(names.PARAGRAPHEN)]
    gezaehlt = gezaehlt[gezaehlt["anzahl"].ne(0).fillna(True)]
    anteil = 100.0 * float(gezaehlt["status"].eq("wert").mean())
    print(f"  help in {BEZIRK}, {JAHR}: {len(gezaehlt)} counted cells, shown {anteil:.0f} %")
    return anteil


if __name__ == "__main__":
    main()
