"""Executed notebook -> accessible PDF, by typed outputs, one content model and one template."""

from pipeline.report.exporter import PdfExporter, pdf

__all__ = ["PdfExporter", "pdf"]
