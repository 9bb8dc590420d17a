"""How the Prüfprotokoll calls each rule, and why it matters to whoever reads the report."""

from typing import NamedTuple


class Regelwort(NamedTuple):
    """Heading of a rule and one sentence on why it is there; both German."""

    titel: str
    warum: str


REGELWORTE: dict[str, Regelwort] = {
    "abgeleitet": Regelwort(
        "Gelieferte Anteile, Raten und Veränderungen",
        "Ein falscher Prozentwert wird geglaubt, weil die Zahlen daneben stimmen.",
    ),
    "alter": Regelwort("Altersangaben", "Nur einheitliche Altersangaben lassen sich zusammenzählen."),
    "antworten_und_teilnahme": Regelwort(
        "Antworten und Teilnehmende", "Anteile einer Befragung beziehen sich auf alle, die teilnahmen."
    ),
    "arbeitslose_und_einwohner": Regelwort(
        "Arbeitslose und Einwohner", "Mehr Arbeitslose als Einwohner eines Alters ergäben Anteile über 100 %."
    ),
    "arbeitslosenquote": Regelwort(
        "Arbeitslose und Erwerbspersonen", "Eine Quote über 100 % zeigt vertauschte Spalten."
    ),
    "bilanz": Regelwort(
        "Bevölkerungsbilanz", "Prognose und Wanderungssalden setzen voraus, dass die Bücher aufgehen."
    ),
    "binnenwanderung": Regelwort(
        "Umzüge innerhalb der Stadt", "Wer auszieht, kommt anderswo an; sonst fehlt eine Seite der Umzüge."
    ),
    "block_kopiert": Regelwort(
        "Zahlen einer anderen Raumeinheit", "Doppelt eingesetzte Zahlen beschreiben einen anderen Ort."
    ),
    "briefwahl": Regelwort(
        "Wahlen mit und ohne Briefwahl", "Nur gleiche Grundlagen dürfen verglichen werden."
    ),
    "code": Regelwort("Gültige Werte", "Ein unbekannter Code fiele aus jeder Summe."),
    "datum": Regelwort("Datumsangaben", "Ohne Stichtag lässt sich eine Zahl keinem Jahr zuordnen."),
    "datum_fehlt": Regelwort("Datum der Lieferung", "Das Datum entscheidet, welche Lieferung gilt."),
    "eine_stadt": Regelwort("Die Stadt", "Jede Raumeinheit wird mit der einen Stadt verglichen."),
    "formel": Regelwort(
        "Texte, die wie Formeln beginnen", "Wer eine Tabelle daraus öffnet, würde sie ausführen."
    ),
    "geburten_und_saeuglinge": Regelwort(
        "Geburten und Kinder unter einem Jahr", "Beide zählen dieselben Kinder von zwei Seiten."
    ),
    "geometrie": Regelwort("Flächen der Raumeinheiten", "Karten und Lageangaben hängen davon ab."),
    "grundsicherung_und_einwohner": Regelwort(
        "Leistungsbeziehende und Einwohner", "Mehr Beziehende als Einwohner ergäben Anteile über 100 %."
    ),
    "haushalte_und_einwohner": Regelwort(
        "Personen in Haushalten und Einwohner",
        "Sonst stimmen Haushaltsgröße und Einwohnerzahl nicht zusammen.",
    ),
    "haushalte_und_personen": Regelwort(
        "Haushalte und ihre Personen", "Die Haushaltsgröße folgt aus Typ und Kindern."
    ),
    "institution_eine_art": Regelwort(
        "Art der befragten Institutionen", "An der Art entscheidet sich, ob eine Institution erkennbar wäre."
    ),
    "herkunft_und_zuwanderung": Regelwort(
        "Herkunft und Zuwanderungsgeschichte", "Beide stammen aus demselben Register."
    ),
    "jahr": Regelwort("Jahresangaben", "Ohne Jahr lässt sich eine Zahl keiner Reihe zuordnen."),
    "leer": Regelwort(
        "Leere Felder", "Ein leeres Feld sagt nicht, ob etwas null, geheim oder unbekannt ist."
    ),
    "luecke": Regelwort("Lücken in Reihen", "Ein fehlendes Jahr macht aus einer Reihe zwei."),
    "manifest": Regelwort("Angaben in lieferung.toml", "Die Begleitdatei sagt, was die Zahlen bedeuten."),
    "name_doppelt": Regelwort(
        "Gleiche Namen", "Berichte zeigen Namen; gleiche lassen sich nicht unterscheiden."
    ),
    "negativ": Regelwort("Negative Zahlen", "Eine Anzahl ist nie kleiner als null."),
    "raumeinheit_unbekannt": Regelwort(
        "Unbekannte Raumeinheiten", "Zahlen ohne bekannten Ort gehören in keinen Bericht."
    ),
    "rundung": Regelwort("Gerundete Zahlen", "Gerundete Teile ergeben ihre Summe nur ungefähr."),
    "schluessel_doppelt": Regelwort("Doppelte Zeilen", "Niemand kann sagen, welche der beiden Zahlen gilt."),
    "schluessel_form": Regelwort("Form der Schlüssel", "Schlüssel sind Text, damit führende Nullen bleiben."),
    "schluessel_vertauscht": Regelwort(
        "Vertauschte Schlüssel", "Die Summe der Stadt merkt nicht, wenn zwei Orte ihre Plätze tauschen."
    ),
    "schluesselwechsel": Regelwort(
        "Schlüssel mit anderem Gebiet", "Eine Zeitreihe verbände sonst zwei verschiedene Orte."
    ),
    "spalte_fehlt": Regelwort("Fehlende Spalten", "Ohne die Spalte ist die Tabelle nicht lesbar."),
    "spalte_unbekannt": Regelwort("Unbekannte Spalten", "Was nicht benannt ist, würde still übergangen."),
    "status": Regelwort("Zahl und Status", "Der Status sagt, warum eine Zahl fehlt."),
    "summe": Regelwort("Raumeinheiten und Stadt", "Wer die Karte zusammenzählt, muss auf die Stadt kommen."),
    "summe_merkmale": Regelwort(
        "Summen und ihre Teile", "Zwei Zahlen für eine Sache lassen offen, welche gilt."
    ),
    "tabelle_fehlt": Regelwort("Fehlende Tabellen", "Ohne sie ist die Lieferung nicht lesbar."),
    "tabellenkalkulation": Regelwort(
        "Schäden durch Tabellenkalkulation", "Umgewandelte Texte lassen sich nicht zurückrechnen."
    ),
    "tausend": Regelwort("Verlorene Tausendertrennzeichen", "Aus 1.049 Personen wird sonst eine."),
    "uebergeordnet": Regelwort(
        "Übergeordnete Raumeinheiten", "Davon hängt ab, was zusammen die Stadt ergibt."
    ),
    "veraenderung": Regelwort(
        "Auffällige Veränderungen", "Ein Sprung ist ein Ereignis oder ein Fehler; das entscheidet ein Mensch."
    ),
    "vollstaendig": Regelwort("Vollständigkeit", "Sie entscheidet, ob eine fehlende Zeile null bedeutet."),
    "vorjahr_kopiert": Regelwort(
        "Zahlen des Vorjahres", "Ein noch einmal eingesetztes Jahr sieht vollständig aus."
    ),
    "wachstum": Regelwort("Unmögliches Wachstum", "So viel ändert sich in einem Jahr nicht."),
    "eckwerte": Regelwort(
        "Eckwerte der Stadt", "An eine Vorausberechnung wird nur angepasst, wenn klar ist, wofür sie gilt."
    ),
    "eckwerte_und_einwohner": Regelwort(
        "Eckwerte und Einwohner", "Eine Vorausberechnung anderer Personen würde jeden Bezirk verschieben."
    ),
    "wahlbeteiligung": Regelwort("Wahlbeteiligung", "Mehr als 100 % können nicht wählen."),
    "datei_unbekannt": Regelwort(
        "Unbekannte Dateien", "Was keiner Tabelle zugeordnet ist, wird nicht gelesen."
    ),
    "nicht_lesbar": Regelwort("Unlesbare Dateien", "Was nicht gelesen werden kann, fehlt im Bericht."),
    "korrektur": Regelwort("Erklärte Korrekturen", "Jede Änderung an gelieferten Zahlen wird genannt."),
    "umbenennung": Regelwort("Umbenannte Raumeinheiten", "Eine Reihe über den Wechsel zeigt einen Bruch."),
    "zahl": Regelwort("Zahlen", "Was keine Zahl ist, kann nicht gezählt werden; geraten wird nicht."),
    "zeichenschaden": Regelwort(
        "Zeichensatz", "Beschädigte Texte stünden so im Bericht und passten zu nichts."
    ),
    "zukunft": Regelwort("Zeitangaben in der Zukunft", "Was noch nicht war, kann nicht gezählt sein."),
    "zuwanderung_und_einwohner": Regelwort(
        "Zuwanderungsgeschichte und Einwohner", "Beide zählen dieselben Personen."
    ),
}
"""By the name that a finding carries in `regel`."""


def regelwort(regel: str) -> Regelwort:
    """Heading and reason of a rule; a rule of the reading without an entry is called by its name."""
    return REGELWORTE.get(regel, Regelwort(regel.replace("_", " ").capitalize(), ""))
