"""Readers by name. Each is imported only when it is asked for, since most machines have none of them."""

from __future__ import annotations

from truceline.model.errors import UsageError
from truceline.ports import Reader


def names() -> tuple[str, ...]:
    """Every reader there is, installed or not."""
    return ("natasha", "spacy")


def by_name(words: str) -> Reader:
    """The reader that `natasha`, `spacy` or `spacy:MODEL` names (MODEL: a package or a folder).

    Raises UsageError when there is none such, or when it is not installed.
    """
    name, _, model = words.partition(":")
    if name == "natasha" and not model:
        from truceline.readers.natasha import Natasha

        return Natasha()
    if name == "spacy":
        from truceline.readers.spacy import Spacy

        return Spacy(model or "en_core_web_sm")
    raise UsageError(
        f"no reader is called {words!r}", where="reader", advice=f"Use {', '.join(names())} or spacy:MODEL."
    )


def missing(name: str, extra: str) -> UsageError:
    """What is said when the program behind a reader is not installed."""
    advice = f"Install it with: pip install 'truceline[{extra}]' (or leave the reader out; the rules need none)."
    return UsageError(f"{name} is not installed", where="reader", advice=advice)
