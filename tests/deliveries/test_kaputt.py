"""Broken bytes in files and manifests of every section: findings, never a traceback, from reading to the last rule."""

# ruff: noqa: E501 -- a manifest stands whole here

import random
import tempfile
from pathlib import Path

import pytest

from pipeline import deliveries
from pipeline.cli import nachlieferung
from tests.deliveries.fremd import lesen, manifest
from tests.deliveries.test_texte import EINRICHTUNGEN, eintrag
from tests.zuverlaessigkeit.test_zerstoerte_dateien import mutiert

pytestmark = pytest.mark.long  # every case takes deliveries in, through the command line

ZAHLEN = (
    "daten.csv",
    "Gebiet;Jahr;m;w;Anteil;V;Quote %\n"
    + "".join(
        f"P{i:02};{j};{10 + i};{20 + i};{50 + i},0;5,0;{i},1\n" for i in range(6) for j in (2018, 2019, 2020)
    ),
    manifest(
        zeit='spalte = "Jahr"',
        rest='[[datei.werte]]\nmerkmal = "geschlecht"\nspalten = ["m", "w"]\n'
        '[[datei.abgeleitet]]\nspalte = "Anteil"\nart = "anteil"\nzaehler = "w"\nnenner = ["geschlecht"]\n'
        '[[datei.abgeleitet]]\nspalte = "V"\nart = "wachstum"\nzaehler = ["geschlecht"]\naus = "vorher"\n',
    )
    + '[[rundung]]\ntabellen = ["einwohner"]\nauf = 5\n'
    + '[[umbenennung]]\nalt = ["P01", "P02"]\nneu = "P02"\nab = 2020-01-01\nart = "zusammengelegt"\n',
)
TEXTE = (
    "d.csv",
    "Gebiet;Typ;Bezeichnung;Straße;Nr.;X;Y\nP10;Kita;Kita Süd;Weg;7a;9.2109;49.1427\n;;Kita Nord;Weg;1;;\n",
    eintrag("einrichtungen", EINRICHTUNGEN + '[datei.koordinaten]\nost = "X"\nnord = "Y"\nepsg = 4326\n'),
)


@pytest.mark.parametrize(("name", "text", "toml"), [ZAHLEN, TEXTE], ids=["zahlen", "texte"])
def test_broken_files_and_manifests_give_findings(name, text, toml):
    rnd = random.Random(20261126)  # noqa: S311 -- cases to try, no secret
    for fall in range(24):
        inhalt, angaben = text.encode(), toml
        if fall % 3:
            inhalt = mutiert(inhalt, rnd)
        else:
            angaben = mutiert(toml.encode(), rnd).decode("utf-8", "replace")
        with tempfile.TemporaryDirectory() as ordner:
            lieferung = lesen(Path(ordner), {name: inhalt}, angaben)
            _, befunde = nachlieferung.pruefen(lieferung, {})
            assert deliveries.benennen(befunde, lieferung)["grund"].str.len().gt(0).all()
