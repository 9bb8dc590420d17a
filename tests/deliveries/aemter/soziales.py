"""Second half: origin, households, benefits, help, work of the Quartier."""

# ruff: noqa: E501 -- a delivered line stands whole here, as an office writes it

from tests.deliveries.aemter.fall import Fall, csv, xlsx

MIGRATION_LANG = Fall(
    "migration_lang",
    {
        "MigraPro_2020.csv": csv(
            """
"Stadtviertel";"Altersgruppe";"Migrationshintergrund";"Einwohner"
"101 Innenstadt-Ost";"0 bis unter 18 Jahre";"Deutsche ohne Migrationshintergrund";320
"101 Innenstadt-Ost";"0 bis unter 18 Jahre";"Deutsche mit Migrationshintergrund";210
"101 Innenstadt-Ost";"0 bis unter 18 Jahre";"Ausländer";95
"101 Innenstadt-Ost";"18 Jahre und älter";"Deutsche ohne Migrationshintergrund";2411
"101 Innenstadt-Ost";"18 Jahre und älter";"Deutsche mit Migrationshintergrund";"(7)"
"101 Innenstadt-Ost";"18 Jahre und älter";"Ausländer";.
""",
            "cp1252",
        )
    },
    {
        "zuwanderungsgeschichte": """
101;2020-12-31;0-17;ohne;320
101;2020-12-31;0-17;deutsch_mit;210
101;2020-12-31;0-17;nichtdeutsch;95
101;2020-12-31;18+;ohne;2411
101;2020-12-31;18+;deutsch_mit;7?
101;2020-12-31;18+;nichtdeutsch;geheim
"""
    },
)

HERKUNFT_LANG = Fall(
    "herkunft_lang",
    {
        "Auslaender_Bezugsland.csv": csv("""
Stichtag,Stadtteilnummer,Stadtteilname,Bezugsland,Personen
31.12.2022,11,Zentrum,Türkei,101
31.12.2022,11,Zentrum,Syrien,57
31.12.2022,11,Zentrum,Sonstige,330
31.12.2022,11,Zentrum,Insgesamt,488
31.12.2022,12,West,Türkei,20
31.12.2022,12,West,Syrien,3
31.12.2022,12,West,Sonstige,40
31.12.2022,12,West,Insgesamt,63
""")
    },
    {
        "herkunft": """
11;2022-12-31;Türkei;101
11;2022-12-31;Syrien;57
11;2022-12-31;Sonstige;330
12;2022-12-31;Türkei;20
12;2022-12-31;Syrien;3
12;2022-12-31;Sonstige;40
"""
    },
)

HERKUNFT_BREIT = Fall(
    "herkunft_breit",
    {
        "herkunftslaender_2019.csv": csv("""
Bevölkerung mit Migrationshintergrund nach Herkunftsland;;;;;;
Kennz.;Ortsteil;Polen;Rumänien;Türkei;übrige Länder;zusammen
10;Am Markt;12;30;41;70;153
20;Hafen;5;0;9;11;25
""")
    },
    {
        "herkunft": """
10;2019-12-31;Polen;12
10;2019-12-31;Rumänien;30
10;2019-12-31;Türkei;41
10;2019-12-31;übrige Länder;70
20;2019-12-31;Polen;5
20;2019-12-31;Rumänien;0
20;2019-12-31;Türkei;9
20;2019-12-31;übrige Länder;11
"""
    },
)

GRUNDSICHERUNG = Fall(
    "grundsicherung",
    {
        "Leistungsberechtigte_SGB_II_XII.csv": csv("""
Jahr\tSozialraum\tBedarfsgemeinschaften SGB II\tLeistungsberechtigte SGB II\tdar. unter 15 Jahre\tErwerbsfähige Leistungsberechtigte SGB II\tGrundsicherung im Alter und bei Erwerbsminderung\tSGB II-Quote
2021\tA1\t210\t455\t140\t300\t61\t10.2
2021\tA2\t90\t170\t55\t110\t33\t4.9
""")
    },
    {
        "grundsicherung": """
A1;2021-12-31;SGB II;455
A2;2021-12-31;SGB II;170
A1;2021-12-31;SGB XII Kap. 4;61
A2;2021-12-31;SGB XII Kap. 4;33
"""
    },
)

ARBEITSLOSE_LANG = Fall(
    "arbeitslose_lang",
    {
        "arbeitslose_rechtskreis_alter.csv": csv("""
Monat;Planungsraum;Rechtskreis;Altersgruppe;Arbeitslose
2021-06-30;0101;SGB II;15 bis unter 25 Jahre;20
2021-06-30;0101;SGB II;25 bis unter 55 Jahre;110
2021-06-30;0101;SGB III;15 bis unter 25 Jahre;*
2021-06-30;0101;SGB III;25 bis unter 55 Jahre;45
2021-06-30;0102;SGB II;15 bis unter 25 Jahre;15
2021-06-30;0102;SGB II;25 bis unter 55 Jahre;75
2021-06-30;0102;SGB III;15 bis unter 25 Jahre;10
2021-06-30;0102;SGB III;25 bis unter 55 Jahre;30
""")
    },
    {
        "arbeitslose": """
0101;2021-06-30;SGB II;15-24;20
0101;2021-06-30;SGB II;25-54;110
0101;2021-06-30;SGB III;15-24;geheim
0101;2021-06-30;SGB III;25-54;45
0102;2021-06-30;SGB II;15-24;15
0102;2021-06-30;SGB II;25-54;75
0102;2021-06-30;SGB III;15-24;10
0102;2021-06-30;SGB III;25-54;30
"""
    },
)

HILFEN_LANG = Fall(
    "hilfen_lang",
    {
        "erzieherische_hilfen.csv": csv("""
Jahr;Stadtbezirk;Hilfeart;Anzahl der beendeten Hilfen
2021;1;Erziehungsberatung (§ 28);31
2021;1;Vollzeitpflege (§ 33);4
2021;1;Heimerziehung (§ 34);6
2021;2;Erziehungsberatung (§ 28);12
2021;2;Vollzeitpflege (§ 33);0
2021;2;Heimerziehung (§ 34);2
""")
    },
    {
        "hilfen_sgb8": """
1;2021;28;beendet;31
1;2021;33;beendet;4
1;2021;34;beendet;6
2;2021;28;beendet;12
2;2021;33;beendet;0
2;2021;34;beendet;2
"""
    },
)

HILFEN_OHNE_ZAEHLWEISE = Fall(
    "hilfen_ohne_zaehlweise",
    {
        "HzE.csv": csv("""
Jahr;Bezirk;§27;§31;§35a
2020;K1;3;14;8
2020;K2;1;9;5
""")
    },
    {
        "hilfen_sgb8": """
K1;2020;27;andauernd;3
K1;2020;31;andauernd;14
K1;2020;35a;andauernd;8
K2;2020;27;andauernd;1
K2;2020;31;andauernd;9
K2;2020;35a;andauernd;5
"""
    },
    "ausgefuellt",
    {"zaehlweise": "andauernd"},
)

QUARTIERSARBEIT = Fall(
    "quartiersarbeit",
    {
        "Quartierszentrum_Jahresbericht_2022.csv": csv("""
Quartier;Merkmal;Handlungsfeld;Anzahl
P10;Angebote;Kinder und Jugendliche;50
P10;Angebote;Senioren;12
P10;Ehrenamtliche;insgesamt;23
""")
    },
    {
        "quartiersarbeit": """
P10;2022;Angebote;Kinder und Jugendliche;50
P10;2022;Angebote;Senioren;12
P10;2022;Ehrenamtliche;23
"""
    },
)

MAPPE = Fall(
    "mappe_mit_blaettern",
    {
        "Statistik_Stadtteile.xlsx": xlsx(
            {
                "Erläuterung": [["Zeichenerklärung"], ["- = nichts vorhanden"], ["Stand: 31.12.2020"]],
                "Einwohner": [
                    ["Einwohner am 31.12.2020"],
                    ["Nr", "Stadtteil", "männlich", "weiblich", "zusammen"],
                    [1, "Kern", 800, 820, 1620],
                    [2, "Rand", 150, 149, 299],
                    [None, "Gesamtstadt", 950, 969, 1919],
                ],
                "Haushalte": [
                    ["Haushalte am 31.12.2020"],
                    ["Stadtteil", "Haushalte", "darunter Einpersonenhaushalte"],
                    ["Kern", 900, 500],
                    ["Rand", 120, 30],
                ],
            }
        )
    },
    {
        "einwohner": """
1;2020-12-31;m;800
1;2020-12-31;w;820
2;2020-12-31;m;150
2;2020-12-31;w;149
STADT;2020-12-31;m;950
STADT;2020-12-31;w;969
""",
        "haushalte": """
1;2020-12-31;900
1;2020-12-31;einpersonen;500
2;2020-12-31;120
2;2020-12-31;einpersonen;30
""",
    },
)

SOZIALES = (
    MIGRATION_LANG,
    HERKUNFT_LANG,
    HERKUNFT_BREIT,
    GRUNDSICHERUNG,
    ARBEITSLOSE_LANG,
    HILFEN_LANG,
    HILFEN_OHNE_ZAEHLWEISE,
    QUARTIERSARBEIT,
    MAPPE,
)
