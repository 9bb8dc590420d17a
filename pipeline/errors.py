"""What can go wrong on our side of the table, each with one German sentence as its text."""


class SozialraumError(Exception):
    """An error the user can act on: one German sentence with the way out; `cli` prints it, exit 1."""


class LieferungUngueltig(SozialraumError):
    """A delivery has findings that stop it; `data/processed` is untouched."""


class TabelleFehlt(SozialraumError):
    """A table that is needed has not been built yet."""


class PlanUngueltig(SozialraumError):
    """The release plan or the catalogue of Kennzahlen contradicts itself or its tables."""


class BeschlussUngueltig(SozialraumError):
    """A decision, or the file of decisions, breaks a rule; the file is unchanged."""


class NichtFreigegeben(SozialraumError):
    """The audit could recover a secret count; nothing was written."""


class ParameterUngueltig(SozialraumError):
    """A notebook parameter is unknown, missing or of the wrong type."""


class NotebookFehlgeschlagen(SozialraumError):
    """A notebook stopped with an error; its executed copy keeps it, no PDF was made."""


class BerichtUngueltig(SozialraumError):
    """An executed notebook holds something that cannot become an accessible PDF."""
