"""What act a statement is about: the type of the event that its content names, where a rule is certain of it."""

from __future__ import annotations

import msgspec

from truceline.extract.english.clauses import clause_at
from truceline.extract.english.kinds import kind_of
from truceline.extract.english.scene import Scene
from truceline.extract.english.triggers import TRIGGERS
from truceline.extract.english.wordkinds import TELLS
from truceline.extract.story import Story
from truceline.model.mentions import Statement


def with_acts(story: Story, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements, each with the first act in its content, whether the act is claimed, denied or warned of."""
    return tuple(_with_act(story, statement) for statement in statements)


def _with_act(story: Story, statement: Statement) -> Statement:
    sentence = story.sentence_at(statement.start)
    if sentence is None or not story.kinds(sentence) & TELLS:
        return statement
    tokens = story.spoken_tokens(sentence)
    for at, token in enumerate(tokens):
        if token.start >= statement.end:
            break
        if token.start < statement.start or not token.kinds & TELLS:
            continue
        scene = Scene(story.text, tokens, at, clause_at(tokens, at), False, story.kinds(sentence))
        kind = kind_of(TRIGGERS[token.low], scene)
        if kind is not None:
            return msgspec.structs.replace(statement, about=kind)
    return statement
