"""Nothing shipped holds a secret count, and nothing shipped depends on one.

Two deliveries are taken through every stage and every way out: they differ in secret counts only and give
the same release. In one of them every secret is a number nobody would print by chance.
"""

import json

import pytest

from pipeline import disclosure, store
from pipeline.cli import ausgabe
from pipeline.cli.freigabe import bestand
from tests.conftest import once, sozialraum
from tests.disclosure import kanarienlieferung
from tests.disclosure.kanarienlieferung import MINDESTFALLZAHL, plan_mit
from tests.disclosure.spuren import spuren

pytestmark = pytest.mark.long
PLAN = disclosure.plan()
WERTE = ("anzahl", "personen", "summe_alter")
AB = 1_000
"""Smaller numbers may be printed by chance."""


ZIEL = ("--kennzahl", "wahlbet", "--ziel", "50", "--zieljahr", "2025", "--datum", "2021-06-01")
ZIEL += ("--einvernehmen", "Stadt", "--verantwortlich", "Stadt", "--faellig", "2025-12-31")


def eingelesen_und_freigegeben(ordner, zwilling):
    daten = ordner / "daten"
    (daten / "processed").mkdir(parents=True)
    kanarienlieferung.schreiben(ordner / "kanarien", zwilling)
    befehle(
        ("einlesen", ordner / "kanarien", "--daten", daten),
        ("freigeben", "--daten", daten),
        ("prognose", "--basis", "2020-12-31", "--ziehungen", "40", "--daten", daten),
        ("lieferungen", "--daten", daten),
    )


def ausgegeben(ordner):
    """Every command that writes or prints what is released."""
    daten, berichte = ordner / "daten", ordner / "berichte"
    ort, dorthin = ("--raumeinheit", "P01", "--daten", daten), ("--berichte", berichte)
    befehle(
        ("bericht", "P01", "--daten", daten, *dorthin),
        ("kennzahlen", *ort),
        ("kennzahlen", "--json", *ort),
        *(("kennzahlen", "--nach", berichte / f"werte.{e}", *ort) for e in ("xlsx", "csv", "parquet")),
        ("kennzahlen", "beschluss", *ZIEL, *ort),
        ("kennzahlen", "zielvereinbarung", *ort, *dorthin),
        ("kennzahlen", "jahresplanung", *ort, *dorthin),
    )


def befehle(*alle):
    for befehl in alle:
        assert sozialraum(*befehl) == 0, befehl


def manifest(ordner):
    return ordner / "daten" / "processed" / "freigabe" / "manifest.json"


def ohne_pruefsummen(datei):
    """The manifest of the release without the checksums of the delivered files."""
    inhalt = json.loads(datei.read_text(encoding="utf-8"))
    for schritt in inhalt["schritte"].values():
        for lieferung in schritt["lieferungen"]:
            for eintrag in lieferung["dateien"]:
                assert len(eintrag.pop("sha256")) == 64
    return inhalt


@pytest.fixture(scope="module")
def laeufe(tmp_path_factory, worker_id):
    """Folders of the two runs, and what was printed beside them.

    The checksums of the delivered files are in the colophon of every report. They are the one thing that may
    differ, so the second run gets those of the first before its reports are made.
    """

    def make(ordner):
        with pytest.MonkeyPatch.context() as anders:
            anders.setattr(disclosure, "plan", lambda: plan_mit(PLAN, MINDESTFALLZAHL))
            for name, zwilling in (("a", False), ("b", True)):
                with (ordner / f"{name}.log").open("w", encoding="utf-8") as protokoll:
                    anders.setattr(ausgabe.KONSOLE, "_file", protokoll)  # `file` would stay set
                    anders.setattr("sys.stdout", protokoll)
                    anders.setattr("sys.stderr", protokoll)
                    eingelesen_und_freigegeben(ordner / name, zwilling)
                    if zwilling:
                        a, b = manifest(ordner / "a"), manifest(ordner / "b")
                        assert ohne_pruefsummen(a) == ohne_pruefsummen(b)
                        assert a.read_bytes() != b.read_bytes()
                        b.write_bytes(a.read_bytes())
                    ausgegeben(ordner / name)

    return once("kanarien", tmp_path_factory, worker_id, make)


@pytest.fixture(scope="module")
def kanarien(laeufe):
    """Numbers of all cells that are hidden, but for those that follow from shown ones by themselves.

    Those are numbers that another cell shows, changes of a shown number from year to year, and the numerator
    of Billeter's measure, which is a difference of two shown numbers. And what a projection expects may be
    such a number too, rounded to five as it is.
    """
    daten = laeufe / "a" / "daten"
    genau, _ = disclosure.freigeben(bestand(daten), plan_mit(PLAN, 1))
    geheim, gezeigt = set(), set()
    for name in {t.name for t in PLAN.tabellen} & set(genau):
        frei = store.read(name, daten)
        schluessel = [spalte for spalte in frei if spalte not in (*WERTE, "status")]
        beide = genau[name].merge(frei, on=schluessel, suffixes=("", "_frei"), validate="one_to_one")
        for spalte in set(WERTE) & set(frei):
            versteckt = beide["status_frei"].eq("geheim") & beide[spalte].notna()
            geheim |= set(beide.loc[versteckt, spalte])
            ohne_jahr = (
                beide[[s for s in schluessel if s not in ("stichtag", "jahr")]]
                .astype("str")
                .agg("|".join, axis=1)
            )
            aenderung = beide.groupby(ohne_jahr)[f"{spalte}_frei"].diff().abs()
            gezeigt |= set(beide[f"{spalte}_frei"].dropna()) | set(aenderung.dropna())
    gezeigt |= billeter(store.read("einwohner", daten))
    return {int(zahl) for zahl in geheim - gezeigt if zahl >= AB and zahl % 5}


def billeter(einwohner):
    """Differences of the youngest and the oldest that are shown."""
    alle = einwohner[einwohner[["geschlecht", "staatsangehoerigkeit"]].eq("insgesamt").all(axis=1)]
    je_alter = alle.pivot(index=["raumeinheit", "stichtag"], columns="altersgruppe", values="anzahl")
    return set((je_alter["0-14"] - je_alter["50+"]).abs().dropna())


def ausgeliefert(laeufe, name):
    """Everything below `freigabe/` and all that was written or printed from it."""
    ordner = laeufe / name
    zonen = [ordner / "berichte", ordner / "daten" / "processed" / "freigabe"]
    dateien = [datei for zone in zonen for datei in sorted(zone.rglob("*")) if datei.is_file()]
    return {str(d.relative_to(ordner)): d for d in dateien} | {"log": laeufe / f"{name}.log"}


def test_no_secret_count_is_in_anything_shipped(laeufe, kanarien):
    assert len(kanarien) > 40
    dateien = ausgeliefert(laeufe, "a")
    assert {d.rsplit(".", 1)[-1] for d in dateien} >= {
        "pdf",
        "ipynb",
        "xlsx",
        "csv",
        "parquet",
        "json",
        "log",
    }
    gefunden = {zahl: orte for datei in dateien.values() for zahl, orte in spuren(datei, kanarien).items()}
    assert gefunden == {}


def test_the_search_would_find_them(laeufe, kanarien):
    bestandsdateien = (laeufe / "a" / "daten" / "processed" / "bestand").glob("*.parquet")
    gefunden = {zahl for datei in bestandsdateien for zahl in spuren(datei, kanarien)}
    assert len(gefunden) > 20


def test_the_two_deliveries_differ_in_secrets_only(laeufe):
    a, b = (laeufe / name / "daten" / "processed" for name in "ab")
    for tabelle in kanarienlieferung.TAUSCH:
        je_lauf = [(ordner / "bestand" / f"{tabelle}.parquet").read_bytes() for ordner in (a, b)]
        assert je_lauf[0] != je_lauf[1]
        # both cells that changed are cells of the release, and hidden there
        dimension, *klassen = kanarienlieferung.TAUSCH[tabelle]
        frei = store.read(tabelle, a.parent).query("raumeinheit in ['P01', 'P02']")
        dimensionen = [
            s for s in frei if s not in ("raumeinheit", "stichtag", "jahr", "anzahl", "personen", "status")
        ]
        rand = frei[[d for d in dimensionen if d != dimension]].eq("insgesamt").all(axis=1)
        assert set(frei[rand & frei[dimension].isin(klassen)]["status"]) == {"geheim"}


def test_everything_shipped_is_the_same_to_the_last_byte(laeufe):
    a, b = (ausgeliefert(laeufe, name) for name in "ab")
    assert a.keys() == b.keys()
    assert len(a) > 30
    # printed where a file was written, before the folder got its name
    ordner = [str(laeufe.with_name(f"{laeufe.name}.neu") / name).encode() for name in "ab"]
    anders = [
        name for name in a if a[name].read_bytes().replace(ordner[0], ordner[1]) != b[name].read_bytes()
    ]
    assert anders == []
