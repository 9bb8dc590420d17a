"""First half: written before the proposal that reads them."""

# ruff: noqa: E501 -- a delivered line stands whole here, as an office writes it

from tests.deliveries.aemter.fall import Fall, csv, xlsx

ALTERSGRUPPEN_NUR_NAMEN = Fall(
    "altersgruppen_nur_namen",
    {
        "bevoelkerung_altersgruppen.csv": csv(
            """
Einwohner mit Hauptwohnsitz nach Stadtbezirken und Altersgruppen;;;;;;
Stichtag: 31.12.2021;;;;;;
;;;;;;
Stadtbezirk;unter 3;3 bis unter 6;6 bis unter 18;18 bis unter 65;65 und mehr;Insgesamt
Mitte;410;398;1.504;14.222;3.051;19.585
Bad Wörth;1.290;1.188;5.032;36.004;9.871;53.385
Süd;820;701;2.605;21.118;4.800;30.044
Stadt gesamt;2.520;2.287;9.141;71.344;17.722;103.014

Quelle: Melderegister, eigene Auszählung
""",
            "cp1252",
        )
    },
    {
        "einwohner": """
Mitte;2021-12-31;0-2;410
Mitte;2021-12-31;3-5;398
Mitte;2021-12-31;6-17;1504
Mitte;2021-12-31;18-64;14222
Mitte;2021-12-31;65+;3051
Bad_Woerth;2021-12-31;0-2;1290
Bad_Woerth;2021-12-31;3-5;1188
Bad_Woerth;2021-12-31;6-17;5032
Bad_Woerth;2021-12-31;18-64;36004
Bad_Woerth;2021-12-31;65+;9871
Sued;2021-12-31;0-2;820
Sued;2021-12-31;3-5;701
Sued;2021-12-31;6-17;2605
Sued;2021-12-31;18-64;21118
Sued;2021-12-31;65+;4800
STADT;2021-12-31;0-2;2520
STADT;2021-12-31;3-5;2287
STADT;2021-12-31;6-17;9141
STADT;2021-12-31;18-64;71344
STADT;2021-12-31;65+;17722
"""
    },
)

ZEITREIHE_STAATSANGEHOERIGKEIT = Fall(
    "zeitreihe_staatsangehoerigkeit",
    {
        "Einwohner_Statistische_Bezirke.csv": csv("""
Jahr;Statistischer Bezirk;Bezirksname;Deutsche;Ausländer;Gesamt;Ausländeranteil
2019;01;Altstadt St. Lorenz;4211;1503;5714;26,3
2019;02;Marienvorstadt;911;402;1313;30,6
2020;01;Altstadt St. Lorenz;4190;1551;5741;27,0
2020;02;Marienvorstadt;905;433;1338;32,4
""")
    },
    {
        "einwohner": """
01;2019-12-31;deutsch;4211
01;2019-12-31;nichtdeutsch;1503
02;2019-12-31;deutsch;911
02;2019-12-31;nichtdeutsch;402
01;2020-12-31;deutsch;4190
01;2020-12-31;nichtdeutsch;1551
02;2020-12-31;deutsch;905
02;2020-12-31;nichtdeutsch;433
"""
    },
)

INDIKATORENATLAS = Fall(
    "indikatorenatlas",
    {
        "indikat_bevoelkerung.csv": csv("""
INDIKATOR,AUSPRAEGUNG,JAHR,RAUMBEZUG,INDIKATORWERT,BASISWERT_1,NAME_BASISWERT_1
Bevölkerung,deutsch,2020,Stadt Musterstadt,"60,0",3000,Einwohner mit Hauptwohnsitz
Bevölkerung,nichtdeutsch,2020,Stadt Musterstadt,"40,0",2000,Einwohner mit Hauptwohnsitz
Bevölkerung,deutsch,2020,01 Altstadt - Lehmen,"75,0",1500,Einwohner mit Hauptwohnsitz
Bevölkerung,nichtdeutsch,2020,01 Altstadt - Lehmen,"25,0",500,Einwohner mit Hauptwohnsitz
Bevölkerung,deutsch,2020,02 Au,"50,0",1500,Einwohner mit Hauptwohnsitz
Bevölkerung,nichtdeutsch,2020,02 Au,"50,0",1500,Einwohner mit Hauptwohnsitz
""")
    },
    {
        "einwohner": """
STADT;2020-12-31;deutsch;3000
STADT;2020-12-31;nichtdeutsch;2000
01;2020-12-31;deutsch;1500
01;2020-12-31;nichtdeutsch;500
02;2020-12-31;deutsch;1500
02;2020-12-31;nichtdeutsch;1500
"""
    },
    "ausgefuellt",
    {"spalten": "BASISWERT_1"},
)

KENNZIFFERN_JAHRE_BREIT = Fall(
    "kennziffern_jahre_breit",
    {
        "Bevölkerungsbestand_Einwohner.csv": csv("""
"Gebiet","Kennziffer","Einheit","2019","2020","2021"
"Zentrum","Einwohner insgesamt","Personen","1805","1832","1850"
"Zentrum","männlich","Personen","905","912","920"
"Zentrum","weiblich","Personen","900","920","930"
"Neuhof","Einwohner insgesamt","Personen","505","502","500"
"Neuhof","männlich","Personen","250","248","246"
"Neuhof","weiblich","Personen","255","254","254"
""")
    },
    {
        "einwohner": """
Zentrum;2019-12-31;m;905
Zentrum;2020-12-31;m;912
Zentrum;2021-12-31;m;920
Zentrum;2019-12-31;w;900
Zentrum;2020-12-31;w;920
Zentrum;2021-12-31;w;930
Neuhof;2019-12-31;m;250
Neuhof;2020-12-31;m;248
Neuhof;2021-12-31;m;246
Neuhof;2019-12-31;w;255
Neuhof;2020-12-31;w;254
Neuhof;2021-12-31;w;254
"""
    },
    "sofort",
    auch={
        "einwohner": """
Zentrum;2019-12-31;1805
Zentrum;2020-12-31;1832
Zentrum;2021-12-31;1850
Neuhof;2019-12-31;505
Neuhof;2020-12-31;502
Neuhof;2021-12-31;500
"""
    },
)

HAUSHALTE = Fall(
    "haushalte",
    {
        "Haushalte_HHGen_31.12.2022.csv": csv(
            """
Nr.;Stadtteil;Haushalte insgesamt;Einpersonenhaushalte;Paare mit Kindern;Alleinerziehende;Mehrpersonenhaushalte ohne Kinder;Personen je Haushalt
01;Innere Altstadt;1.200;700;150;50;300;1,7
02;Pirnaische Vorstadt;2.500;1.400;400;100;600;1,8
99;Gesamtstadt;3.700;2.100;550;150;900;1,8
""",
            "cp1252",
        )
    },
    {
        "haushalte": """
01;2022-12-31;einpersonen;700
01;2022-12-31;paar_mit_kindern;150
01;2022-12-31;alleinerziehend;50
01;2022-12-31;mehrpersonen_ohne_kinder;300
02;2022-12-31;einpersonen;1400
02;2022-12-31;paar_mit_kindern;400
02;2022-12-31;alleinerziehend;100
02;2022-12-31;mehrpersonen_ohne_kinder;600
99;2022-12-31;einpersonen;2100
99;2022-12-31;paar_mit_kindern;550
99;2022-12-31;alleinerziehend;150
99;2022-12-31;mehrpersonen_ohne_kinder;900
"""
    },
)

WANDERUNGEN_ZWEI_KOPFZEILEN = Fall(
    "wanderungen_zwei_kopfzeilen",
    {
        "Wanderungen nach Stadtbezirken 2020.csv": csv("""
Zu- und Fortzüge nach Stadtbezirken im Jahr 2020;;;;;;
;;Zuzüge;;Fortzüge;;Saldo
Bezirk;Name;von außerhalb;Umzüge innerhalb der Stadt;nach außerhalb;Umzüge innerhalb der Stadt;insgesamt
111;Altstadt-Mitte;612;301;580;322;11
112;Altstadt-Ring;233;144;250;101;26
Anmerkung: ohne Umzüge im selben Bezirk.;;;;;;
""")
    },
    {
        "wanderungen": """
111;2020;zuzug;aussen;612
111;2020;zuzug;binnen;301
111;2020;wegzug;aussen;580
111;2020;wegzug;binnen;322
112;2020;zuzug;aussen;233
112;2020;zuzug;binnen;144
112;2020;wegzug;aussen;250
112;2020;wegzug;binnen;101
"""
    },
)

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

STAEDTE = (
    ALTERSGRUPPEN_NUR_NAMEN,
    ZEITREIHE_STAATSANGEHOERIGKEIT,
    INDIKATORENATLAS,
    KENNZIFFERN_JAHRE_BREIT,
    HAUSHALTE,
    WANDERUNGEN_ZWEI_KOPFZEILEN,
    GEBURTEN_UND_STERBEFAELLE,
    PLANUNGSRAEUME_REGISTER,
    STADTTEILPROFIL,
    LANDESAMT,
    ARBEITSAGENTUR,
    HILFEN_ZUR_ERZIEHUNG,
    WAHLBEZIRKE,
    EINZELALTER_LANG,
)
