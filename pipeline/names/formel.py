"""Texts that a spreadsheet would run as a formula when it opens an exported table."""

import re

_ANFANG = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
_FORMEL = re.compile(rf"^[\s\x00]*{_ANFANG}|^[\t\r\n]")
_INNEN = re.compile(rf"([;\t\r\n]\s*)(?={_ANFANG})")


def ist_formel(text: str) -> bool:
    """Whether a cell with this text would be worked out instead of shown.

    Source: OWASP, CSV Injection: cells that begin with =, +, -, @, tab or carriage return, and the
    full-width forms of these signs.
    """
    return bool(_FORMEL.search(text))


def ohne_formel(text: str) -> str:
    """The text with an apostrophe before whatever would begin a formula, also behind a separator."""
    innen = _INNEN.sub(r"\1'", text)
    return f"'{innen}" if ist_formel(innen) else innen
