"""Second half: forms of tables that are hard to read, whatever they count."""

# ruff: noqa: E501 -- a delivered line stands whole here, as an office writes it

from tests.deliveries.aemter.fall import Fall, csv

JAHR_FUER_JAHR = Fall(
    "jahr_fuer_jahr",
    {
        f"Einwohner_{jahr}.csv": csv(f"""
Einwohnerbestand nach Bezirken
Bezirk;Deutsche;Nichtdeutsche
A;{jahr};{jahr - 1900}
B;{jahr - 1000};{jahr - 2000}
Stand: 31.01.{jahr + 1}
""")
        for jahr in (2018, 2019, 2020)
    },
    {
        "einwohner": "\n".join(
            f"A;{j}-12-31;deutsch;{j}\nA;{j}-12-31;nichtdeutsch;{j - 1900}\n"
            f"B;{j}-12-31;deutsch;{j - 1000}\nB;{j}-12-31;nichtdeutsch;{j - 2000}"
            for j in (2018, 2019, 2020)
        )
    },
)

GEKREUZT = Fall(
    "gekreuzt",
    {
        "bevoelkerung_gekreuzt_31122019.csv": csv(
            """
;;männlich;;;weiblich;;
Stadtteil;Altersjahre;Deutsche;Ausländer;zusammen;Deutsche;Ausländer;zusammen
Obertor;0 - 5;10;4;14;12;3;15
;6 - 17;20;8;28;22;6;28
;18+;100;40;140;110;30;140
Untertor;0 - 5;5;2;7;6;1;7
;6 - 17;9;3;12;8;2;10
;18+;40;20;60;45;10;55
""",
            "cp1252",
        )
    },
    {
        "einwohner": """
Obertor;2019-12-31;0-5;m;deutsch;10
Obertor;2019-12-31;0-5;m;nichtdeutsch;4
Obertor;2019-12-31;0-5;w;deutsch;12
Obertor;2019-12-31;0-5;w;nichtdeutsch;3
Obertor;2019-12-31;6-17;m;deutsch;20
Obertor;2019-12-31;6-17;m;nichtdeutsch;8
Obertor;2019-12-31;6-17;w;deutsch;22
Obertor;2019-12-31;6-17;w;nichtdeutsch;6
Obertor;2019-12-31;18+;m;deutsch;100
Obertor;2019-12-31;18+;m;nichtdeutsch;40
Obertor;2019-12-31;18+;w;deutsch;110
Obertor;2019-12-31;18+;w;nichtdeutsch;30
Untertor;2019-12-31;0-5;m;deutsch;5
Untertor;2019-12-31;0-5;m;nichtdeutsch;2
Untertor;2019-12-31;0-5;w;deutsch;6
Untertor;2019-12-31;0-5;w;nichtdeutsch;1
Untertor;2019-12-31;6-17;m;deutsch;9
Untertor;2019-12-31;6-17;m;nichtdeutsch;3
Untertor;2019-12-31;6-17;w;deutsch;8
Untertor;2019-12-31;6-17;w;nichtdeutsch;2
Untertor;2019-12-31;18+;m;deutsch;40
Untertor;2019-12-31;18+;m;nichtdeutsch;20
Untertor;2019-12-31;18+;w;deutsch;45
Untertor;2019-12-31;18+;w;nichtdeutsch;10
"""
    },
    auch={
        "einwohner": """
Obertor;2019-12-31;0-5;m;14
Obertor;2019-12-31;0-5;w;15
Obertor;2019-12-31;6-17;m;28
Obertor;2019-12-31;6-17;w;28
Obertor;2019-12-31;18+;m;140
Obertor;2019-12-31;18+;w;140
Untertor;2019-12-31;0-5;m;7
Untertor;2019-12-31;0-5;w;7
Untertor;2019-12-31;6-17;m;12
Untertor;2019-12-31;6-17;w;10
Untertor;2019-12-31;18+;m;60
Untertor;2019-12-31;18+;w;55
"""
    },
)

ALLE_ZEICHEN = Fall(
    "alle_zeichen",
    {
        "Einbürgerungen_Gebiete.csv": csv("""
Jahr;Gebiet;männlich;weiblich
2018;G1;12;-
2018;G2;.;/
2018;G3;x;...
2019;G1;(11);4
2019;G2;;g
2019;G3;k. A.;3
""")
    },
    {
        "einbuergerungen": """
G1;2018;m;12
G1;2018;w;0
G2;2018;m;geheim
G2;2018;w;unsicher
G3;2018;m;fehlt
G3;2018;w;fehlt
G1;2019;m;11?
G1;2019;w;4
G2;2019;m;fehlt
G2;2019;w;geheim
G3;2019;m;fehlt
G3;2019;w;3
"""
    },
    "ausgefuellt",
    {"-": "0"},
)

STICHTAGE_BREIT = Fall(
    "stichtage_breit",
    {
        "hauptwohnsitz.csv": csv("""
Bevölkerung mit Hauptwohnsitz;;;;
Schlüssel;Name;31.12.2018;31.12.2019;31.12.2020
0;Stadt Neustadt;3 000;3 100;3 200
1;Bezirk Eins;1 900;2 000;2 100
2;Bezirk Zwei;1 100;1 100;1 100
""")
    },
    {
        "einwohner": """
0;2018-12-31;3000
0;2019-12-31;3100
0;2020-12-31;3200
1;2018-12-31;1900
1;2019-12-31;2000
1;2020-12-31;2100
2;2018-12-31;1100
2;2019-12-31;1100
2;2020-12-31;1100
"""
    },
)

EINZELALTER_BREIT = Fall(
    "einzelalter_breit",
    {
        "Altersjahre_2021_Einwohner.csv": csv(
            "Bezirk;Gesamt;" + ";".join(str(a) for a in range(13)) + ";13 und älter\n"
            "B1;1091;" + ";".join(str(a + 1) for a in range(13)) + ";1000\n"
            "B2;578;" + ";".join("6" for a in range(13)) + ";500\n"
        )
    },
    {
        "einwohner": "\n".join(
            [
                *(f"B1;2021-12-31;{a};{a + 1}\nB2;2021-12-31;{a};6" for a in range(13)),
                "B1;2021-12-31;13+;1000\nB2;2021-12-31;13+;500",
            ]
        )
    },
)

WANDERUNGEN_LANG = Fall(
    "wanderungen_lang",
    {
        "Wanderungsbewegungen.csv": csv("""
jahr|bezirk_id|bezirk|richtung|wanderungsart|geschlecht|altersgruppe|faelle
2020|04|Mitte|Zuzug|Außenwanderung|männlich|unter 18|12
2020|04|Mitte|Zuzug|Außenwanderung|weiblich|unter 18|11
2020|04|Mitte|Wegzug|Binnenwanderung|männlich|18 und älter|55
2020|05|Au|Zuzug|Außenwanderung|männlich|unter 18|3
2020|05|Au|Wegzug|Binnenwanderung|weiblich|18 und älter|8
""")
    },
    {
        "wanderungen": """
04;2020;zuzug;aussen;0-17;m;12
04;2020;zuzug;aussen;0-17;w;11
04;2020;wegzug;binnen;18+;m;55
05;2020;zuzug;aussen;0-17;m;3
05;2020;wegzug;binnen;18+;w;8
"""
    },
)

ZWEIDEUTIGE_ZAHLEN = Fall(
    "zweideutige_zahlen",
    {
        "einwohner_2020.csv": csv("""
Gebiet;Einwohner
G1;1.049
G2;2049
G3;656
""")
    },
    {"einwohner": "G1;2020-12-31;1049\nG2;2020-12-31;2049\nG3;2020-12-31;656"},
    "ausgefuellt",
    {"tausender": "."},
)

OFFENE_OBERGRENZE = Fall(
    "offene_obergrenze",
    {
        "einwohner_altersgruppen_2020.csv": csv("""
Gebiet;0-3;3-6;6-15
G1;10;11;30
G2;4;5;12
""")
    },
    {
        "einwohner": """
G1;2020-12-31;0-2;10
G1;2020-12-31;3-5;11
G1;2020-12-31;6-14;30
G2;2020-12-31;0-2;4
G2;2020-12-31;3-5;5
G2;2020-12-31;6-14;12
"""
    },
    "ausgefuellt",
    {"obergrenze": "unter"},
)

TEILMENGEN = Fall(
    "teilmengen",
    {
        "Kinder_2020.csv": csv("""
Bezirk;Einwohner;Einwohner mit Migrationshintergrund;Wohnberechtigte;Haushalte mit Kindern;Zuzüge aus dem Umland;Jüngere Arbeitslose;unter 18;Anteil unter 18
K1;900;300;950;200;40;12;150;16,7
K2;500;100;520;90;15;5;80;16,0
""")
    },
    {
        "einwohner": """
K1;2020-12-31;900
K2;2020-12-31;500
"""
    },
)

MEHRERE_SUMMEN = Fall(
    "mehrere_summen",
    {
        "Gestorbene.csv": csv("""
Gestorbene 2020 nach Geschlecht;;;
Gebiet;männlich;weiblich;insgesamt
Altstadt;3;4;7
Neustadt;5;6;11
Bezirk Nord zusammen;8;10;18
Dorf;1;2;3
Bezirk Süd zusammen;1;2;3
Gesamtstadt;9;12;21
""")
    },
    {
        "sterbefaelle": """
Altstadt;2020;m;3
Altstadt;2020;w;4
Neustadt;2020;m;5
Neustadt;2020;w;6
Dorf;2020;m;1
Dorf;2020;w;2
STADT;2020;m;9
STADT;2020;w;12
"""
    },
)

ZUSAMMENGESETZT = Fall(
    "zusammengesetzter_schluessel",
    {
        "Lebendgeborene_2022.csv": csv("""
Bezirk;Teil;Name;Lebendgeborene;darunter Mädchen
1;1;Dom;10;5
1;2;Markt;20;9
2;1;Feld;30;16
2;2;Wald;4;1
""")
    },
    {
        "geburten": """
1-1;2022;10
1-2;2022;20
2-1;2022;30
2-2;2022;4
1-1;2022;w;5
1-2;2022;w;9
2-1;2022;w;16
2-2;2022;w;1
"""
    },
)

HOFFNUNGSLOS = Fall(
    "hoffnungslos",
    {
        "Straßenverzeichnis.csv": csv("Straße;Hausnummern;Stadtteil\nAm Markt;1-9;Mitte\nRing;2-8;Nord\n"),
        "leer.csv": b"",
        "kaputt.xlsx": b"PK\x03\x04nichts",
        "utf16.csv": "Gebiet;Einwohner\nA;1\n".encode("utf-16"),
        "bild.csv": b"\x89PNG\x00\x01\x02",
        "brief.txt": b"Sehr geehrte Damen und Herren,\nanbei die Zahlen.\n",
        "Pegelstand.csv": csv("Station;Pegel in cm\nNord;101\nSüd;99\n"),
        "bericht.pdf": b"%PDF-1.4",
    },
    {},
    "abgelehnt",
)

FORMEN = (
    JAHR_FUER_JAHR,
    GEKREUZT,
    ALLE_ZEICHEN,
    STICHTAGE_BREIT,
    EINZELALTER_BREIT,
    WANDERUNGEN_LANG,
    ZWEIDEUTIGE_ZAHLEN,
    OFFENE_OBERGRENZE,
    TEILMENGEN,
    MEHRERE_SUMMEN,
    ZUSAMMENGESETZT,
    HOFFNUNGSLOS,
)
