"""Executed notebook -> accessible PDF and page, by typed outputs, one content model and two templates."""

from pipeline.report.exporter import ENDUNGEN, PdfExporter, pdf_of, write

__all__ = ["ENDUNGEN", "PdfExporter", "pdf_of", "write"]
