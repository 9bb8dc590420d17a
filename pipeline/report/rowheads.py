"""What the compiler cannot say yet: that the first cells of a row are its head."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String


def mark(pdf: bytes, kopfspalten: list[list[int]]) -> bytes:
    """Turn the cells of the head columns into row heads and point the other cells of the row to them.

    Takes:   the compiled PDF; per table, in reading order, the positions of its head columns.
    Returns: the PDF with TH, Scope=Row, ids in the IDTree and Headers with column and row; same
             input, same bytes.
    Raises:  ValueError where the PDF has another number of tables than the content.
    """
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        tabellen = list(_found(dokument.Root.StructTreeRoot.K, Name.Table))
        ids: dict[str, Object] = {}
        for nummer, (tabelle, spalten) in enumerate(zip(tabellen, kopfspalten, strict=True), start=1):
            _mark_table(tabelle, spalten, f"R{nummer}", ids)
        _add_to_tree(dokument, ids)
        return _saved(dokument)


def _found(knoten: Object, art: Name) -> Iterator[Object]:
    """Yield the structure elements of a kind below, in reading order; none of these lies in another."""
    for kind in _children(knoten):
        if art == kind.S:
            yield kind
        else:
            yield from _found(kind.get(Name.K, Array()), art)


def _children(knoten: Object) -> list[Object]:
    """Return the structure elements among the kids; marked content is a number and has no type."""
    kinder = list(knoten.as_list()) if isinstance(knoten, Array) else [knoten]
    return [kind for kind in kinder if isinstance(kind, Dictionary) and Name.S in kind]


def _body_rows(tabelle: Object) -> list[Object]:
    """Rows outside the repeated head; a table without a head may hold them directly."""
    teile = [teil for teil in _children(tabelle.K) if Name.THead != teil.S]
    return [zeile for teil in teile for zeile in _found(Array([teil]), Name.TR)]


def _mark_table(tabelle: Object, spalten: list[int], kennung: str, ids: dict[str, Object]) -> None:
    """Mark row by row; where a head spans two rows, the second begins that many columns later."""
    oben = _column_heads(tabelle)
    koepfe: dict[int, String] = {}
    for lauf, zellen in enumerate(_cells_below_the_head(tabelle)):
        versatz = max(len(oben) - len(zellen), 0)
        neue = {spalte: String(f"{kennung}y{lauf}x{spalte}") for spalte in spalten if spalte >= versatz}
        koepfe = {spalte: kopf for spalte, kopf in koepfe.items() if spalte < versatz} | neue
        for spalte, zelle in enumerate(zellen, start=versatz):
            if spalte in neue:
                _mark_head(zelle, neue[spalte], ids)
            else:
                _point(zelle, oben[spalte : spalte + 1], list(koepfe.values()))


def _cells_below_the_head(tabelle: Object) -> Iterator[list[Object]]:
    """Yield the cells of each row, without the groups; a group stands under no single column."""
    gruppen = [zeile for zeile in _found(tabelle.K, Name.TR) if _is_group(_children(zeile.K))]
    for zeile in gruppen:
        _table_attributes(_children(zeile.K)[0]).Headers = Array()
    for zeile in _body_rows(tabelle):
        if not _is_group(_children(zeile.K)):
            yield _children(zeile.K)


def _column_heads(tabelle: Object) -> list[Object]:
    """Ids of the first row of the head; none where the table has no head."""
    zellen = _children(next(_found(tabelle.K, Name.TR)).K)
    return [zelle.ID for zelle in zellen if Name.TH == zelle.S and Name.ID in zelle]


def _is_group(zellen: list[Object]) -> bool:
    """Whether the row is one cell across the table that heads the rows below; the compiler has marked it."""
    return len(zellen) == 1 and bool(Name.TH == zellen[0].S)


def _mark_head(zelle: Object, kennung: String, ids: dict[str, Object]) -> None:
    zelle.S, zelle.ID = Name.TH, kennung
    _table_attributes(zelle).Scope = Name.Row
    ids[str(kennung)] = zelle


def _point(zelle: Object, spalte: list[Object], zeile: list[String]) -> None:
    """Let a data cell name its heads: column, group (known to the compiler), row; each once."""
    attribute = _table_attributes(zelle)
    alle = [*spalte, *attribute.get(Name.Headers, Array()).as_list(), *zeile]
    attribute.Headers = Array(list({str(kopf): kopf for kopf in alle}.values()))


def _table_attributes(zelle: Object) -> Object:
    """Return the attributes of a cell that belong to the table, made if there are none."""
    alle = list(zelle.get(Name.A, Array()).as_list())
    for attribute in alle:
        if Name.Table == attribute.O:
            return attribute
    neue = Dictionary(O=Name.Table)
    zelle.A = Array([neue, *alle])
    return neue


def _add_to_tree(dokument: Pdf, ids: dict[str, Object]) -> None:
    """Make the tree of ids anew: to put in a thousand one by one takes as long as all else here."""
    wurzel = dokument.Root.StructTreeRoot
    bisher = dict(NameTree(wurzel.IDTree).items()) if Name.IDTree in wurzel else {}
    alle = sorted((bisher | ids).items(), key=lambda eintrag: str(eintrag[0]))
    paare = [teil for kennung, zelle in alle for teil in (String(kennung), zelle)]
    wurzel.IDTree = dokument.make_indirect(Dictionary(Names=Array(paare)))


def _saved(dokument: Pdf) -> bytes:
    ausgabe = io.BytesIO()
    dokument.save(ausgabe, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return ausgabe.getvalue()
