"""Geheimhaltung: decides over all tables together which cell may be shown, then attacks the result."""

from pipeline.disclosure.plan import plan_lesen, plan_text

__all__ = ["plan_lesen", "plan_text"]
