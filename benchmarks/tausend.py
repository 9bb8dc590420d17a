"""A generated city of a thousand districts, and one of half as many: taking in and releasing nine years.

Run: python -m benchmarks.tausend [--bezirke 1000] [--nur einlesen] [--hoechstens 900] [--klein]
Bar: both complete within 24 GiB, and twice the districts take at most 2.1 times the time and memory. The
cities are drawn by `sozialraum beispiel`, which makes one of any size; no such city is delivered by anybody.
A stage that has not ended after `--hoechstens` seconds is ended and has missed the bar; none follows it then.
"""

import argparse
import math
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import werkstatt
from benchmarks.lauf import Lauf, laufe
from benchmarks.tafel import Zeile, abschliessen

BEZIRKE, KLEIN = 1_000, 6
STUFEN = ("einlesen", "freigeben")
LINEAR, SPEICHER_GIB = 2.1, 24.0
MB_JE_GIB = 1_024
NIE = Lauf(math.inf, 0.0, 0.0)


def main() -> None:
    """Measure half the city, then the whole one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bezirke", type=int, default=BEZIRKE)
    parser.add_argument("--nur", choices=STUFEN[:1], help="without releasing, which takes longest")
    parser.add_argument("--klein", action="store_true", help="six districts, no row in the table")
    parser.add_argument("--hoechstens", type=float, default=900.0, help="seconds for a stage of one city")
    wahl = parser.parse_args()
    bezirke = KLEIN if wahl.klein else wahl.bezirke
    stufen = [wahl.nur] if wahl.nur else STUFEN
    halb, ganz = (_stadt(anzahl, stufen, wahl.hoechstens) for anzahl in (bezirke // 2, bezirke))
    zeilen = [_zeile(stufe, bezirke, halb[stufe], ganz[stufe]) for stufe in stufen]
    abschliessen(zeilen, wahl.klein or bezirke != BEZIRKE)


def _stadt(bezirke: int, stufen: Sequence[str], hoechstens: float) -> dict[str, Lauf]:
    """Draw a city and take it through the stages, each a command of its own."""
    with tempfile.TemporaryDirectory() as ordner:
        lieferung = Path(ordner) / "lieferung"
        _sozialraum(["beispiel", lieferung, "--bezirke", str(bezirke)])
        zeilen = sum(datei.read_bytes().count(b"\n") - 1 for datei in lieferung.glob("*.csv"))
        print(f"{bezirke:5d} districts, generated: {zeilen:,} rows", flush=True)
        # among so many districts two look alike somewhere by chance, which somebody would have to confirm
        angaben = {"einlesen": [lieferung, "--bestaetigt"], "freigeben": []}
        laeufe = dict.fromkeys(stufen, NIE)
        for stufe in stufen:
            laeufe[stufe] = _sozialraum([stufe, *angaben[stufe], "--daten", ordner], hoechstens)
            print(
                f"  {stufe:<10}{laeufe[stufe].sekunden:8.1f} s {laeufe[stufe].spitze_mb:8.0f} MB", flush=True
            )
            if not math.isfinite(laeufe[stufe].sekunden):
                break
        return laeufe


def _sozialraum(worte: Sequence[str | Path], hoechstens: float | None = None) -> Lauf:
    befehl = [sys.executable, "-m", "pipeline", *worte]
    return laufe(befehl, werkstatt.PROJEKT, os.environ, speicher=True, hoechstens=hoechstens)


def _zeile(stufe: str, bezirke: int, halb: Lauf, ganz: Lauf) -> Zeile:
    zeit, speicher = ganz.sekunden / halb.sekunden, ganz.spitze_mb / max(halb.spitze_mb, 1.0)
    geworden = (
        f"{ganz.sekunden:.0f} s, {zeit:.2f} times" if math.isfinite(ganz.sekunden) else "ended before its end"
    )
    return Zeile(
        f"tausend-{stufe}",
        f"{bezirke:,} districts x 9 years, generated, beside {bezirke // 2:,}: `sozialraum {stufe}`",
        f"completes within {SPEICHER_GIB:.0f} GiB; at most {LINEAR} times time and memory",
        f"{geworden}; {ganz.spitze_mb / MB_JE_GIB:.1f} GiB, {speicher:.2f} times",
        zeit <= LINEAR and speicher <= LINEAR and ganz.spitze_mb < SPEICHER_GIB * MB_JE_GIB,
        "python -m benchmarks.tausend",
    )


if __name__ == "__main__":
    main()
