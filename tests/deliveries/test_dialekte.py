"""Random dialects of a known truth: what comes out is the truth, or an error, never a wrong number."""

# ruff: noqa: E501, C416 -- a delivered line stands whole here, as an office writes it

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.deliveries.fremd import fehler, lesen, zellen

ORTE = ["01", "02", "P10", "005"]
ALTER = ["0-2", "3-5", "6-17", "18-64", "65+"]
GESCHLECHT = ["m", "w"]
SCHREIBUNGEN = {
    "lang": {"0-2": "0 bis unter 3 Jahre", "3-5": "3 bis unter 6 Jahre", "6-17": "6 bis unter 18 Jahre",
             "18-64": "18 bis unter 65 Jahre", "65+": "65 Jahre und älter"},
    "strich": {"0-2": " 0 - 2", "3-5": " 3 - 5", "6-17": " 6 - 17", "18-64": "18 - 64", "65+": "65 u. ä."},
    "kleiner": {"0-2": "00 - < 03", "3-5": "03 - < 06", "6-17": "06 - < 18", "18-64": "18 - < 65",
                "65+": "65 und älter"},
    "unter": {"0-2": "unter 3", "3-5": "3 bis 5", "6-17": "6 bis 17", "18-64": "18 bis 64", "65+": "ab 65"},
    "code": {"0-2": "E_00_03", "3-5": "E_03_06", "6-17": "E_06_18", "18-64": "E_18_65", "65+": "E_65_110"},
}  # fmt: skip
SEX = {"m": "männlich", "w": "weiblich"}
TAUSENDER = {".": ".", " ": " ", "nbsp": "\u00a0", "'": "'", "": ""}
DIALEKT = st.fixed_dictionaries(
    {
        "trenner": st.sampled_from([";", ",", "\t", "|"]),
        "zeichensatz": st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
        "tausender": st.sampled_from(list(TAUSENDER)),
        "alter": st.sampled_from(list(SCHREIBUNGEN)),
        "breit": st.booleans(),
        "fuellen": st.booleans(),
        "titel": st.integers(0, 2),
        "fuss": st.booleans(),
        "anfuehrung": st.booleans(),
        "summe": st.booleans(),
        "leere_spalte": st.booleans(),
        "zeilenende": st.sampled_from(["\n", "\r\n"]),
        "verschweigen": st.sets(
            st.sampled_from(["zeichensatz", "trennzeichen", "tausender", "titelzeilen", "kopfzeilen", "fusszeilen"])
        ),
        "werte": st.lists(
            st.one_of(st.integers(0, 12), st.integers(0, 3000), st.integers(0, 3_000_000), st.sampled_from([".", "-", "..."])),
            min_size=len(ORTE) * len(ALTER) * 2,
            max_size=len(ORTE) * len(ALTER) * 2,
        ),
    }
)  # fmt: skip


def wahrheit(werte):
    schluessel = [(o, a, g) for o in ORTE for a in ALTER for g in GESCHLECHT]
    heisst = {".": "geheim", "-": "0", "...": "fehlt"}
    return {k: heisst.get(w, str(w)) for k, w in zip(schluessel, werte, strict=True)}


def gesetzt(wert, dialekt):
    zeichen = TAUSENDER[dialekt["tausender"]]
    return wert if isinstance(wert, str) else f"{wert:,}".replace(",", zeichen)


def zeilen(dialekt):
    """Header rows and data rows of the delivery as lists of texts."""
    je = {
        k: w
        for k, w in zip(
            [(o, a, g) for o in ORTE for a in ALTER for g in GESCHLECHT], dialekt["werte"], strict=True
        )
    }
    schreibung = SCHREIBUNGEN[dialekt["alter"]]
    if dialekt["breit"]:
        kopf = [
            ["", "", *[t for a in ALTER for t in (schreibung[a].strip(), "")]],
            ["Gebiet", "Name", *[SEX[g] for _ in ALTER for g in GESCHLECHT]],
        ]
        return kopf, [
            [o, f"Ort {o} ä", *[gesetzt(je[o, a, g], dialekt) for a in ALTER for g in GESCHLECHT]]
            for o in ORTE
        ]
    rumpf = []
    for o in ORTE:
        for i, a in enumerate(ALTER):
            links = ["", ""] if dialekt["fuellen"] and i else [o, f"Ort {o} ä"]
            rumpf.append([*links, schreibung[a], *[gesetzt(je[o, a, g], dialekt) for g in GESCHLECHT]])
        if dialekt["summe"]:
            summen = []
            for g in GESCHLECHT:
                teile = [je[o, a, g] for a in ALTER]
                offen = any(t in (".", "...") for t in teile)
                summen.append("." if offen else gesetzt(sum(0 if t == "-" else t for t in teile), dialekt))
            rumpf.append([*(["", ""] if dialekt["fuellen"] else [o, f"Ort {o} ä"]), "Summe", *summen])
    return [["Gebiet", "Name", "Alter", "männlich", "weiblich"]], rumpf


def datei(dialekt):
    kopf, rumpf = zeilen(dialekt)
    breite = len(rumpf[0])
    oben = [[f"Einwohner, Blatt {i}", *[""] * (breite - 1)] for i in range(dialekt["titel"])]
    unten = [["Quelle: Melderegister", *[""] * (breite - 1)]] if dialekt["fuss"] else []
    alle = [*oben, *kopf, *rumpf, *unten]
    if dialekt["leere_spalte"]:
        alle = [[*zeile, ""] for zeile in alle]

    def feld(text):
        noetig = dialekt["anfuehrung"] or any(z in text for z in (dialekt["trenner"], '"'))
        return f'"{text}"' if noetig else text

    ende = dialekt["zeilenende"]
    return ende.join(dialekt["trenner"].join(feld(t) for t in zeile) for zeile in alle) + ende


def manifest(dialekt):
    form = {
        "zeichensatz": f'"{dialekt["zeichensatz"]}"',
        "trennzeichen": '"\\t"' if dialekt["trenner"] == "\t" else f'"{dialekt["trenner"]}"',
        "tausender": f'"{dialekt["tausender"]}"',
        "titelzeilen": str(dialekt["titel"]),
        "kopfzeilen": "2" if dialekt["breit"] else "1",
        "fusszeilen": '["Quelle:"]',
    }
    kopf = "".join(f"{k} = {v}\n" for k, v in form.items() if k not in dialekt["verschweigen"])
    codes = 'codes = { "männlich" = "m", "weiblich" = "w" }\n'
    if dialekt["breit"]:
        werte = "[[datei.werte]]\nmuster = '^(?P<alter>.+)\\|(?P<geschlecht>männlich|weiblich)$'\n" + codes
    else:
        werte = (
            '[[datei.werte]]\nmerkmal = "geschlecht"\nspalten = ["männlich", "weiblich"]\n' + codes
            + '[datei.dimension.alter]\nspalte = "Alter"\nsumme = ["Summe"]\n'
        )  # fmt: skip
    fuellen = "fuellen = true\n" if dialekt["fuellen"] and not dialekt["breit"] else ""
    return (
        '[lieferung]\nid = "x"\nsymbole = { "." = "geheim", "-" = "0", "..." = "fehlt" }\n'
        f'[[datei]]\ndatei = "d.csv"\ntabelle = "einwohner"\n{kopf}[datei.zeit]\nfest = 2020-12-31\n'
        f'[datei.raumeinheit]\nspalte = "Gebiet"\nname_spalte = "Name"\n{fuellen}{werte}'
    )


def pruefe_dialekt(dialekt):
    with tempfile.TemporaryDirectory() as ordner:
        inhalt = datei(dialekt).encode(dialekt["zeichensatz"])
        lieferung = lesen(Path(ordner), {"d.csv": inhalt}, manifest(dialekt))
        saetze = fehler(lieferung)
        if not dialekt["verschweigen"]:
            assert saetze == []
        if not saetze:
            assert zellen(lieferung) == wahrheit(dialekt["werte"])


KEIN_LIMIT = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@pytest.mark.long
@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=KEIN_LIMIT)
@given(DIALEKT)
def test_random_dialects(dialekt):
    pruefe_dialekt(dialekt)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=KEIN_LIMIT)
@given(DIALEKT)
def test_many_random_dialects(dialekt):
    pruefe_dialekt(dialekt)
