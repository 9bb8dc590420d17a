"""The text of one [[datei]] entry."""

import re
from collections.abc import Mapping, Sequence

from pipeline import names
from pipeline.deliveries.fremd.blatt.aufbau import Blatt
from pipeline.deliveries.fremd.deutung import band
from pipeline.deliveries.fremd.vorschlag import (
    blockbau,
    etikett,
    festes,
    ortszeilen,
    symbole,
    woerter,
    zeiten,
)
from pipeline.deliveries.fremd.vorschlag.bild import Bild
from pipeline.deliveries.fremd.vorschlag.blockbau import Block, Summe
from pipeline.deliveries.fremd.vorschlag.dimension import Zeile
from pipeline.deliveries.fremd.vorschlag.etikett import ALTER, dimensionsname
from pipeline.deliveries.fremd.vorschlag.gebiet import letztes
from pipeline.deliveries.fremd.vorschlag.rollen import Rollen
from pipeline.deliveries.fremd.vorschlag.schrift import (
    AUSFUELLEN,
    kommentar,
    liste,
    spalte,
    spalten,
    spaltenname,
    text,
    zuordnung,
)
from pipeline.deliveries.fremd.vorschlag.teile import ABGELEITET, Befund, Teil

GRENZE = kommentar('Gehört die Obergrenze (6 in "3-6") dazu? "einschliesslich" oder "unter"')


def schreiben(
    bilder: Sequence[Bild], datei: str, tabelle: str, rollen: Rollen, befund: Befund, umfeld: Sequence[str],
    bekannt: Mapping[str, str], stadt: str,
) -> str:  # fmt: skip
    """One entry that feeds one table from files of one form."""
    bild = bilder[0]
    blatt = bild.blatt
    zeit = blockbau.zeitspalte(tabelle)
    eigene, doppelte = blockbau.ohne_doppelte(blatt, [t for t in befund.teile if t.tabelle == tabelle])
    eigene, gesamte = blockbau.ohne_summen(eigene)
    bloecke = blockbau.bauen(eigene, zeit)
    geprueft = blockbau.summen(blatt, bloecke, [*gesamte, *_moegliche_summen(bloecke, befund)])
    bloecke = [
        b for b in bloecke if not (_ist_blosse_summe(b) and b.teile[0].stelle in {s.stelle for s in geprueft})
    ]
    im_label = any(t.zeit for t in eigene)
    wann = zeiten.Fund([], "") if im_label else zeiten.finden(bilder, rollen.zeit, zeit, tabelle == "wahlen")
    fest, fragen = festes.fuer_alle(umfeld, tabelle, rollen, eigene_merkmale(eigene), wann.wann)
    gezaehlt = [t.stelle for b in bloecke for t in b.teile]
    zeilen = [
        *_hinweise(befund, doppelte, tabelle, blatt),
        "[[datei]]",
        f"datei = {text(datei)}",
        *_tabelle(tabelle, umfeld, [*eigene, *doppelte]),
        *bild.form,
        *symbole.zeilen(blatt, list(dict.fromkeys([*gezaehlt, *(s.stelle for s in geprueft)]))),
        *_ignoriert(blatt, rollen, befund, tabelle, bloecke, geprueft),
        *_filter(blatt, rollen, tabelle),
        *wann.zeilen,
        *ortszeilen.zeilen(blatt, rollen.gebiet, bekannt, stadt),
        *(z for zeile in rollen.dimensionen for z in _dimension(blatt, zeile, tabelle)),
    ]
    if not bloecke:
        zeilen += _welche(blatt, doppelte)
    for block in bloecke:
        zeilen += [*fragen, *_werte(blatt, block, zeit, fest, befund)]
        fragen = []
    for summe in geprueft:
        zeilen += ["[[datei.pruefspalte]]", f"spalte = {spalte(blatt, summe.stelle)}"]
        zeilen.append(f"von = {spalten(blatt, summe.von)}")
    return "\n".join(zeilen)


def _welche(blatt: Blatt, doppelte: Sequence[Teil]) -> list[str]:
    """Ask which of several columns that count the same, with other numbers, is meant."""
    moeglich = ", ".join(dict.fromkeys(letztes(blatt, teil.stelle) for teil in doppelte))
    frage = kommentar(f"Welche Spalte zählt, was die Tabelle meint? {moeglich}")
    return ["[[datei.werte]]", frage, f'spalten = ["{AUSFUELLEN}"]']


def _tabelle(tabelle: str, umfeld: Sequence[str], teile: Sequence[Teil]) -> list[str]:
    """The table; asked for where only the title names it, with a word that may mean a part of it only."""
    treffer = [
        fund[0]
        for satz in umfeld
        for fund in woerter.VORBEHALT.finditer(etikett.normal(satz.replace("_", " ")))
    ]
    if (
        not treffer
        or tabelle in ("herkunft", "zuwanderungsgeschichte")
        or all(teil.benannt for teil in teile)
    ):
        return [f"tabelle = {text(tabelle)}"]
    frage = (
        f'Der Titel sagt "{treffer[0]}". Zählt die Datei alle, dann "{tabelle}"; sonst den Eintrag streichen'
    )
    return [kommentar(frage), f'tabelle = "{AUSFUELLEN}"']


def eigene_merkmale(teile: Sequence[Teil]) -> set[str]:
    """Dimensions that the columns themselves tell."""
    return {name for teil in teile for name in teil.merkmale}


def _ist_blosse_summe(block: Block) -> bool:
    return not block.merkmal and not block.fest and not block.filter


def _moegliche_summen(bloecke: Sequence[Block], befund: Befund) -> list[int]:
    return [*befund.summen, *(b.teile[0].stelle for b in bloecke if _ist_blosse_summe(b))]


def _hinweise(befund: Befund, doppelte: Sequence[Teil], tabelle: str, blatt: Blatt) -> list[str]:
    saetze = []
    if befund.erschlossen and tabelle in ("einwohner", "zuwanderungsgeschichte"):
        saetze.append("tabelle: kein Wort nennt sie, nur die Merkmale sprechen dafür; bitte prüfen")
    for label in dict.fromkeys(letztes(blatt, teil.stelle) for teil in doppelte):
        saetze.append(f"{label}: mehrere Spalten zählen dasselbe; nicht gelesen, was sich widerspricht")
    if befund.nicht_gelesen:
        saetze.append(f"Nicht gelesen werden die Zeilen: {'; '.join(befund.nicht_gelesen[:40])}")
    return [kommentar(satz) for satz in saetze]


def _ignoriert(
    blatt: Blatt,
    rollen: Rollen,
    befund: Befund,
    tabelle: str,
    bloecke: Sequence[Block],
    summen: Sequence[Summe],
) -> list[str]:
    """Columns that are left out on purpose, with the reasons."""
    gelesen = {t.stelle for b in bloecke for t in b.teile} | {s.stelle for s in summen}
    gelesen |= {stelle for b in bloecke for stelle, _ in b.filter} | set(befund.unklar)
    gruende = dict(befund.ignoriert) | dict.fromkeys(rollen.texte, "keine Zahl")
    gruende |= {t.stelle: f"gehört zur Tabelle {t.tabelle}" for t in befund.teile if t.tabelle != tabelle}
    for stelle in [*rollen.zahlen, *rollen.texte]:
        gruende.setdefault(stelle, "eine Summe, die nicht aufgeht, oder nicht verstanden, bitte prüfen")
    offen = sorted(stelle for stelle in gruende if stelle not in gelesen)
    je_grund: dict[str, list[str]] = {}
    for stelle in offen:
        je_grund.setdefault(gruende[stelle], []).append(letztes(blatt, stelle) or f"Nummer {stelle + 1}")
    saetze = [
        kommentar(f"nicht gelesen ({grund}): {', '.join(labels)}") for grund, labels in je_grund.items()
    ]
    # a derived column that is not named here is recomputed by whoever reads the file
    stumm = [i for i in offen if not (gruende[i] == ABGELEITET and names.ABGELEITET.search(blatt.labels[i]))]
    return [*saetze, f"ignorieren = {spalten(blatt, stumm)}"]


def _filter(blatt: Blatt, rollen: Rollen, tabelle: str) -> list[str]:
    """Rows that are totals over what the table does not know."""
    fremd = [z for z in rollen.dimensionen if not dimensionsname(z.dimension, tabelle)]
    paare = {str(spaltenname(blatt, z.stelle)): z.summe[0] for z in fremd if z.summe}
    ohne = [letztes(blatt, z.stelle) for z in fremd if not z.summe]
    saetze = [
        kommentar(
            f"{label} unterscheidet Zeilen, {tabelle} kennt das Merkmal nicht: bitte zeilenfilter ergänzen"
        )
        for label in ohne
    ]
    return [*saetze, *([f"zeilenfilter = {zuordnung(paare)}"] if paare else [])]


def _dimension(blatt: Blatt, zeile: Zeile, tabelle: str, wo: str = "datei.dimension") -> list[str]:
    name = dimensionsname(zeile.dimension, tabelle)
    if not name:
        return []
    leer = blatt.zellen[zeile.stelle].iloc[1:].eq("").mean() > 0.3
    fertig = [f"[{wo}.{name}]", f"spalte = {spalte(blatt, zeile.stelle)}"]
    fertig += ["fuellen = true"] if leer else []
    if zeile.dimension == ALTER:
        fertig += _alter(zeile.codes)
    elif any(code != wert for wert, code in zeile.codes.items()):
        if AUSFUELLEN in zeile.codes.values():
            fertig.append(kommentar(f"Was heißen diese Werte in {name}? Sonst unter weglassen nennen"))
        fertig.append(f"codes = {zuordnung(zeile.codes)}")
    if zeile.summe:
        fertig.append(f"summe = {liste(zeile.summe)}")
    return fertig


def _alter(werte: Mapping[str, str]) -> list[str]:
    """Codes for ages that the reader would not understand as they stand, and the question of upper ends."""
    uebersetzt = {
        wert: code if etikett.ist_alter(code) else etikett.normal(code)
        for wert, code in werte.items()
        if wert != code or not etikett.ist_alter(wert)
    }
    zeilen = [f"codes = {zuordnung(uebersetzt)}"] if uebersetzt else []
    try:
        band.lesen([uebersetzt.get(wert, wert) for wert in werte])
    except band.Zweideutig:
        zeilen += [GRENZE, f'obergrenze = "{AUSFUELLEN}"']
    return zeilen


def _werte(blatt: Blatt, block: Block, zeit: str, fest: Mapping[str, str], befund: Befund) -> list[str]:
    stellen = list(dict.fromkeys(teil.stelle for teil in block.teile))
    fertig = ["[[datei.werte]]"]
    if befund.unklar:
        moeglich = ", ".join(letztes(blatt, i) or f"Nummer {i + 1}" for i in befund.unklar)
        fertig += [
            kommentar(f"In welcher Spalte stehen die Fallzahlen? {moeglich}"),
            f'spalten = ["{AUSFUELLEN}"]',
        ]
    elif block.merkmal == zeit:
        fertig += _zeit_in_labels(blatt, stellen, zeit)
    else:
        fertig.append(f"spalten = {spalten(blatt, stellen)}")
    if block.wert:
        fertig.append(f"wert = {text(block.wert)}")
    if block.merkmal and block.merkmal != zeit:
        fertig += [f"merkmal = {text(block.merkmal)}", *_codes(blatt, block)]
    alle = {**fest, **block.fest}
    if alle:
        fertig.append(f"merkmale = {zuordnung(_aufgeloest(alle))}")
        if _offene_grenze(alle):
            fertig += [kommentar(f"Welche Altersgruppe meint {_offene_grenze(alle)}, z. B. 3-5?")]
    if block.filter:
        fertig += _zeilen(blatt, block)
    return fertig


def _zeit_in_labels(blatt: Blatt, stellen: Sequence[int], zeit: str) -> list[str]:
    if all(blockbau.zeit_lesbar(letztes(blatt, i), zeit) for i in stellen):
        return [f"spalten = {spalten(blatt, stellen)}", f"merkmal = {text(zeit)}"]
    labels = [blatt.labels[i] for i in stellen]
    formen = {re.sub(r"\d{1,2}\\?\.\d{1,2}\\?\.\d{4}|\d{4}", "\0", re.escape(label)) for label in labels}
    if len(formen) == 1:
        form = formen.pop().replace("\0", rf"(?P<{zeit}>[\d.]+)", 1)
        return [f"muster = '^{form}$'"]
    return [f"spalten = {spalten(blatt, stellen)}", f'merkmal = "{AUSFUELLEN}"']


def _codes(blatt: Blatt, block: Block) -> list[str]:
    paare = {str(spaltenname(blatt, t.stelle)): t.merkmale[block.merkmal] for t in block.teile}
    if block.merkmal not in ("alter", "altersgruppe"):
        return [f"codes = {zuordnung(paare)}"]
    zeilen = []
    try:
        gelesen = band.lesen(paare.values())
        genau = {label: gelesen[wert] or wert for label, wert in paare.items()}
        if _von_selbst([letztes(blatt, t.stelle) for t in block.teile]) != list(genau.values()):
            zeilen.append(f"codes = {zuordnung(genau)}")
    except band.Zweideutig:
        zeilen += [f"codes = {zuordnung(paare)}", GRENZE, f'obergrenze = "{AUSFUELLEN}"']
    return zeilen


def _von_selbst(labels: Sequence[str]) -> list[str | None]:
    try:
        gelesen = band.lesen(labels)
    except band.Zweideutig:
        return []
    return [gelesen[label] for label in labels]


def _aufgeloest(merkmale: Mapping[str, str]) -> dict[str, str]:
    """Fixed ages in our grammar; one that may be read two ways is asked for."""
    fertig = {}
    for name, code in merkmale.items():
        try:
            fertig[name] = (band.lesen([code])[code] or code) if name in ("alter", "altersgruppe") else code
        except band.Zweideutig:
            fertig[name] = AUSFUELLEN
    return fertig


def _offene_grenze(merkmale: Mapping[str, str]) -> str:
    offen = [merkmale[n] for n, c in _aufgeloest(merkmale).items() if c == AUSFUELLEN != merkmale[n]]
    return offen[0] if offen else ""


def _zeilen(blatt: Blatt, block: Block) -> list[str]:
    """The filter of rows, and the dimension that stands in its last column."""
    namen = [str(spaltenname(blatt, stelle)) for stelle, _ in block.filter]
    if not block.zeilenmerkmal:
        return [f"zeilenfilter = {zuordnung(dict(zip(namen, (t for _, t in block.filter), strict=True)))}"]
    codes = {teil.filter[-1][1]: teil.merkmale[block.zeilenmerkmal] for teil in block.teile}
    grob = [f"{text(name)} = {text(wert)}" for name, (_, wert) in zip(namen[:-1], block.filter, strict=False)]
    fein = f"{text(namen[-1])} = {liste(codes)}"
    fertig = [
        f"zeilenfilter = {{ {', '.join([*grob, fein])} }}",
        f"[datei.werte.dimension.{block.zeilenmerkmal}]",
    ]
    fertig.append(f"spalte = {spalte(blatt, block.filter[-1][0])}")
    if block.zeilenmerkmal in ("alter", "altersgruppe"):
        return [*fertig, *_alter(dict(zip(codes, codes, strict=True)))]
    return [*fertig, f"codes = {zuordnung(codes)}"]
