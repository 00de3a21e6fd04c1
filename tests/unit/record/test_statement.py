"""What people sign is a few lines, byte for byte, and says one thing in one way."""

from __future__ import annotations

import pytest

from truceline.model.errors import RecordError, UsageError
from truceline.record.access import ROLES, Role
from truceline.record.note import MalformedNoteError, Note, key_of, sign
from truceline.record.statement import Person, Statement, need_two, read_statement, role_of
from truceline.stores.keyring import KeySigner

KEYS = {name: KeySigner(name, bytes([n]) * 32) for n, name in enumerate(("anna", "bert", "clara", "dan", "eve"), 1)}
SAID = Statement("grant", "north-1", 4, {"role": "analyst", "person": "anna"})
TEXT = "truceline grant 1\nmission north-1\nnumber 4\nperson anna\nrole analyst\n"


def _person(name: str, role: Role) -> Person:
    return Person(name, role, key_of(KEYS[name]))


PEOPLE = (
    _person("anna", "chair"),
    _person("bert", "side_a"),
    _person("clara", "side_b"),
    _person("dan", "chair"),
    _person("eve", "analyst"),
)


def test_the_words_are_exactly_these() -> None:
    assert SAID.text == TEXT
    assert read_statement(Note(TEXT, ())) == SAID


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("truceline grant", "truceline  grant", "too many values"),
        ("truceline grant", "truceline\tgrant", "not enough values"),
        ("truceline ", "Truceline ", "not in their order"),
        ("grant 1", "grant 2", "not in their order"),
        ("grant", "give", "Invalid enum value 'give'"),
        ("number 4", "number 04", "not in their order"),
        ("number 4", "number four", "invalid literal"),
        ("number 4\n", "", "number"),
        ("mission north-1\n", "", "mission"),
        ("person anna\nrole analyst", "role analyst\nperson anna", "not in their order"),
        ("person anna\n", "person anna\nperson anna\n", "not in their order"),
        ("role analyst\n", "role analyst", "not in their order"),
        ("role analyst\n", "role analyst\n\n", "cannot be a line"),
        ("person anna", "per-son anna", "cannot be a line"),
        ("person anna", "person", "cannot be a line"),
    ],
)
def test_other_words_are_no_statement_and_it_is_said_why(old: str, new: str, found: str) -> None:
    assert old in TEXT
    with pytest.raises(MalformedNoteError, match=f"no statement to sign: .*{found}"):
        read_statement(Note(TEXT.replace(old, new), ()))


def test_words_in_another_order_are_told_as_such() -> None:
    with pytest.raises(MalformedNoteError) as refused:
        read_statement(Note(TEXT.replace("number 4", "number 04"), ()))
    assert refused.value.found == "this is no statement to sign: its words are not in their order"


def test_who_signed_and_who_may_is_told() -> None:
    lines = tuple(sign(TEXT, KEYS[name]) for name in ("dan", "anna", "eve"))
    with pytest.raises(RecordError) as refused:
        need_two(Note(TEXT, lines), SAID, PEOPLE)
    assert refused.value.found.startswith("anna (chair), dan (chair) signed it who may")
    assert refused.value.where == "statement grant 4"
    assert refused.value.advice.endswith("who may: anna, bert, clara, dan.")
    with pytest.raises(RecordError, match="nobody signed it who may"):
        need_two(Note(TEXT, lines[2:]), SAID, PEOPLE)


def test_every_role_but_the_publics_is_one_of_a_person() -> None:
    held = [role for role in ROLES if role != "public"]
    assert [role_of(role) for role in held] == held
    for name in ("public", "Chair", "", "chair "):
        with pytest.raises(UsageError) as refused:
            role_of(name)
        assert refused.value.advice == f"One of {', '.join(held)}."
