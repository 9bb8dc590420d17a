"""Executed notebook -> accessible PDF, by typed outputs, one content model and one template."""

from pipeline.report.exporter import PdfExporter, pdf, pdf_of

__all__ = ["PdfExporter", "pdf", "pdf_of"]
