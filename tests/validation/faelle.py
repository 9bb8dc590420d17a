"""For every rule a delivery that keeps it and one that breaks it."""

import geopandas as gpd
import shapely

from pipeline.validation import pruefling as _
from tests.validation.prueflinge import bestand, pruefling, raeume, strom, ueberall

TAGE = ("2019-12-31", "2020-12-31")
VIELE = tuple(f"P{i:02}" for i in range(1, 13))


def _flaechen(**breiten):
    ecken = [shapely.box(1000 * i, 0, 1000 * i + b, 1000) for i, b in enumerate(breiten.values())]
    return gpd.GeoDataFrame({"raumeinheit": list(breiten), "hinweis": ""}, geometry=ecken, crs=25832)


def _frueher(**felder):
    jetzt = pruefling(raumeinheiten=raeume("P01", "P02"), **felder)
    gebiete = _flaechen(HN=1000, P01=1000, P02=1000)
    return {"raumeinheiten": jetzt.tabellen["raumeinheiten"], "gebiete": gebiete}


def _schluesselfall(name="Bezirk P02", breite=1000, ab=None):
    zeilen = raeume("P01", "P02")
    zeilen[2] |= {"name": name, "gueltig_ab": ab}
    gebiete = _flaechen(HN=1000, P01=1000, P02=breite)
    return pruefling(raumeinheiten=zeilen, gebiete=gebiete, frueher=_frueher())


def _einwohner(*zahlen, jahre=(2020,), **mehr):
    zeilen = [bestand(*zahl, **mehr) for zahl in zahlen]
    return pruefling(einwohner=zeilen)


def _reihe(letzte, n=VIELE):
    """Residents of many areas in two years; the first has `letzte` in the second."""
    davor = [bestand(r, 2019, 1000 + 37 * i) for i, r in enumerate(n)]
    danach = [bestand(r, 2020, 1003 + 38 * i) for i, r in enumerate(n)]
    danach[0] = bestand(n[0], 2020, letzte)
    return pruefling(raumeinheiten=raeume(*n), einwohner=davor + danach)


def _alter(raum, jahr, zahlen):
    return [bestand(raum, jahr, zahl, alter=str(alter)) for alter, zahl in enumerate(zahlen)]


ZAHLEN = [17, 23, 14, 31, 26, 19, 12, 28, 33, 21, 25, 16, 29, 18, 22, 27, 15, 24, 30, 20]
ANDERE = [zahl + 3 + stelle % 4 for stelle, zahl in enumerate(ZAHLEN)]


def _merkmale(summe, **mehr):
    zeilen = [
        bestand("P01", 2020, 40, geschlecht="m"),
        bestand("P01", 2020, 42, geschlecht="w"),
        bestand("P01", 2020, summe),
    ]
    return pruefling(erklaert=ueberall(["einwohner"], ["P01"], TAGE), einwohner=zeilen, **mehr)


def _baender(ganz):
    teile = [bestand("P01", 2020, zahl, alter=alter) for alter, zahl in (("0-5", 9), ("6-17", 11))]
    zeilen = [*teile, bestand("P01", 2020, ganz, alter="0-17")]
    return pruefling(erklaert=ueberall(["einwohner"], ["P01"], TAGE), einwohner=zeilen)


def _stadt(zahl, **mehr):
    zeilen = [bestand("HN", 2020, zahl), bestand("P01", 2020, 40), bestand("P02", 2020, 30)]
    return pruefling(einwohner=zeilen, **mehr)


def _abgeleitet(wert, art="wachstum", stellen=0, zaehler=105, nenner=100):
    zeile = ("export.csv", 7, "Veränderung", art, wert, zaehler, nenner, 100, stellen)
    return pruefling(abgeleitet=[zeile])


def _haushalte(personen, anzahl=10, typ="paar_mit_kindern", kinder="2"):
    return pruefling(
        haushalte=[bestand("P01", 2020, anzahl, haushaltstyp=typ, kinder=kinder, personen=personen)]
    )


def _eckwerte(raum="HN", basis="2020-12-31", stichtag="2025-12-31"):
    return pruefling(eckwerte=[{"raumeinheit": raum, "basis": basis, "stichtag": stichtag, "anzahl": 90}] * 2)


def _eckwerte_nach(zahl):
    eins = {"raumeinheit": "HN", "basis": "2020-12-31", "stichtag": "2022-12-31", "anzahl": zahl}
    erklaert = ueberall(["einwohner"], ["HN"], TAGE)
    zeilen = [eins, eins | {"stichtag": "2030-12-31"}]
    return pruefling(erklaert=erklaert, eckwerte=zeilen, einwohner=[bestand("HN", 2020, 100)])


def _wahl(ohne, mit=50, berechtigte=100):
    kopf = {"raumeinheit": "P01", "stichtag": "2019-05-26", "wahl": "Wahl", "wahlberechtigte": berechtigte}
    return pruefling(
        wahlen=[
            kopf | {"briefwahl": "enthalten", "waehlende": mit},
            kopf | {"briefwahl": "nicht enthalten", "waehlende": ohne},
        ]
    )


def _bewegung(saeuglinge=4, geburten=4, zu=1, binnen_weg=3):
    kopf = {"art": "aussen", "alter": "0"}
    innen = {"art": "binnen", "alter": "30"}
    return pruefling(
        erklaert=ueberall(["wanderungen", "geburten", "sterbefaelle"], ["P01", "P02"], ["2020"]),
        einwohner=[bestand("P01", 2020, saeuglinge, alter="0"), bestand("P02", 2020, 2, alter="0")],
        geburten=[strom("P01", 2020, geburten, alter="30"), strom("P02", 2020, 2, alter="31")],
        sterbefaelle=[strom("P01", 2020, 1, alter="90")],
        wanderungen=[
            strom("P01", 2020, zu, richtung="zuzug", **kopf),
            strom("P01", 2020, 3, richtung="zuzug", **innen),
            strom("P02", 2020, binnen_weg, richtung="wegzug", **innen),
        ],
    )


def _bilanz(danach):
    erklaert = ueberall(["wanderungen", "geburten", "sterbefaelle"], ["P01"], ["2020"])
    return pruefling(
        erklaert=erklaert,
        einwohner=[bestand("P01", 2019, 5, alter="7"), bestand("P01", 2020, danach, alter="8")],
        geburten=[strom("P02", 2020, 1, alter="30")],
        sterbefaelle=[strom("P02", 2020, 1, alter="90")],
        wanderungen=[strom("P01", 2020, 1, richtung="zuzug", art="aussen", alter="8")],
    )


def _daneben(name, zahl, **merkmale):
    """A second table beside 20 residents aged 30, of whom 8 are foreign."""
    einwohner = [
        bestand("P01", 2020, zahl_, alter="30", staatsangehoerigkeit=art)
        for art, zahl_ in (("deutsch", 12), ("nichtdeutsch", 8))
    ]
    erklaert = ueberall(["einwohner", name], ["P01"], TAGE)
    return pruefling(
        erklaert=erklaert, einwohner=einwohner, **{name: [bestand("P01", 2020, zahl, **merkmale)]}
    )


def _zuwanderung(nichtdeutsch):
    ohne = bestand("P01", 2020, 12, zuwanderungsgeschichte="ohne")
    fall = _daneben("zuwanderungsgeschichte", nichtdeutsch, zuwanderungsgeschichte="nichtdeutsch")
    zeilen = [bestand("P01", 2020, nichtdeutsch, zuwanderungsgeschichte="nichtdeutsch"), ohne]
    neu = pruefling(zuwanderungsgeschichte=zeilen).tabellen["zuwanderungsgeschichte"]
    return _.Pruefling({**fall.tabellen, "zuwanderungsgeschichte": neu}, fall.vollstaendig)


def _herkunft(zahl):
    return pruefling(
        herkunft=[bestand("P01", 2020, zahl, herkunftsland="Türkei")],
        zuwanderungsgeschichte=[
            bestand("P01", 2020, 9, zuwanderungsgeschichte="nichtdeutsch"),
            bestand("P01", 2020, 3, zuwanderungsgeschichte="deutsch_mit"),
            bestand("P01", 2020, 30, zuwanderungsgeschichte="ohne"),
        ],
    )


def _name(text):
    zeilen = raeume("P01", "P02")
    zeilen[1]["name"] = text
    return pruefling(raumeinheiten=zeilen)


def _gebiete(crs=25832, **breiten):
    return pruefling(gebiete=_flaechen(**breiten).set_crs(crs, allow_override=True))


def _oben(schluessel):
    zeilen = raeume("P01", "P02")
    zeilen[2]["uebergeordnet"] = schluessel
    return pruefling(raumeinheiten=zeilen)


def _vertauscht(a, b):
    davor = [bestand("P01", 2019, 1000), bestand("P02", 2019, 3000)]
    return pruefling(einwohner=[*davor, bestand("P01", 2020, a), bestand("P02", 2020, b)])


def _jahre(*jahre, raum="P01"):
    """P02 in three years, P01 in these."""
    zeilen = [bestand("P02", jahr, 50) for jahr in (2018, 2019, 2020)]
    return pruefling(einwohner=[*zeilen, *(bestand(raum, jahr, 60) for jahr in jahre)])


def _stadtgeometrie():
    return _gebiete(HN=1000, P01=1000, P02=1000)


def _nur(*jahre):
    return pruefling(einwohner=[bestand("P01", jahr, 60) for jahr in jahre])


def _tausend(zahl):
    zahlen = [(2017, 1010), (2018, 1020), (2019, zahl), (2020, 1049)]
    return pruefling(einwohner=[bestand("P01", jahr, anzahl) for jahr, anzahl in zahlen])


def _bloecke(erste, zweite):
    return pruefling(einwohner=[*_alter("P01", 2020, erste), *_alter("P02", 2020, zweite)])


def _zwei_jahre(erste, zweite):
    return pruefling(einwohner=[*_alter("P01", 2019, erste), *_alter("P01", 2020, zweite)])


def _befragte(art):
    """One institution in two rows, the second of this kind; another one without a mark beside it."""
    rest = {"raumeinheit": "P01", "stichtag": "2020-12-31", "aussage": "Es fehlt ein Ort."}
    arten = [("E1", "Schule"), ("E1", art), (None, "Verein")]
    zeilen = [
        {**rest, "institution": e, "institutionsart": a, "nummer": str(n)} for n, (e, a) in enumerate(arten)
    ]
    return pruefling(interviews=zeilen)


def _umfrage(antworten):
    """Ten took part; so many gave one of the answers, and nobody is known to have refused."""
    rest = {"raumeinheit": "P01", "stichtag": "2020-12-31", "zielgruppe": "Familien"}
    zeilen = [
        {"frage": "Rücklauf", "antwort": "teilgenommen", "anzahl": 10},
        {"frage": "Was fehlt?", "antwort": "Bus", "anzahl": antworten},
        {"frage": "Was fehlt?", "antwort": "Bank", "anzahl": None, "status": "geheim"},
    ]
    return pruefling(bedarfsanalyse=[rest | zeile for zeile in zeilen])


FAELLE = {
    "schluessel_doppelt": (_nur(2019, 2020), _nur(2020, 2020)),
    "antworten_und_teilnahme": (_umfrage(10), _umfrage(11)),
    "institution_eine_art": (_befragte("Schule"), _befragte("Kita")),
    "raumeinheit_unbekannt": (_nur(2020), pruefling(einwohner=[bestand("P1", 2020, 3)])),
    "stichtag_zukunft": (
        pruefling(datum="2021-03-01", einwohner=[bestand("P01", 2020, 3)]),
        pruefling(datum="2020-03-01", einwohner=[bestand("P01", 2020, 3)]),
    ),
    "eckwerte_am_jahresende": (_eckwerte(), _eckwerte(stichtag="2025-06-30")),
    "eckwerte_nach_der_basis": (_eckwerte(), _eckwerte(stichtag="2020-12-31")),
    "eckwerte_der_stadt": (_eckwerte(), _eckwerte(raum="P01")),
    "eckwerte_und_einwohner": (_eckwerte_nach(120), _eckwerte_nach(122)),
    "wahlbeteiligung": (_wahl(40), _wahl(40, mit=101)),
    "zeichenschaden": (_name("Böckingen"), _name("BÃ¶ckingen")),
    "tabellenkalkulation": (_name("Märzgasse 21"), _name("Mrz 21")),
    "formel_in_text": (_name("Märzgasse - 21"), _name("=cmd|' /C calc'!A0")),
    "eine_stadt": (pruefling(), pruefling(raumeinheiten=raeume("P01")[1:])),
    "uebergeordnete": (_oben("P01"), _oben("P99")),
    "koordinaten": (_stadtgeometrie(), _gebiete(crs=4326, HN=1000, P01=1000, P02=1000)),
    "gebiete_passen": (_stadtgeometrie(), _gebiete(HN=1000, P01=1000)),
    "name_doppelt": (_name("Altstadt"), _name("Bezirk P02")),
    "schluessel_anderer_name": (_schluesselfall(), _schluesselfall(name="Bezirk P01")),
    "schluessel_andere_flaeche": (_schluesselfall(breite=990), _schluesselfall(breite=500)),
    "abgeleitete_werte": (_abgeleitet("5"), _abgeleitet("179")),
    "luecke_in_tabelle": (_nur(2018, 2019, 2020), _nur(2018, 2020)),
    "luecke_in_raumeinheit": (_jahre(2018, 2019, 2020), _jahre(2018, 2020)),
    "summe_der_merkmale": (_merkmale(82), _merkmale(83)),
    "altersgruppen_summe": (_baender(20), _baender(22)),
    "summe_der_raumeinheiten": (_stadt(70), _stadt(71)),
    "bevoelkerungsbilanz": (_bilanz(6), _bilanz(7)),
    "geburten_und_saeuglinge": (_bewegung(), _bewegung(saeuglinge=9)),
    "binnenwanderung": (_bewegung(), _bewegung(binnen_weg=5)),
    "zuwanderung_und_einwohner": (_zuwanderung(8), _zuwanderung(9)),
    "haushalte_und_einwohner": (
        _daneben("haushalte", 8, personen=20),
        _daneben("haushalte", 8, personen=21),
    ),
    "arbeitslose_und_einwohner": (
        _daneben("arbeitslose", 20, altersgruppe="25-54"),
        _daneben("arbeitslose", 21, altersgruppe="25-54"),
    ),
    "grundsicherung_und_einwohner": (
        _daneben("grundsicherung", 20, altersgruppe="25-54"),
        _daneben("grundsicherung", 21, altersgruppe="25-54"),
    ),
    "herkunft_und_zuwanderung": (_herkunft(12), _herkunft(13)),
    "haushalte_und_personen": (_haushalte(40), _haushalte(39)),
    "arbeitslose_und_bezugsgroesse": (
        pruefling(arbeitslose=[bestand("P01", 2020, 8, bezugsgroesse=90)]),
        pruefling(arbeitslose=[bestand("P01", 2020, 90, bezugsgroesse=8)]),
    ),
    "gerundet_wie_erklaert": (
        pruefling(rundung={"arbeitslose": 5}, arbeitslose=[bestand("P01", 2020, 15)]),
        pruefling(rundung={"arbeitslose": 5}, arbeitslose=[bestand("P01", 2020, 17)]),
    ),
    "briefwahl_enthalten": (_wahl(40), _wahl(60)),
    "schluessel_vertauscht": (_vertauscht(1010, 2990), _vertauscht(2990, 1010)),
    "wachstum_unmoeglich": (_reihe(1800), _reihe(2600)),
    "veraenderung": (_reihe(1100), _reihe(1700)),
    "faktor_tausend": (_tausend(1030), _tausend(1)),
    "block_kopiert": (_bloecke(ZAHLEN, ANDERE), _bloecke(ZAHLEN, ZAHLEN)),
    "vorjahr_kopiert": (_zwei_jahre(ZAHLEN, ANDERE), _zwei_jahre(ZAHLEN, ZAHLEN)),
}
"""By the name of the rule: keeps it, breaks it."""
