"""The door of the package: an nbconvert exporter, and functions that write PDFs and pages."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from pipeline.report import content, rowheads, typeset, webpage
from pipeline.report.content import Inhalt

ENDUNGEN = (".html", ".pdf")
"""Of the files of a report. The PDF comes last: it is the one the Makefile looks at."""


class PdfExporter(Exporter):
    """Executed notebook -> accessible PDF; `jupyter nbconvert --to sozialraum-pdf`."""

    export_from_notebook = "Barrierefreies PDF"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:  # nbconvert's own stub knows only exporters to notebooks
        """Convert; the notebook itself is not changed.

        Returns: the PDF and nbconvert's resources.
        Raises:  BerichtUngueltig where the notebook shows what an accessible PDF cannot hold.
        """
        _, weitere = super().from_notebook_node(nb, resources, **kw)
        return _converted(nb), weitere


def write(notebook: NotebookNode, stamm: Path) -> list[Path]:
    """Write an executed notebook as one page that needs nothing else, and as PDF/UA-1 and PDF/A-2a.

    Takes:   path of the files without their ending (`ENDUNGEN`).
    Returns: the files, in this order.
    Raises:  BerichtUngueltig where the notebook shows what an accessible PDF cannot hold; then the files are
             as they were.
    """
    inhalt = content.read(notebook)
    fertig = webpage.page(inhalt), _set(inhalt)
    ziele = [stamm.with_name(stamm.name + endung) for endung in ENDUNGEN]
    for datei, ziel in zip(fertig, ziele, strict=True):
        _write(datei, ziel)
    return ziele


def pdf_of(bundles: Sequence[Mapping[str, Any]], ziel: Path) -> None:
    """Write a document that no notebook stands behind, in the same way.

    Takes:  MIME bundles in reading order, as a notebook would show them.
    Raises: BerichtUngueltig where they hold what an accessible PDF cannot.
    """
    cells = [
        new_code_cell(outputs=[new_output("display_data", data=dict(bundle))], execution_count=nummer)  # type: ignore[no-untyped-call]  # nbformat's
        for nummer, bundle in enumerate(bundles, start=1)
    ]
    _write(_converted(new_notebook(cells=cells)), ziel)  # type: ignore[no-untyped-call]  # nbformat's


def _write(inhalt: bytes, ziel: Path) -> None:
    with tempfile.NamedTemporaryFile(dir=ziel.parent, suffix=ziel.suffix, delete=False) as neu:
        neu.write(inhalt)
    Path(neu.name).chmod(0o644)
    Path(neu.name).replace(ziel)


def _converted(notebook: NotebookNode) -> bytes:
    return _set(content.read(notebook))


def _set(inhalt: Inhalt) -> bytes:
    return rowheads.mark(typeset.compile_pdf(inhalt), typeset.head_columns(inhalt))
