"""Geheimhaltung: decides over all tables together which cell may be shown, then attacks the result."""

from pipeline.disclosure.freigabe import freigeben
from pipeline.disclosure.freigabeplan import plan, plan_text, quellen
from pipeline.disclosure.register import register

__all__ = ["freigeben", "plan", "plan_text", "quellen", "register"]
