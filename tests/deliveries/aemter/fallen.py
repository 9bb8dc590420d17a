"""Files whose wording tempts to read another number than the one that is meant."""

# ruff: noqa: E501 -- a delivered line stands whole here, as an office writes it

from tests.deliveries.aemter.fall import Fall, csv, xlsx

TITEL_SCHRAENKT_EIN = Fall(
    "titel_schraenkt_ein",
    {"Bevölkerung_mit_Migrationshintergrund_2020.csv": csv("Gebiet;männlich;weiblich\nA;100;110\nB;50;60\n")},
    {},
    "abgelehnt",
    {"tabelle": "BITTE AUSFÜLLEN"},
)

TITEL_SAGT_EIN_MERKMAL = Fall(
    "titel_sagt_ein_merkmal",
    {
        "Tabelle_4.csv": csv("""
Zuzüge von außerhalb 2021
Bezirk;Deutsche;Ausländer;insgesamt
A1;10;20;30
A2;5;5;10
""")
    },
    {
        "wanderungen": """
A1;2021;zuzug;aussen;deutsch;10
A1;2021;zuzug;aussen;nichtdeutsch;20
A2;2021;zuzug;aussen;deutsch;5
A2;2021;zuzug;aussen;nichtdeutsch;5
"""
    },
)

GRUPPE_REICHT_ZU_WEIT = Fall(
    "gruppe_reicht_zu_weit",
    {
        "Bestand_2020.csv": csv("""
;;Einwohner;;;;
;;männlich;;weiblich;;
Nr;Stadtteil;unter 18;18 und älter;unter 18;18 und älter;Summe
1;A;1;2;3;4;10
2;B;5;6;7;8;26
""")
    },
    {
        "einwohner": """
1;2020-12-31;0-17;m;1
1;2020-12-31;18+;m;2
1;2020-12-31;0-17;w;3
1;2020-12-31;18+;w;4
2;2020-12-31;0-17;m;5
2;2020-12-31;18+;m;6
2;2020-12-31;0-17;w;7
2;2020-12-31;18+;w;8
"""
    },
)

MONAT_IM_TITEL = Fall(
    "monat_im_titel",
    {
        "SGBII.xlsx": xlsx(
            {
                "Tab1": [
                    ["Leistungsberechtigte in Bedarfsgemeinschaften nach Alter"],
                    ["Berichtsmonat: Juni 2020"],
                    ["Bezirk", "Leistungsberechtigte", "davon unter 15 Jahre", "15 Jahre und älter"],
                    ["P1", 100, 30, 70],
                    ["P2", "*", 15, "*"],
                ]
            }
        )
    },
    {
        "grundsicherung": """
P1;2020-06-30;SGB II;0-14;30
P1;2020-06-30;SGB II;15+;70
P2;2020-06-30;SGB II;0-14;15
P2;2020-06-30;SGB II;15+;geheim
"""
    },
)

NAME_WIE_UNSERER = Fall(
    "name_wie_unserer",
    {
        "wanderungen.csv": csv("""
Jahr;Stadtteil;Zuzüge über die Stadtgrenze;Wegzüge über die Stadtgrenze;Umzüge innerhalb des Stadtteils;Wanderungssaldo
2020;A;10;20;5;-10
2020;B;1;2;3;-1
""")
    },
    {
        "wanderungen": """
A;2020;zuzug;aussen;10
A;2020;wegzug;aussen;20
B;2020;zuzug;aussen;1
B;2020;wegzug;aussen;2
"""
    },
)

DARUNTER = Fall(
    "darunter",
    {
        "Einwohner_2022.csv": csv("""
Bezirk;Insgesamt;darunter unter 3 Jahre;darunter 65 Jahre und älter;darunter Ausländerinnen und Ausländer
A;250;10;40;70
B;270;11;50;80
""")
    },
    {
        "einwohner": """
A;2022-12-31;250
B;2022-12-31;270
A;2022-12-31;0-2;10
B;2022-12-31;0-2;11
A;2022-12-31;65+;40
B;2022-12-31;65+;50
A;2022-12-31;nichtdeutsch;70
B;2022-12-31;nichtdeutsch;80
"""
    },
)

ZIFFERN_ALS_CODES = Fall(
    "ziffern_als_codes",
    {
        "Bestand_20201231.csv": csv("""
STADTBEZIRK,SEX,ALTERSGRUPPE,EINWOHNER
01,1,0-5,10
01,2,0-5,11
01,1,6-17,20
01,2,6-17,21
""")
    },
    {
        "einwohner": """
01;2020-12-31;0-5;m;10
01;2020-12-31;0-5;w;11
01;2020-12-31;6-17;m;20
01;2020-12-31;6-17;w;21
"""
    },
    "ausgefuellt",
    {"1": "m", "2": "w"},
)

FAMILIENSTAND = Fall(
    "zeilen_nach_fremdem_merkmal",
    {
        "Einwohner_2020.csv": csv(
            "Gebiet;Familienstand;Anzahl\nA;ledig;10\nA;verheiratet;20\nB;ledig;11\nB;verheiratet;21\n"
        )
    },
    {"einwohner": "A;2020-12-31;30"},
    "abgelehnt",
)

NACHBAR_UNBEKANNT = Fall(
    "nachbar_unbekannt",
    {
        "Sozialdaten_2020.csv": csv("""
Gebiet;Einwohner;Arbeitslose;Frauen;Empfänger von Wohngeld;unter 25 Jahre
A;100;10;4;3;1
B;50;5;2;1;0
""")
    },
    {
        "einwohner": "A;2020-12-31;100\nB;2020-12-31;50",
        "arbeitslose": "A;2020-12-31;10\nB;2020-12-31;5",
    },
)

KOMMA_TAUSENDER = Fall(
    "komma_tausender",
    {
        "bev.csv": csv("""
Bevölkerung am 30.06.2022 nach Stadtteilen,,,,
"Nr.","Name","Bevölkerung insgesamt","Frauen","Nichtdeutsche"
"01","Altstadt, West","1,234","600","300"
"02","Neustadt","12,345","6,000","3,000"
,"Stadt Beispiel","13,579","6,600","3,300"
""")
    },
    {
        "einwohner": """
01;2022-06-30;1234
02;2022-06-30;12345
STADT;2022-06-30;13579
01;2022-06-30;w;600
02;2022-06-30;w;6000
STADT;2022-06-30;w;6600
01;2022-06-30;nichtdeutsch;300
02;2022-06-30;nichtdeutsch;3000
STADT;2022-06-30;nichtdeutsch;3300
"""
    },
)

KENNZAHLEN_LANG = Fall(
    "kennzahlen_lang",
    {
        "daten_2020.csv": csv("""
Gebiet;Merkmal;Wert
A;Einwohner insgesamt;100
A;Einwohner unter 18 Jahre;20
A;Ausländeranteil in %;10,5
A;Arbeitslose;5
B;Einwohner insgesamt;200
B;Einwohner unter 18 Jahre;40
B;Ausländeranteil in %;11,5
B;Arbeitslose;6
""")
    },
    {
        "einwohner": "A;2020-12-31;100\nA;2020-12-31;0-17;20\nB;2020-12-31;200\nB;2020-12-31;0-17;40",
        "arbeitslose": "A;2020-12-31;5\nB;2020-12-31;6",
    },
)

QUARTAL = Fall(
    "quartal",
    {"ew.csv": csv("Einwohner 2. Quartal 2020\nGebiet;Personen\nA;5\nB;6\n")},
    {"einwohner": "A;2020-06-30;5\nB;2020-06-30;6"},
    "ausgefuellt",
    {"fest": "2020-06-30"},
)

ZWEIERLEI_EINWOHNER = Fall(
    "zweierlei_einwohner",
    {"ew2020.csv": csv("Gebiet;Einwohner;Bevölkerung\nA;10;11\nB;5;6\n")},
    {"einwohner": "A;2020-12-31;11\nB;2020-12-31;6"},
    "ausgefuellt",
    {"spalten": "Bevölkerung"},
)

FALLEN = (
    TITEL_SCHRAENKT_EIN,
    TITEL_SAGT_EIN_MERKMAL,
    GRUPPE_REICHT_ZU_WEIT,
    MONAT_IM_TITEL,
    NAME_WIE_UNSERER,
    DARUNTER,
    ZIFFERN_ALS_CODES,
    FAMILIENSTAND,
    NACHBAR_UNBEKANNT,
    KOMMA_TAUSENDER,
    KENNZAHLEN_LANG,
    QUARTAL,
    ZWEIERLEI_EINWOHNER,
)
