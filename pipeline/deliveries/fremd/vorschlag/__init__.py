"""A ready manifest for a folder nobody has described yet; what a person must decide is marked."""

from collections.abc import Mapping

from pipeline.deliveries.fremd.vorschlag import ordnung
from pipeline.deliveries.fremd.vorschlag.schrift import AUSFUELLEN, text


def vorschlagen(inhalte: Mapping[str, bytes], id_: str) -> str:
    """Manifest text for these files (bytes by name).

    Returns: TOML; entries that need a decision say so in a comment, and are refused until it is made.
    """
    kopf = [
        "# Vorschlag, aus den Dateien erschlossen. Bitte jede Zeile prüfen, vor allem die mit einem Hinweis.",
        f'# Wo "{AUSFUELLEN}" steht, wird die Lieferung erst gelesen, wenn es ersetzt ist.',
        "[lieferung]",
        f"id = {text(id_)}",
        'lieferant = ""  # wer hat geliefert?',
        "# datum = 2024-03-15  # Tag der Lieferung",
        'lizenz = ""',
        'quelle = ""',
        'kontakt = ""',
        "demonstration = false",
    ]
    return "\n\n".join(["\n".join(kopf), *ordnung.eintraege(inhalte)]) + "\n"


__all__ = ["AUSFUELLEN", "vorschlagen"]
