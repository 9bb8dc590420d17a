"""Executed notebook -> accessible PDF and page, by typed outputs, one content model and two templates."""

from pipeline.report.exporter import PdfExporter, html, pdf, pdf_of

__all__ = ["PdfExporter", "html", "pdf", "pdf_of"]
