"""What the user names is written whole or not at all."""

import stat

import pytest

from pipeline.cli.ablage import ablegen, verlange_ordner
from pipeline.errors import SozialraumError
from tests.conftest import sozialraum


def test_an_old_file_gives_way_whole_and_nothing_else_is_left(tmp_path):
    ziel = tmp_path / "a.csv"
    ziel.write_text("alt")
    assert ablegen({ziel: b"neu"}) == [ziel]
    assert ziel.read_bytes() == b"neu"
    assert [pfad.name for pfad in tmp_path.iterdir()] == ["a.csv"]


def test_only_the_owner_reads_what_is_confidential_also_after_a_broken_run(tmp_path):
    (tmp_path / ".a.csv.neu").write_text("rest")
    (tmp_path / ".a.csv.neu").chmod(0o644)
    ablegen({tmp_path / "a.csv": b"x"}, vertraulich=True)
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("ort", ["fehlt/a.csv", "ordner"])
def test_a_place_that_cannot_be_is_one_sentence(tmp_path, ort):
    (tmp_path / "ordner").mkdir()
    with pytest.raises(SozialraumError, match="nicht zu schreiben"):
        verlange_ordner(tmp_path / ort)
    with pytest.raises(SozialraumError, match="nicht zu schreiben"):
        ablegen({tmp_path / ort: b"x"})
    assert [pfad.name for pfad in tmp_path.iterdir()] == ["ordner"]


def test_a_protocol_at_no_place_is_no_traceback(tmp_path, capsys):
    assert sozialraum("pruefen", tmp_path, "--protokoll", tmp_path / "fehlt" / "p.html") == 1
    assert "nicht zu schreiben" in capsys.readouterr().err
