"""The persons of a document as they are found: their forms, their offices, their places."""

from __future__ import annotations

from truceline.extract.slavic.cases import forms
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.who import Named, Who
from truceline.extract.story import Token


class Register:
    """Persons by the forms of their surnames, and where each is named."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._noted: set[str] = set()
        self.known: dict[str, list[tuple[Who, str]]] = {}  # forms of surnames, with their cases
        self.roles: dict[str, set[str]] = {}  # groups of offices by the person's key
        self.found: dict[int, Named] = {}  # by the offset of the name
        self.taken: set[int] = set()  # offsets of words that are part of a name

    def put(self, named: Named, tokens: list[Token]) -> None:
        """Notes where a person is named, by which words, beside which office."""
        if named.group is not None:
            self.roles.setdefault(named.who.key, set()).add(named.group)
        self.remember(named.who)
        self.found[named.start] = named
        self.taken.update(token.start for token in tokens)

    def remember(self, who: Who) -> None:
        """From now on every form of the surname is this person."""
        if who.key in self._noted:
            return
        self._noted.add(who.key)
        for form, form_cases in forms(who.surname.lower(), who.gender, self._language):
            self.known.setdefault(form, []).append((who, form_cases))
