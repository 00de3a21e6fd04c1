"""What the server refuses is told in the reader's language: every sentence of it stands in the tables."""

from __future__ import annotations

import ast
import builtins
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import apsw
import pytest

from truceline.model.errors import Rejected
from truceline.service.problems import Problem, problem_of
from truceline.service.refusals import Refusals, _refusals, said, told
from truceline.stores import record_tables
from truceline.stores.files import disk_error

SOURCE = Path(__file__).parents[3] / "src" / "truceline"
#: rooms whose errors reach a browser, a map program, or a device in somebody's hand
ROOMS = (
    *(SOURCE / "service" / "api").glob("*.py"),
    *(SOURCE / "service" / "signin").glob("**/*.py"),
    *(
        SOURCE / "service" / f"{name}.py"
        for name in (
            *("limits", "came", "house", "study", "studying", "public", "published", "assets", "body"),
            *("ogc", "ogc_asked", "ogc_time", "mqtt"),
        )
    ),
    *(SOURCE / "service" / "openrosa").glob("*.py"),
    *(
        SOURCE / "mission" / f"{name}.py"
        for name in (
            *("commission", "docket", "drafts", "submit", "bulletin_kinds", "asked_releases"),
            *("deliveries", "locks", "opened", "received", "release", "rulings"),
        )
    ),
    *(SOURCE / "adjudicate").glob("*.py"),
    # what a disk, a record or a database refuses while the server runs
    *(SOURCE / "record" / f"{name}.py" for name in ("delivery", "leaf", "merkle", "seeds")),
    *(
        SOURCE / "stores" / f"{name}.py"
        for name in (
            *("accounts_file", "files", "keyring", "lock", "openings", "pack", "record", "record_reader"),
            *("record_tables", "record_writer", "sealing", "vault", "view", "view_where"),
        )
    ),
    *(
        SOURCE / "stores" / "postgres" / f"{name}.py"
        for name in ("links", "record", "record_reader", "record_writer", "refusals", "vault", "view")
    ),
)
#: said where a server is set up, before anybody asks it
SET_UP = ("origin.py",)
#: what a module calls its table of refusals of others, each with what was found and what to do
TABLE = "_ADVICE"


def sentences() -> Iterator[tuple[str, str]]:
    """Each sentence of a refusal, with something in its blanks."""
    for file in ROOMS:
        if file.name in SET_UP:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = _named(tree)
        for value in _refused(tree):
            yield from ((file.name, words) for words in _literals(value, named) if " " in words and words.strip("7: "))


def _refused(tree: ast.Module) -> Iterator[ast.expr]:
    """What the errors of a module say: in their calls, why a session ended, and in its table of others' refusals."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_refusal(getattr(node.func, "id", "")):
            yield from (*node.args, *(one.value for one in node.keywords if one.arg in ("found", "advice")))
    for name, value in _assigned(tree):
        for node in ast.walk(value) if name == TABLE else ():
            if isinstance(node, ast.Tuple):
                yield from node.elts
            elif isinstance(node, ast.Dict):
                yield from node.values


def _is_refusal(name: str) -> bool:
    """Whichever error it is: a new one need not be named here."""
    return name == "Ended" or (name.endswith("Error") and not hasattr(builtins, name))


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(target, ast.Name) and node.value is not None:
            yield target.id, node.value


def _named(tree: ast.Module) -> dict[str, str]:
    """Words that a module names once and says in several sentences."""
    named: dict[str, str] = {}
    for name, value in _assigned(tree):
        named.update((name, words) for words in _literals(value, named))
    return named


def _literals(value: ast.expr, named: Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from _literals(value.body, named)
        yield from _literals(value.orelse, named)
    elif isinstance(value, ast.Name) and value.id in named:
        yield named[value.id]
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        yield "".join(_part(part, named) for part in value.values)


def _part(part: ast.expr, named: Mapping[str, str]) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    return named.get(getattr(getattr(part, "value", None), "id", ""), "7")


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_refusal_is_in_the_tables(language: str) -> None:
    known = _refusals(language)
    asked = list(sentences())
    assert len(asked) > 250
    assert {"accounts_file.py", "record_tables.py", "refusals.py", "sessions.py"} <= {file for file, _ in asked}
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


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_why_a_disk_refuses_is_told_too(language: str) -> None:
    """The operating system's own words are English."""
    known = _refusals(language)
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT, errno.EIO):
        words = known.say(f"cannot write: {os.strerror(number)}")
        assert words is not None and not any(letter.isascii() and letter.isalpha() for letter in words), words


def test_a_full_disk_and_the_end_of_a_session_are_told_in_the_language() -> None:
    written = problem_of(disk_error(OSError(errno.ENOSPC, "No space left on device"), Path("/m/drafts")))
    assert told(written, "uk") == Problem(
        title="Зараз не виходить",
        status=503,
        detail="не вдається записати: на диску немає місця",
        where="drafts",
        advice="Диск заповнено: звільніть місце й повторіть; зі збереженого нічого не втрачено.",
    )
    kept = told(problem_of(record_tables.refusal(apsw.FullError(), Path("/m/truceline.db"))), "ru")
    assert (kept.status, kept.detail) == (503, "диск заполнен")
    gone = Problem("Unauthorized", 401, "you were signed out: the role it was begun in was changed or taken back")
    assert told(gone, "uk").detail == "ваш сеанс завершено: роль, у якій його почато, змінено або відкликано"


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
