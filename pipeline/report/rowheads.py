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
        tabellen = [knoten for knoten in _walk(dokument.Root.StructTreeRoot.K) if Name.Table == knoten.S]
        ids = _id_tree(dokument)
        for nummer, (tabelle, spalten) in enumerate(zip(tabellen, kopfspalten, strict=True), start=1):
            for lauf, zeile in enumerate(_body_rows(tabelle)):
                _mark_row(zeile, spalten, f"R{nummer}y{lauf}", ids)
        return _saved(dokument)


def _walk(knoten: Object) -> Iterator[Object]:
    """Yield the structure elements below, in reading order."""
    for kind in _children(knoten):
        yield kind
        yield from _walk(kind.get(Name.K, Array()))


def _children(knoten: Object) -> list[Object]:
    """Return the structure elements among the kids; marked content is a number and has no type."""
    kinder = list(knoten.as_list()) if isinstance(knoten, Array) else [knoten]
    return [kind for kind in kinder if isinstance(kind, Dictionary) and Name.S in kind]


def _body_rows(tabelle: Object) -> list[Object]:
    """Rows outside the repeated head; a table without a head may hold them directly."""
    teile = [teil for teil in _children(tabelle.K) if Name.THead != teil.S]
    knoten = [kind for teil in teile for kind in (teil, *_walk(teil.get(Name.K, Array())))]
    return [zeile for zeile in knoten if zeile.S == Name.TR]


def _mark_row(zeile: Object, spalten: list[int], kennung: str, ids: NameTree) -> None:
    zellen = _children(zeile.K)
    koepfe = {spalte: String(f"{kennung}x{spalte}") for spalte in spalten}
    for spalte, zelle in enumerate(zellen):
        attribute = _table_attributes(zelle)
        if spalte in koepfe:
            zelle.S, zelle.ID = Name.TH, koepfe[spalte]
            attribute.Scope = Name.Row
            ids[str(koepfe[spalte])] = zelle
        else:
            attribute.Headers = Array([*attribute.get(Name.Headers, Array()).as_list(), *koepfe.values()])


def _table_attributes(zelle: Object) -> Object:
    """Return the attributes of a cell that belong to the table, made if there are none."""
    alle = list(zelle.get(Name.A, Array()).as_list())
    for attribute in alle:
        if Name.Table == attribute.O:
            return attribute
    neue = Dictionary(O=Name.Table)
    zelle.A = Array([neue, *alle])
    return neue


def _id_tree(dokument: Pdf) -> NameTree:
    wurzel = dokument.Root.StructTreeRoot
    if Name.IDTree not in wurzel:
        wurzel.IDTree = NameTree.new(dokument).obj
    return NameTree(wurzel.IDTree)


def _saved(dokument: Pdf) -> bytes:
    ausgabe = io.BytesIO()
    dokument.save(ausgabe, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return ausgabe.getvalue()
