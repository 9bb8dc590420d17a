"""The command `sozialraum`: the only place that knows the order of the stages."""

from pipeline.cli import anwendung, ausgabe, befehl, bericht, freigabe, lieferung

__all__ = ["anwendung", "ausgabe", "befehl", "bericht", "freigabe", "lieferung"]
