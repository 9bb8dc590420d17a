"""Unknown folders in the manner of many offices: what the proposal reads is the truth, or it is refused."""

import re
import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import deliveries, names
from pipeline.cli import nachlieferung
from pipeline.deliveries.fremd.vorschlag import vorschlagen
from tests.deliveries.aemter import FAELLE

BLANK = "BITTE AUSFÜLLEN"


def _ausgefuellt(text, antworten):
    """The proposal with every blank replaced by the answer that a person gives for its key."""

    def antwort(treffer):
        return f'{treffer[1]}"{antworten[treffer[2]]}"'

    blank = re.compile(rf'("?([^"{{,=\n]+?)"? = \[?)"{BLANK}"')
    zeilen = [z if z.startswith("#") else blank.sub(antwort, z) for z in text.splitlines()]
    return "\n".join(zeilen) + "\n"


def zellen(tabellen, tabelle):
    """Measures, or the status, by area, time and every dimension that is not insgesamt."""
    form = names.TABELLEN[tabelle]
    ergebnis = {}
    for zeile in tabellen[tabelle].fillna("").astype(str).to_dict("records"):
        teile = [zeile[s] for s in form.schluessel if zeile[s] != "insgesamt"]
        werte = [zeile[wert] for wert in form.werte]
        if not any(werte):
            werte = [zeile["status"]]
        zeichen = "?" if zeile["status"] == "unsicher" and any(zeile[w] for w in form.werte) else ""
        assert ";".join(teile) not in ergebnis
        ergebnis[";".join(teile)] = "/".join(werte).rstrip("/") + zeichen
    return ergebnis


def _wahr(texte):
    return {
        tabelle: dict(zeile.rsplit(";", 1) for zeile in text.split("\n") if zeile)
        for tabelle, text in texte.items()
    }


def lesen(ordner, fall):
    for name, inhalt in fall.dateien.items():
        (ordner / name).write_bytes(inhalt)
    text = deliveries.vorschlag(ordner)
    tomllib.loads(text)
    ausgefuellt = _ausgefuellt(text, fall.antworten)
    (ordner / "lieferung.toml").write_text(ausgefuellt, encoding="utf-8")
    lieferung = deliveries.read(ordner)
    _, befunde = nachlieferung.pruefen(lieferung, {})
    return text, lieferung, befunde


@pytest.mark.parametrize("fall", FAELLE, ids=lambda fall: fall.name)
def test_the_proposal_reads_the_truth_or_is_refused(tmp_path, fall):
    text, lieferung, befunde = lesen(tmp_path, fall)
    fehler = befunde[befunde["grad"].eq("Fehler")]
    if fall.ausgang == "abgelehnt":
        assert len(fehler) or not any(len(t) for n, t in lieferung.tabellen.items() if n in fall.wahr)
        return
    assert fehler.to_dict("records") == []
    wahr, auch = _wahr(fall.wahr), _wahr(fall.auch)
    assert set(lieferung.tabellen) - {"raumeinheiten"} == set(wahr)
    for tabelle, soll in wahr.items():
        ist = zellen(lieferung.tabellen, tabelle)
        erlaubt = soll | auch.get(tabelle, {})
        assert {k: v for k, v in ist.items() if k in soll} == soll
        assert {k: erlaubt.get(k) for k in ist} == ist
    blanks = [z for z in text.splitlines() if BLANK in z and not z.startswith("#")]
    assert bool(blanks) is (fall.ausgang == "ausgefuellt")


BAUSTEINE = [
    ";",
    "\n",
    '"',
    "|",
    "%",
    "\x7f",
    "\x01",
    "'",
    "{",
    "0",
    "1.049",
    "Summe",
    "SGB II",
    "§ 35a",
    "unter 3",
    "ä",
    "",
]


@pytest.mark.long
@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_damaged_file_gets_valid_toml_or_a_reason(data):
    fall = data.draw(st.sampled_from(FAELLE))
    dateien = {}
    for name, inhalt in fall.dateien.items():
        roh = bytearray(inhalt)
        for _ in range(data.draw(st.integers(0, 4))):
            stelle = data.draw(st.integers(0, len(roh)))
            ende = min(len(roh), stelle + data.draw(st.integers(0, 12)))
            roh[stelle:ende] = data.draw(st.sampled_from(BAUSTEINE)).encode()
        dateien[name] = bytes(roh)
    toml = tomllib.loads(vorschlagen(dateien, "x"))
    assert all(eintrag["tabelle"] for eintrag in toml.get("datei", []))
