"""docs/postgres.md says which role sees what: held against the table that the policies are made from."""

from __future__ import annotations

from pathlib import Path

from truceline.record.access import ROLES, Class
from truceline.stores.postgres.grants import KINDS, TABLES, shown_to

_PAGE = (Path(__file__).parents[2] / "docs" / "postgres.md").read_text(encoding="utf-8")

#: what the page calls the rows of a class
_WORDS: dict[Class, str] = {
    "evidence": "evidence",
    "observation": "observations, incidents",
    "case": "findings, cases",
    "record": "leaves, tiles, checkpoints",
    "log": "the log",
    "role": "roles",
    "key": "keys",
    "bulletin": "released bulletins",
    "position": "hours of observation",
}


def test_what_each_role_sees() -> None:
    rows = [line.split("|") for line in _PAGE.splitlines() if line.startswith("| `") and line.count("|") == 3]
    said = {role.strip(" `"): row[2] for row in rows for role in row[1].split(",")}
    assert {*said} == {*ROLES}
    for role in ROLES:
        seen = {what for what, state in {*TABLES.values(), *KINDS.values()} if shown_to(role, what, state)}
        told = {what for what, words in _WORDS.items() if words in said[role]}
        assert told == seen, role


def test_the_page_names_what_is_there() -> None:
    for path in (
        "tests/unit/stores/test_postgres_faults.py",
        "src/truceline/stores/postgres/migrations/0001_record.sql",
    ):
        assert (Path(__file__).parents[2] / path).exists()
