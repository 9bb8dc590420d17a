"""First half, too: written before the proposal that reads them."""

from tests.deliveries.aemter.fall import Fall, csv, xlsx

GEBURTEN_UND_STERBEFAELLE = Fall(
    "geburten_und_sterbefaelle",
    {
        "natuerliche_bevoelkerungsbewegung.csv": csv("""
Berichtsjahr;Stadtteil Nr;Stadtteil;Lebendgeborene;Gestorbene;Geburtensaldo
2021;1;Innenstadt;212;140;72
2021;2;Neckarau;98;120;-22
2022;1;Innenstadt;205;151;54
2022;2;Neckarau;101;115;-14
""")
    },
    {
        "geburten": """
1;2021;212
2;2021;98
1;2022;205
2;2022;101
""",
        "sterbefaelle": """
1;2021;140
2;2021;120
1;2022;151
2;2022;115
""",
    },
)

PLANUNGSRAEUME_REGISTER = Fall(
    "planungsraeume_register",
    {
        "EWR202112E_Matrix.csv": csv("""
ZEIT;RAUMID;BEZ;PGR;BZR;PLR;E_E;E_EM;E_EW;E_E00_01;E_E01_02;E_E02_06;E_E06_18;E_E18_65;E_E65_110
202112;01100101;01;10;01;01;3334;1700;1634;30;32;120;402;2150;600
202112;01100102;01;10;01;02;2010;1000;1010;20;21;80;240;1249;400
202112;12500929;12;50;09;29;980;480;500;8;9;33;100;580;250
""")
    },
    {
        "einwohner": """
01100101;2021-12-31;0;30
01100101;2021-12-31;1;32
01100101;2021-12-31;2-5;120
01100101;2021-12-31;6-17;402
01100101;2021-12-31;18-64;2150
01100101;2021-12-31;65+;600
01100102;2021-12-31;0;20
01100102;2021-12-31;1;21
01100102;2021-12-31;2-5;80
01100102;2021-12-31;6-17;240
01100102;2021-12-31;18-64;1249
01100102;2021-12-31;65+;400
12500929;2021-12-31;0;8
12500929;2021-12-31;1;9
12500929;2021-12-31;2-5;33
12500929;2021-12-31;6-17;100
12500929;2021-12-31;18-64;580
12500929;2021-12-31;65+;250
01100101;2021-12-31;m;1700
01100101;2021-12-31;w;1634
01100102;2021-12-31;m;1000
01100102;2021-12-31;w;1010
12500929;2021-12-31;m;480
12500929;2021-12-31;w;500
"""
    },
    "sofort",
    auch={
        "einwohner": """
01100101;2021-12-31;3334
01100102;2021-12-31;2010
12500929;2021-12-31;980
"""
    },
)

STADTTEILPROFIL = Fall(
    "stadtteilprofil",
    {
        "Stadtteilprofile_2020.xlsx": xlsx(
            {
                "Daten": [
                    ["Daten für die Stadtteilprofile, Stand 31.12.2020"],
                    [],
                    [
                        "Stadtgebiet",
                        "Bevölkerung",
                        "Anteil der unter 18-Jährigen in %",
                        "Haushalte",
                        "Personen je Haushalt",
                        "Geburten",
                        "Sterbefälle",
                        "Zuzüge",
                        "Fortzüge",
                        "Wanderungssaldo",
                        "Arbeitslose",
                        "Arbeitslosenanteil in %",
                    ],
                    ["Altstadt", 2350, 12.5, 1500, 1.6, 20, 15, 600, 550, 50, 101, 5.9],
                    ["Neustadt", 12762, 14.1, 8100, 1.6, 130, 90, 2900, 2800, 100, 480, 5.2],
                    ["Stadt insgesamt", 15112, 13.9, 9600, 1.6, 150, 105, 3500, 3350, 150, 581, 5.3],
                ]
            }
        )
    },
    {
        "einwohner": "Altstadt;2020-12-31;2350\nNeustadt;2020-12-31;12762\nSTADT;2020-12-31;15112",
        "haushalte": "Altstadt;2020-12-31;1500\nNeustadt;2020-12-31;8100\nSTADT;2020-12-31;9600",
        "geburten": "Altstadt;2020;20\nNeustadt;2020;130\nSTADT;2020;150",
        "sterbefaelle": "Altstadt;2020;15\nNeustadt;2020;90\nSTADT;2020;105",
        "wanderungen": """
Altstadt;2020;zuzug;600
Neustadt;2020;zuzug;2900
STADT;2020;zuzug;3500
Altstadt;2020;wegzug;550
Neustadt;2020;wegzug;2800
STADT;2020;wegzug;3350
""",
        "arbeitslose": "Altstadt;2020-12-31;101\nNeustadt;2020-12-31;480\nSTADT;2020-12-31;581",
    },
)

LANDESAMT = Fall(
    "landesamt",
    {
        "12411-0015_flat.csv": csv(
            """
Tabelle: 12411-02-03-5
Bevölkerung nach Geschlecht und Nationalität - Stichtag 31.12. - regionale Tiefe: Gemeinden
Fortschreibung des Bevölkerungsstandes
;;Bevölkerung;Bevölkerung;Bevölkerung;Bevölkerung
;;Insgesamt;männlich;weiblich;Nichtdeutsche
;;Anzahl;Anzahl;Anzahl;Anzahl
31.12.2021
08125001;Abstatt;5012;2501;2511;-
08125005;Bad Friedrichshall;19433;9706;9727;3001
__________
(C)opyright Statistisches Landesamt 2022
Stand: 04.11.2022 / 10:11:12
""",
            "cp1252",
        )
    },
    {
        "einwohner": """
08125001;2021-12-31;m;2501
08125001;2021-12-31;w;2511
08125001;2021-12-31;nichtdeutsch;0
08125005;2021-12-31;m;9706
08125005;2021-12-31;w;9727
08125005;2021-12-31;nichtdeutsch;3001
"""
    },
    "abgelehnt",
    {"-": "0", "fest": "2021-12-31"},
)

ARBEITSAGENTUR = Fall(
    "arbeitsagentur",
    {
        "Arbeitslose_Stadtteile.xlsx": xlsx(
            {
                "Arbeitslose": [
                    ["Bestand an Arbeitslosen nach Rechtskreis"],
                    ["Stadtteile (Gebietsstand des Berichtsmonats)"],
                    ["Dezember 2021"],
                    [],
                    ["Stadtteil", "Bezeichnung", "Insgesamt", "davon:", None],
                    [None, None, None, "Rechtskreis SGB III", "Rechtskreis SGB II"],
                    ["001", "Kernstadt", 1230, 410, 820],
                    ["002", "Horkheim", 55, 40, 15],
                    ["003", "Kirchhausen", 12, "*", "*"],
                    [],
                    ["*) Werte kleiner 10 werden geheim gehalten."],
                ]
            }
        )
    },
    {
        "arbeitslose": """
001;2021-12-31;SGB III;410
001;2021-12-31;SGB II;820
002;2021-12-31;SGB III;40
002;2021-12-31;SGB II;15
003;2021-12-31;SGB III;geheim
003;2021-12-31;SGB II;geheim
"""
    },
    "sofort",
    auch={"arbeitslose": "001;2021-12-31;1230\n002;2021-12-31;55\n003;2021-12-31;12"},
)

HILFEN_ZUR_ERZIEHUNG = Fall(
    "hilfen_zur_erziehung",
    {
        "HzE_2020.csv": csv("""
Hilfen zur Erziehung: am 31.12.2020 andauernde Hilfen nach Planungsbezirken;;;;;
Planungsbezirk;§ 27 SGB VIII;§ 29;§ 30;§ 35a;Summe
P01;4;2;9;1;16
P02;0;0;3;2;5
Summe;4;2;12;3;21
""")
    },
    {
        "hilfen_sgb8": """
P01;2020;27;andauernd;4
P01;2020;29;andauernd;2
P01;2020;30;andauernd;9
P01;2020;35a;andauernd;1
P02;2020;27;andauernd;0
P02;2020;29;andauernd;0
P02;2020;30;andauernd;3
P02;2020;35a;andauernd;2
STADT;2020;27;andauernd;4
STADT;2020;29;andauernd;2
STADT;2020;30;andauernd;12
STADT;2020;35a;andauernd;3
"""
    },
)

WAHLBEZIRKE = Fall(
    "wahlbezirke",
    {
        "Landtagswahl_2021-03-14.csv": csv("""
Bezirk-Nr;Bezirk-Name;Wahlberechtigte;Wähler;ungültige Stimmen;gültige Stimmen;D1;D2;D3
001-01;Rathaus;1103;402;3;399;150;149;100
001-02;Stadthalle;998;388;2;386;120;166;100
002-01;Grundschule;1210;501;1;500;250;150;100
""")
    },
    {
        "wahlen": """
001-01;2021-03-14;Landtagswahl 2021;nicht enthalten;1103/402
001-02;2021-03-14;Landtagswahl 2021;nicht enthalten;998/388
002-01;2021-03-14;Landtagswahl 2021;nicht enthalten;1210/501
"""
    },
    "ausgefuellt",
    {"briefwahl": "nicht enthalten"},
)

EINZELALTER_LANG = Fall(
    "einzelalter_lang",
    {
        "einwohner_alter.csv": csv(
            """
"ST_NR","STADTTEIL","JAHR","ALTER","GESCHLECHT","NATIONALITAET","ANZAHL"
"01","Mitte","2020","0","M","D","12"
"01","Mitte","2020","0","W","D","11"
"01","Mitte","2020","0","M","A","5"
"01","Mitte","2020","99 und älter","W","D","2"
"02","Böfingen","2020","0","M","D","7"
"02","Böfingen","2020","1","W","A","3"
""",
            "utf-8-sig",
        )
    },
    {
        "einwohner": """
01;2020-12-31;0;m;deutsch;12
01;2020-12-31;0;w;deutsch;11
01;2020-12-31;0;m;nichtdeutsch;5
01;2020-12-31;99+;w;deutsch;2
02;2020-12-31;0;m;deutsch;7
02;2020-12-31;1;w;nichtdeutsch;3
"""
    },
)

BEHOERDEN = (
    GEBURTEN_UND_STERBEFAELLE,
    PLANUNGSRAEUME_REGISTER,
    STADTTEILPROFIL,
    LANDESAMT,
    ARBEITSAGENTUR,
    HILFEN_ZUR_ERZIEHUNG,
    WAHLBEZIRKE,
    EINZELALTER_LANG,
)
