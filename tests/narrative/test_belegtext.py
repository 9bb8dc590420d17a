"""Evidence in a sentence: kinds, numbers of the verb, nothing lost."""

import pandas as pd
import pytest

from pipeline.narrative import ableitung, belegtext

ZEILEN = pd.DataFrame(
    [
        ("prognose", "Prognose: unter 3 Jahre", "84, erwartet rund 70", "offen"),
        ("prognose", "Prognose: 85 und älter", "75, erwartet rund 100", "spricht dafür"),
        ("kennzahlen", "Arbeitslosenanteil", "1,5 %", "spricht dagegen"),
        ("kennzahlen", "Mindestsicherungsquote", "3,9 %", "spricht dagegen"),
        ("einrichtungen", "Jugendtreffs", "1", "spricht dafür"),
        ("einrichtungen", "Quartierszentren", "keine", "spricht dafür"),
        ("quartiersarbeit", "Ehrenamtliche", "liegt nicht vor", "unbekannt"),
        ("andere", "Experteninterviews", "Bedarf: A", "spricht dafür"),
        ("andere", "Experteninterviews", "Bedarf: B", "spricht dafür"),
        ("andere", "Befragung der Bewohner:innen", "nichts zu diesem Feld", "unbekannt"),
    ],
    columns=["art", "beleg", "hier", "richtung"],
).assign(nummer="2.3.1", feld="Senioren")


def test_a_field_reads_as_sentences():
    (text,) = ableitung.felder(ZEILEN, {"2.3.1": "Die Gruppe wächst."})
    assert text == (
        "Senioren. Das Papier nimmt an: Die Gruppe wächst. "
        "Dafür sprechen die Prognose für die Altersgruppe 85 und älter, der Bestand an Jugendtreffs, "
        "das Fehlen von Quartierszentren im Verzeichnis sowie die Experteninterviews. "
        "Dagegen sprechen die Kennzahlen „Arbeitslosenanteil“ und „Mindestsicherungsquote“. "
        "Offen lässt es die Prognose für die Altersgruppe unter 3 Jahre. "
        "Ohne Aussage bleiben die Angabe „Ehrenamtliche“ und die Befragung der Bewohner:innen."
    )


def test_a_side_without_evidence_is_said():
    dafuer = ZEILEN[ZEILEN["beleg"].eq("Jugendtreffs")]
    assert ableitung.felder(dafuer, {}) == [
        "Senioren. Dafür spricht der Bestand an Jugendtreffs. Dagegen spricht kein Beleg."
    ]
    offen = ZEILEN[ZEILEN["richtung"].eq("offen")]
    assert ableitung.felder(offen, {})[0].startswith("Senioren. Weder dafür noch dagegen spricht ein Beleg.")


@pytest.mark.parametrize("lesart", sorted(set(ZEILEN["richtung"])))
def test_no_evidence_is_lost_nor_said_twice(lesart):
    eigene = ZEILEN[ZEILEN["richtung"].eq(lesart)]
    text = belegtext.satz("X", ("ist", "sind"), belegtext.glieder(eigene))
    for beleg in eigene["beleg"].unique():
        assert text.count(beleg.removeprefix("Prognose: ")) == 1


@pytest.mark.parametrize(
    ("auswahl", "verb"),
    [(["Arbeitslosenanteil"], "ist"), (["Experteninterviews"], "sind"), (["Jugendtreffs"], "ist")],
)
def test_the_verb_follows_its_subject(auswahl, verb):
    eigene = ZEILEN[ZEILEN["beleg"].isin(auswahl)]
    assert belegtext.satz("X", ("ist", "sind"), belegtext.glieder(eigene)).startswith(f"X {verb} ")
