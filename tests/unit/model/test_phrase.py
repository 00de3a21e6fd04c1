from __future__ import annotations

from truceline.model.phrase import Name, Several, renamed, say


def test_names_are_changed_wherever_they_stand_and_nothing_else_is() -> None:
    phrase = say("point", one=Name("A"), n=3, rest=Several((Name("B"), say("item", of=Name("A"), n=1))))
    told = renamed(phrase, lambda name: {"A": "Alder Republic"}.get(name, name))
    item = say("item", of=Name("Alder Republic"), n=1)
    assert told == say("point", one=Name("Alder Republic"), n=3, rest=Several((Name("B"), item)))
