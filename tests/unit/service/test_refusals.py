"""What the server refuses is told in the reader's language: every sentence of it stands in the tables."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from truceline.model.errors import Rejected
from truceline.service.problems import Problem
from truceline.service.refusals import Refusals, _refusals, said, told

SOURCE = Path(__file__).parents[3] / "src" / "truceline"
#: rooms whose errors reach a browser; what a device, a field form or a configuration hears is for programmers
ROOMS = (
    *(SOURCE / "service" / "api").glob("*.py"),
    *(SOURCE / "service" / "signin").glob("*.py"),
    *(
        SOURCE / "service" / f"{name}.py"
        for name in ("limits", "came", "study", "studying", "public", "published", "assets")
    ),
    *(
        SOURCE / "mission" / f"{name}.py"
        for name in ("commission", "drafts", "submit", "bulletin_kinds", "asked_releases")
    ),
    *(SOURCE / "adjudicate").glob("*.py"),
)
#: said where a server is set up, before anybody asks it
SET_UP = ("origin.py",)
ERRORS = {"ProblemError", "MissingError", "ForbiddenError", "UsageError", "InputError", "ConflictError", "LateError"}


def sentences() -> Iterator[tuple[str, str]]:
    """Each sentence of a refusal, with something in its blanks."""
    for file in ROOMS:
        if file.name in SET_UP:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                given = [*node.args, *(one.value for one in node.keywords if one.arg in ("found", "advice"))]
                for value in given:
                    yield from ((file.name, words) for words in _literals(value) if " " in words)


def _literals(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from _literals(value.body)
        yield from _literals(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in value.values)


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_refusal_is_in_the_tables(language: str) -> None:
    known = _refusals(language)
    asked = list(sentences())
    assert len(asked) > 100
    assert not [one for one in asked if known.say(one[1]) is None]


def test_both_tables_have_the_same_sentences_and_blanks() -> None:
    def shape(known: Refusals) -> list[tuple[str, set[str]]]:
        return [(pattern.pattern, set(pattern.groupindex)) for pattern, _ in known._said]

    assert shape(_refusals("uk")) == shape(_refusals("ru"))
    assert _refusals("uk").titles.keys() == _refusals("ru").titles.keys()


def test_a_refusal_within_a_refusal_and_a_stage_are_told_too() -> None:
    refused = Problem("Forbidden", 403, "this is not public: the public gets what was released, and nothing else")
    assert told(refused, "uk").detail == "це не публічне: громадськість одержує оприлюднене, і більше нічого"
    moved = Problem(
        "Unprocessable Entity", 422, "a case in monitoring cannot go to closed", advice="Next is: verification."
    )
    assert "спостереження" in told(moved, "uk").detail
    assert told(moved, "en") == moved


def test_what_no_table_knows_stands_under_a_title_in_the_language() -> None:
    parsed = Problem("Bad Request", 400, "limit: Expected `int` >= 1", where="limit")
    assert told(parsed, "ru") == Problem("Неверный запрос", 400, "limit: Expected `int` >= 1", where="limit")


def test_notes_about_rows_are_told_and_cells_stand_as_they_were_written() -> None:
    notes = (
        Rejected(
            "a.json", 0, "start_s", "600 s after this server's clock when it was received", "Is it the right file?"
        ),
        Rejected("a.json", 2, "type", "пожежа", "Use a type of the taxonomy, such as fire.explosion or explosion."),
    )
    clock, cell = told(Problem("Unprocessable Entity", 422, notes=notes), "uk").notes
    assert clock.found == "на 600 с пізніше за годинник цього сервера на час отримання"
    assert (clock.advice, cell.found) == ("Чи це той файл?", "пожежа")
    assert cell.advice.startswith("Вкажіть вид із переліку")
    assert said("Kept as entry 7. Observations: 2.", "ru") == "Сохранено как запись 7. Наблюдений: 2."
