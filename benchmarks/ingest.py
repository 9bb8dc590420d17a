"""Two million rows of the demonstration delivery taken in, against a bare `pandas.read_csv`.

Run: python -m benchmarks.ingest [--bezirke 301] [--dialekt amt|standard] [--profil]
Bar: reading, checking and writing take at most 3 times what pandas takes to read the same files with the
dialect known in advance; the peak of memory, that of a second process included, is at most 4 times the
resulting tables.
"""

import argparse
import cProfile
import itertools
import json
import pstats
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from benchmarks.tafel import Zeile, abschliessen
from pipeline import deliveries, demo, names, store
from pipeline.cli import gabelung, nachlieferung

ZEIT_HOECHSTENS, SPEICHER_HOECHSTENS = 3.0, 4.0
LAEUFE = 3
BEZIRKE = 301
"""Districts that give two million rows in all tables together."""
MB = 2**20


def main() -> None:
    """Make the delivery, measure each way in a process of its own, print the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bezirke", type=int, default=BEZIRKE)
    parser.add_argument("--dialekt", choices=("amt", "standard"), default="amt")
    parser.add_argument("--profil", action="store_true")
    parser.add_argument("--messen", nargs=2, metavar=("WEG", "ORDNER"))
    wahl = parser.parse_args()
    if wahl.messen:
        print(json.dumps(WEGE[wahl.messen[0]](Path(wahl.messen[1]))))
        return
    with tempfile.TemporaryDirectory() as ordner:
        lieferung = Path(ordner) / "lieferung"
        demo.schreiben(lieferung, bezirke=wahl.bezirke)
        if wahl.dialekt == "amt":
            im_amtsdialekt(lieferung)
        if wahl.profil:
            profil(lieferung)
        else:
            vergleichen(lieferung, (wahl.bezirke, wahl.dialekt) != (BEZIRKE, "amt"))


def vergleichen(lieferung: Path, klein: bool) -> None:
    """Print times, peaks and ratios of both ways; the time of each is the best of three, taken in turn."""
    laeufe = [[_gemessen(weg, lieferung) for weg in WEGE] for _ in range(LAEUFE)]
    bloss, ganz = (min(alle, key=lambda lauf: lauf["sekunden"]) for alle in zip(*laeufe, strict=True))
    bloss_mb, ganz_mb = (_gemessen(weg, lieferung, speicher=True)["spitze_mb"] for weg in WEGE)
    zeit = ganz["sekunden"] / bloss["sekunden"]
    speicher = ganz_mb / ganz["tabellen_mb"]
    print(f"rows                  {int(bloss['zeilen']):>12,}")
    print(f"pandas.read_csv       {bloss['sekunden']:>12.1f} s {bloss_mb:>10.0f} MB")
    for schritt in ("lesen", "pruefen", "schreiben"):
        print(f"  {schritt:<20}{ganz[schritt]:>12.1f} s")
    print(f"sozialraum einlesen   {ganz['sekunden']:>12.1f} s {ganz_mb:>10.0f} MB")
    print(f"resulting tables      {'':>14} {ganz['tabellen_mb']:>10.0f} MB")
    print(f"time                  {zeit:>12.2f} times (bar {ZEIT_HOECHSTENS:.0f})")
    print(f"peak memory           {speicher:>12.2f} times (bar {SPEICHER_HOECHSTENS:.0f})")
    zeile = Zeile(
        "ingest",
        "two million rows read, checked and written, against a bare `pandas.read_csv` of the same files",
        f"at most {ZEIT_HOECHSTENS:.0f} times; peak at most {SPEICHER_HOECHSTENS:.0f} times the tables",
        f"{zeit:.2f} times; peak {speicher:.2f} times",
        zeit <= ZEIT_HOECHSTENS and speicher <= SPEICHER_HOECHSTENS,
        "python -m benchmarks.ingest",
    )
    abschliessen([zeile], klein)


def im_amtsdialekt(ordner: Path) -> None:
    """Rewrite the tables as an office exports them: semicolon, cp1252, thousands dot, decimal comma."""
    eintraege = []
    for tabelle in (name for name in names.TABELLEN if (ordner / f"{name}.csv").exists()):
        datei = ordner / f"{tabelle}.csv"
        texte = pd.read_csv(datei, dtype="str", keep_default_na=False)
        if tabelle not in GEZAEHLT:
            continue
        texte["anzahl"] = texte["anzahl"].map(_mit_punkt)
        datei.unlink()
        texte.to_csv(ordner / f"export_{tabelle}.csv", sep=";", index=False, encoding="cp1252")
        eintraege.append(_eintrag(tabelle))
    with (ordner / "lieferung.toml").open("a", encoding="utf-8") as ziel:
        ziel.write("\n".join(eintraege))


GEZAEHLT = ("einwohner", "wanderungen", "geburten", "sterbefaelle")
"""The long tables: nine tenths of all rows."""


def _mit_punkt(text: str) -> str:
    return f"{int(text):,}".replace(",", ".") if text else text


def _eintrag(tabelle: str) -> str:
    form = names.TABELLEN[tabelle]
    zeilen = [
        "[[datei]]",
        f'datei = "export_{tabelle}.csv"',
        f'tabelle = "{tabelle}"',
        'zeichensatz = "cp1252"',
        'trennzeichen = ";"',
        'tausender = "."',
        'dezimal = ","',
        "titelzeilen = 0",
        "kopfzeilen = 1",
        "fusszeilen = []",
        'ignorieren = ["status"]',
        "",
        "[datei.zeit]",
        f'spalte = "{form.zeit}"',
        "",
        "[datei.raumeinheit]",
        'spalte = "raumeinheit"',
        "",
        *(f'[datei.dimension.{name}]\nspalte = "{name}"\n' for name in form.schluessel[2:]),
        "[[datei.werte]]",
        'spalten = ["anzahl"]',
        "",
    ]
    return "\n".join(zeilen)


def mit_pandas(ordner: Path) -> dict[str, float]:
    """Read every CSV with the dialect known in advance."""
    texte = {name: "str" for form in names.TABELLEN.values() for name in form.schluessel if name != "jahr"}
    amt = {"sep": ";", "encoding": "cp1252", "thousands": ".", "decimal": ","}
    beginn = time.monotonic()
    tabellen = [
        pd.read_csv(datei, dtype=texte, **(amt if datei.name.startswith("export_") else {}))
        for datei in sorted(ordner.glob("*.csv"))
    ]
    ende = time.monotonic()
    return {"beginn": beginn, "ende": ende, "sekunden": ende - beginn, "zeilen": sum(map(len, tabellen))}


def mit_sozialraum(ordner: Path) -> dict[str, float]:
    """Read, check and write, as `sozialraum einlesen` does."""
    daten = ordner.parent / "daten"
    zeiten = [time.monotonic()]
    zugleich = gabelung.zugleich([ordner])
    lieferung = deliveries.read(ordner, zugleich)
    zeiten.append(time.monotonic())
    tabellen, befunde = nachlieferung.pruefen(lieferung, {}, zugleich=zugleich)
    zeiten.append(time.monotonic())
    if befunde["grad"].eq("Fehler").any():
        sys.exit(f"{befunde.head(5).to_string()}")
    with store.bestand_gesperrt(daten):
        store.aufnehmen([store.Aufnahme(deliveries.beleg(lieferung), tabellen)], daten=daten)
    zeiten.append(time.monotonic())
    gelesen = [store.read_bestand(name, daten) for name in tabellen]
    shutil.rmtree(daten)
    schritte = [bis - von for von, bis in itertools.pairwise(zeiten)]
    return {
        **dict(zip(("lesen", "pruefen", "schreiben"), schritte, strict=True)),
        "beginn": zeiten[0],
        "ende": zeiten[-1],
        "sekunden": zeiten[-1] - zeiten[0],
        "tabellen_mb": sum(float(t.memory_usage(deep=True).sum()) for t in gelesen) / MB,
    }


def profil(lieferung: Path) -> None:
    """Print where the time goes."""
    messung = cProfile.Profile()
    messung.runcall(mit_sozialraum, lieferung)
    pstats.Stats(messung).sort_stats("cumulative").print_stats(60)


def _gemessen(weg: str, lieferung: Path, speicher: bool = False) -> dict[str, float]:
    """Run one way in a process of its own; looking at its memory takes time, so that is a run of its own."""
    befehl = [sys.executable, "-m", "benchmarks.ingest", "--messen", weg, str(lieferung)]
    with subprocess.Popen(befehl, stdout=subprocess.PIPE, text=True) as lauf:
        stand = _speicher(lauf) if speicher else []
        ausgabe, _ = lauf.communicate()
    if lauf.returncode:
        sys.exit(lauf.returncode)
    ergebnis: dict[str, float] = json.loads(ausgabe)
    vorher = [mb for wann, mb in stand if wann < ergebnis["beginn"]]
    waehrend = [mb for wann, mb in stand if ergebnis["beginn"] <= wann <= ergebnis["ende"]]
    return {**ergebnis, "spitze_mb": max(waehrend, default=0.0) - max(vorher, default=0.0)}


def _speicher(lauf: subprocess.Popen[str]) -> list[tuple[float, float]]:
    """Memory in MB of a process and its children over time; what they share counts once."""
    stand = []
    while lauf.poll() is None:
        prozesse = [str(lauf.pid), *_kinder(lauf.pid)]
        stand.append((time.monotonic(), sum(map(_anteil, prozesse)) / 1024))
        time.sleep(0.02)
    return stand


def _kinder(prozess: int) -> list[str]:
    try:
        return Path(f"/proc/{prozess}/task/{prozess}/children").read_text().split()
    except OSError:
        return []


def _anteil(prozess: str) -> int:
    """Kilobytes of a process, those shared with others in part; none once it has ended."""
    try:
        zeilen = Path(f"/proc/{prozess}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(zeile.split()[1]) for zeile in zeilen if zeile.startswith("Pss:"))


WEGE: dict[str, Callable[[Path], dict[str, float]]] = {"pandas": mit_pandas, "sozialraum": mit_sozialraum}

if __name__ == "__main__":
    main()
