"""The words by which German offices name what they count; no name of a city stands here."""

# ruff: noqa: E501 -- a pattern stands whole, one line per thing that is counted

import re
from typing import NamedTuple

from pipeline import names


class Wort(NamedTuple):
    """A pattern in a label, the table it belongs to (empty: any), and what else it says."""

    muster: re.Pattern[str]
    tabelle: str = ""
    wert: str = ""
    merkmale: tuple[tuple[str, str], ...] = ()


def _wort(muster: str, tabelle: str = "", wert: str = "", **merkmale: str) -> Wort:
    return Wort(
        re.compile(rf"(?<![a-zäöü0-9])(?:{muster})(?![a-zäöü0-9])"), tabelle, wert, tuple(merkmale.items())
    )


MH = r"(?:migrationshintergrund|zuwanderungsgeschichte|einwanderungsgeschichte|migrationsgeschichte|mh)"
ANDERE = r"nicht ?-? ?deutsche?r?|ausländische? staatsangehörigkeit|ausländische?|ausländer|ohne deutsche staatsangehörigkeit"
HZE, GS = "hilfen_sgb8", "grundsicherung"
WOERTER: tuple[Wort, ...] = (
    _wort(r"wahlberechtigte?(?: insgesamt| a)?", "wahlen", "wahlberechtigte"),
    _wort(
        r"wähler(?: b)?|wählende|waehler|waehlende|abgegebene wahlscheine und stimmzettel",
        "wahlen",
        "waehlende",
    ),
    _wort(r"(?:am 31\.12\. ?)?(?:andauernd(?:e[nr]?)?|laufend(?:e[nr]?)?)", HZE, zaehlweise="andauernd"),
    _wort(r"(?:im jahr )?beendete[nr]?", HZE, zaehlweise="beendet"),
    *(
        _wort(rf"§ ?{p}(?: sgb viii| kjhg)?", HZE, paragraph=p)
        for p in sorted(names.PARAGRAPHEN, key=len, reverse=True)
    ),
    _wort(r"erziehungsberatung", HZE, paragraph="28"),
    _wort(r"soziale gruppenarbeit", HZE, paragraph="29"),
    _wort(r"erziehungsbeistand(?:schaft)?(?:en)?", HZE, paragraph="30"),
    _wort(r"sozialpädagogische familienhilfen?|spfh", HZE, paragraph="31"),
    _wort(r"(?:erziehung in einer )?tagesgruppen?", HZE, paragraph="32"),
    _wort(r"vollzeitpflege", HZE, paragraph="33"),
    _wort(r"heimerziehung(?:,? (?:und )?sonstige betreute wohnform(?:en)?)?", HZE, paragraph="34"),
    _wort(r"intensive sozialpädagogische einzelbetreuung|ispe", HZE, paragraph="35"),
    _wort(r"hilfen? für junge volljährige", HZE, paragraph="41"),
    _wort(r"hilfen? zur erziehung|erzieherische hilfen|hze|hilfen nach sgb viii|jugendhilfe", HZE),
    _wort(
        r"sgb xii,? ?(?:kap\.? ?3|3\. ?kap(?:itel|\.)?)|hilfe zum lebensunterhalt|hlu",
        GS,
        leistung="SGB XII Kap. 3",
    ),
    _wort(
        r"sgb xii,? ?(?:kap\.? ?4|4\. ?kap(?:itel|\.)?)|grundsicherung im alter(?: und bei erwerbsminderung)?",
        GS,
        leistung="SGB XII Kap. 4",
    ),
    _wort(r"asylblg|asylbewerberleistungsgesetz|asylbewerberleistungen", GS, leistung="AsylbLG"),
    _wort(r"grundsicherung für arbeit(?:s)?suchende", GS, leistung="SGB II"),
    _wort(r"(?:rechtskreis )?sgb iii", "arbeitslose", rechtskreis="SGB III"),
    _wort(r"arbeitslose?(?: personen)?|arbeitslosenzahl", "arbeitslose"),
    _wort(r"zivile erwerbspersonen", "arbeitslose", "bezugsgroesse"),
    _wort(r"rechtskreis sgb ii", "arbeitslose", rechtskreis="SGB II"),
    _wort(r"rechtskreise?", "arbeitslose"),
    _wort(r"sgb ii", "", sgb2="SGB II"),
    _wort(
        r"leistungsberechtigte|leistungsempfänger|leistungsbeziehende|leistungsbezieher|grundsicherung(?:sempfänger)?|mindestsicherung(?:sleistungen)?|transferleistung(?:en|sempfänger)?|soziale mindestsicherung",
        GS,
    ),
    _wort(r"(?:zu- und (?:fort|weg)|zuzüge und (?:fort|weg))(?:züge|zug)", "wanderungen"),
    _wort(r"zuzüge|zuzug|zugezogene|zuwanderung(?:en)?", "wanderungen", richtung="zuzug"),
    _wort(
        r"fortzüge|fortzug|wegzüge|wegzug|fortgezogene|weggezogene|abwanderung(?:en)?",
        "wanderungen",
        richtung="wegzug",
    ),
    _wort(
        r"(?:von|nach) (?:außerhalb|außen|auswärts)(?: der stadt)?|außenwanderung(?:en)?|außen|über die (?:stadt|gemeinde)grenze",
        "wanderungen",
        art="aussen",
    ),
    _wort(
        r"(?:umzüge )?innerhalb der stadt|innerstädtisch(?:e umzüge)?|binnenwanderung(?:en)?|binnen|innerstädtische|aus anderen? (?:stadtteil|stadtbezirk|bezirk)(?:en)?|in andere (?:stadtteile|stadtbezirke|bezirke)",
        "wanderungen",
        art="binnen",
    ),
    _wort(r"wanderungen|wanderungsbewegungen|wanderungsfälle|umzüge", "wanderungen"),
    _wort(r"lebendgeborene|lebendgeburten|geburten|geborene|neugeborene", "geburten"),
    _wort(r"gestorbene|sterbefälle|todesfälle|verstorbene", "sterbefaelle"),
    _wort(r"einbürgerungen|einbürgerung|eingebürgerte(?: personen)?", "einbuergerungen"),
    _wort(r"personen in (?:privat)?haushalten|haushaltsmitglieder", "haushalte", "personen"),
    _wort(
        r"ein-? ?personen-? ?haushalte?|1-? ?personen-? ?(?:haushalte?|hh)|1 person|single-?haushalte?|alleinlebende|alleinstehende",
        "haushalte",
        haushaltstyp="einpersonen",
    ),
    _wort(
        r"(?:haushalte? )?\(?(?:ehe\)?)?-?paare?(?:n)? mit kind(?:\(?ern\)?)?|paarhaushalte mit kind(?:ern)?|paar mit kind\(ern\)",
        "haushalte",
        haushaltstyp="paar_mit_kindern",
    ),
    _wort(
        r"(?:haushalte? )?(?:von )?alleinerziehenden?(?:-?haushalte)?",
        "haushalte",
        haushaltstyp="alleinerziehend",
    ),
    _wort(
        r"mehrpersonen-?haushalte? ohne kind(?:er)? mit weiteren personen",
        "haushalte",
        haushaltstyp="mehrpersonen_ohne_kinder_weitere",
    ),
    _wort(r"mehrpersonen-?haushalte? ohne kind(?:er)?", "haushalte", haushaltstyp="mehrpersonen_ohne_kinder"),
    _wort(r"(?:privat)?haushalte?|hhgen|haushaltstyp", "haushalte"),
    _wort(rf"deutsche? ohne {MH}|ohne {MH}", "zuwanderungsgeschichte", zuwanderungsgeschichte="ohne"),
    _wort(
        rf"deutsche? mit (?:persönlichem )?{MH}",
        "zuwanderungsgeschichte",
        zuwanderungsgeschichte="deutsch_mit",
    ),
    _wort(rf"(?:{ANDERE}) mit {MH}", "zuwanderungsgeschichte", zuwanderungsgeschichte="nichtdeutsch"),
    _wort(r"quartiersarbeit|quartierszentrum|quartiersmanagement|stadtteilzentrum", "quartiersarbeit"),
    _wort(r"herkunftsl(?:and|änder)|bezugsl(?:and|änder)|einzelne staatsangehörigkeiten", "herkunft"),
    _wort(
        r"wohnbevölkerung|bevölkerung|einwohner(?:zahl|bestand|schaft)?(?: insgesamt)?|bewohner|bevölkerungsstand|einwohnerstand",
        "einwohner",
    ),
    _wort(ANDERE, "", staatsangehoerigkeit="nichtdeutsch"),
    _wort(r"deutsche? staatsangehörigkeit|deutsche?r?", "", staatsangehoerigkeit="deutsch"),
    _wort(r"männlich(?:e|en)?|männer|maennlich|jungen", "", geschlecht="m"),
    _wort(r"weiblich(?:e|en)?|frauen|mädchen", "", geschlecht="w"),
    _wort(r"divers", "", geschlecht="d"),
)
"""In this order: what is longer or belongs to one table only comes first."""
FUELL = re.compile(
    r"(?<![a-zäöü0-9])(?:anzahl|zahl|der|die|das|des|den|von|am|im|in|an|und|mit|nach|davon|darunter|insgesamt|gesamt|summe|"
    r"zusammen|total|personen|person|hauptwohnsitz|hauptwohnung|am ort der|ort|jahre?n?|lebensjahre?n?|alter|absolut|fälle|"
    r"bestand|stichtag|stand|jahr|nur|e|ew|wert|werte|geschlecht|staatsangehörigkeit|nationalität|altersgruppen?|sowie|über|"
    r"zum|am|aller|alle|stadt|hilfen?|sgb|viii|kreis|abs|rechtskreis|nachrichtlich|faelle|fallzahl(?:en)?|n|value|count|zahlenwert|nach)(?![a-zäöü0-9])|[().,:;*|/_\-–&]+"
)
"""Words that change nothing about what is counted."""
MIT_ALTER = re.compile(
    r"(?<![a-zäöü])(?:(?:klein|schul)?kindern?|jugendlichen?|erwachsenen?|senioren|hochbetagte|heranwachsende)(?![a-zäöü])"
)
"""Words that say no more than the age beside them."""
UMLAUTE = {
    stamm.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"): stamm
    for stamm in (
        "bevölk", "ausländ", "zuzüg", "fortzüg", "wegzüg", "umzüg", "sterbefäll", "bürger", "männ", "mädchen",
        "älter", "wähl", "länder", "gehörig", "empfäng", "jährig", "förder", "geflücht", "schüler", "höchst",
    )
}  # fmt: skip
"""Words that file names and technical labels write without umlauts."""
GESAMT = re.compile(r"(?<![a-zäöü])(?:insgesamt|gesamt|summe|zusammen|total|sumsum|alle)(?![a-zäöü])")
ABGELEITET = re.compile(
    r"%|anteil|quote|prozent|durchschnitt|mittel|median|\bje \d|\bpro \d|\bje (?:haushalt|einwohner|person|ha\b|km|frau)|dichte|"
    r"\bfläche|hektar|km²|\bha\b|saldo|saldi|differenz|veränderung|wachstum|entwicklung|index|quotient|ziffer\b|"
    r"überschuss|wahlbeteiligung|\brate\b|verhältnis|€|euro|\beur\b"
)
"""Derived values: computed from counts, never read as one."""
ANDERE_ZAHL = re.compile(
    r"bedarfsgemeinschaft|nebenwohn|wohnberechtigt|gültige|stimmen|briefwähler|wahlschein"
)
"""Counts of something this project has no table for."""
VORBEHALT = re.compile(
    rf"nebenwohn|wohnberechtigt|(?<!nach )(?:mit|ohne) {MH}|aussiedler|geflüchtete|asyl|alleinlebend|erwerbsfähig|schüler|"
    r"kinder|senior|jugendliche|studier|beschäftigt|bedarfsgemeinschaft|schutzsuchend|hochaltrig|jüngere|ältere|langzeit|"
    r"prognose|vorausberechnung|vorausschätzung"
)
"""Words in a title that may restrict what the file counts to a part, or make it no count at all."""
WAHL = re.compile(
    r"((?:bundestags|landtags|europa|kommunal|gemeinderats|stadtrats|kreistags|oberbürgermeister|bürgermeister|"
    r"bezirksbeirats|regionalversammlungs|abgeordnetenhaus)-?wahl)(?:en)?",
    re.I,
)
LAENDER = frozenset(
    [
        "afghanistan",
        "ägypten",
        "albanien",
        "algerien",
        "armenien",
        "aserbaidschan",
        "äthiopien",
        "australien",
        "belarus",
        "belgien",
        "bosnien-herzegowina",
        "brasilien",
        "bulgarien",
        "chile",
        "china",
        "dänemark",
        "eritrea",
        "estland",
        "finnland",
        "frankreich",
        "georgien",
        "ghana",
        "griechenland",
        "großbritannien",
        "indien",
        "indonesien",
        "irak",
        "iran",
        "irland",
        "island",
        "israel",
        "italien",
        "japan",
        "jordanien",
        "jugoslawien",
        "kamerun",
        "kanada",
        "kasachstan",
        "kenia",
        "kirgisistan",
        "kolumbien",
        "kongo",
        "korea",
        "kosovo",
        "kroatien",
        "kuba",
        "lettland",
        "libanon",
        "libyen",
        "litauen",
        "luxemburg",
        "makedonien",
        "malta",
        "marokko",
        "mazedonien",
        "mexiko",
        "moldau",
        "moldawien",
        "mongolei",
        "montenegro",
        "nepal",
        "niederlande",
        "nigeria",
        "nordmazedonien",
        "norwegen",
        "österreich",
        "pakistan",
        "peru",
        "philippinen",
        "polen",
        "portugal",
        "rumänien",
        "russland",
        "schweden",
        "schweiz",
        "senegal",
        "serbien",
        "slowakei",
        "slowenien",
        "somalia",
        "sowjetunion",
        "spanien",
        "sudan",
        "südkorea",
        "syrien",
        "tadschikistan",
        "thailand",
        "togo",
        "tschechien",
        "tunesien",
        "türkei",
        "turkmenistan",
        "ukraine",
        "ungarn",
        "usa",
        "usbekistan",
        "venezuela",
        "vietnam",
        "weißrussland",
        "zypern",
    ]
)
"""Countries of origin that a German office is likely to list; enough of them prove the dimension."""
LAND_ZUSATZ = re.compile(
    r"(?:sonstige|übrige|andere|unbekannt|ungeklärt|staatenlos|ohne angabe|ehem\.|ehemalige|europa|asien|afrika|amerika|"
    r"russische föderation|vereinigte|bosnien|tschechische|eu-|islamische|arabische|republik|volksrepublik|slowakische)",
    re.I,
)
