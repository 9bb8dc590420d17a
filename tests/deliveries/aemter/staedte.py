"""First half: written before the proposal that reads them."""

# ruff: noqa: E501 -- a delivered line stands whole here, as an office writes it

from tests.deliveries.aemter.fall import Fall, csv

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

STAEDTE = (
    ALTERSGRUPPEN_NUR_NAMEN,
    ZEITREIHE_STAATSANGEHOERIGKEIT,
    INDIKATORENATLAS,
    KENNZIFFERN_JAHRE_BREIT,
    HAUSHALTE,
    WANDERUNGEN_ZWEI_KOPFZEILEN,
)
