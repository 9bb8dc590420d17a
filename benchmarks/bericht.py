"""The three reports of P10 by `make report`, against papermill and nbconvert on the same notebooks.

Run: python -m benchmarks.bericht [--klein] [--fertig data/processed]
Bar: at least 4 times faster. The environment is ready and the tables are released, for both alike: compared
is what makes reports out of them. Nothing of a report is there before; `make report` looks at everything
and then makes three PDFs and three HTML pages, the other route (`benchmarks/ueblich.py`) three PDFs. Both in
turn, the medians count.
"""

import shutil
import statistics
import sys
from pathlib import Path

from benchmarks import ueblich, werkstatt
from benchmarks.lauf import laufe
from benchmarks.tafel import Zeile, abschliessen

BEZIRK = "P10"
LAEUFE = 3
MINDESTENS = 4.0


def main() -> None:
    """Measure both routes and print the ratio."""
    wahl = werkstatt.wahl("one run of each")
    with werkstatt.projekt(wahl.fertig) as projekt:
        paare = [_beide(projekt) for _ in range(1 if wahl.klein else LAEUFE)]
    unser, ueblicher = (statistics.median(zeiten) for zeiten in zip(*paare, strict=True))
    verhaeltnis = ueblicher / unser
    print(f"make report           {unser:8.1f} s   three PDFs, three pages")
    print(f"papermill, nbconvert  {ueblicher:8.1f} s   three PDFs")
    zeile = Zeile(
        "bericht",
        "`make report` for P10 out of released tables, nothing cached; papermill one after the other, then "
        "nbconvert --to webpdf, on the same notebooks",
        f"at least {MINDESTENS:.0f} times faster",
        f"{verhaeltnis:.1f} times ({unser:.1f} s, {ueblicher:.1f} s)",
        verhaeltnis >= MINDESTENS,
        "python -m benchmarks.bericht",
    )
    abschliessen([zeile], wahl.klein)


def _beide(projekt: Path) -> tuple[float, float]:
    """Seconds of our route and of the other, each from nothing."""
    ort = projekt / "reports" / BEZIRK
    shutil.rmtree(ort, ignore_errors=True)
    unser = laufe([*werkstatt.make(), "report"], projekt, werkstatt.umgebung(projekt)).sekunden
    da = sorted(datei.name for datei in ort.rglob("*") if datei.suffix in (".pdf", ".html"))
    if len(da) != 2 * len(ueblich.BERICHTE):
        sys.exit(f"make report made only {', '.join(da)}")
    return unser, ueblich.berichte(projekt, [BEZIRK], projekt / "ueblich")


if __name__ == "__main__":
    main()
