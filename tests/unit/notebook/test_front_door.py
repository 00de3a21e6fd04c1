"""`import truceline as tl`: light until it is used, seen by type checkers, and the same whatever was loaded before."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import truceline as tl
from truceline import api
from truceline.model.errors import InputError, TrucelineError, UsageError

CALLS = ("assess", "audit", "derive", "fuse", "measure", "open", "read")


def fresh(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_loads_nothing() -> None:
    code = "import sys; before = {*sys.modules}; import truceline; print(*sorted({*sys.modules} - before))"
    assert {*fresh(code).split()} <= {"truceline", "types", "__future__"}


@pytest.mark.parametrize(
    "before", ["", "import truceline.fuse.fuse, truceline.measure.audit, truceline.derive, truceline.assess"]
)
def test_calls_are_there_whatever_was_imported(before: str) -> None:
    code = f"{before}\nimport truceline as tl\nprint([callable(getattr(tl, name)) for name in {CALLS!r}])"
    assert "False" not in fresh(code)


def test_a_package_that_is_called_is_its_verb() -> None:
    import truceline.fuse.decided

    assert truceline.fuse.decided.rulings_table  # it stays a package
    assert inspect.signature(tl.fuse) == inspect.signature(api.fuse)
    assert tl.fuse.__doc__ == api.fuse.__doc__


def test_all_names_stand_in_all() -> None:
    assert {*CALLS} == {*tl.__all__} - {"__version__"} == {*api.__all__} - {"Merged"}
    assert {*CALLS} <= {*dir(tl)}
    with pytest.raises(AttributeError, match="publish_everything"):
        _ = tl.publish_everything  # type: ignore[attr-defined]


def test_type_checkers_see_the_names() -> None:
    """The names that `__getattr__` finds are those that are imported where only a type checker looks."""
    source = Path(tl.__file__).read_text(encoding="utf-8")
    [seen] = re.findall(r"^    from truceline.api import (.*)$", source, re.MULTILINE)
    assert seen.split(", ") == sorted(CALLS)
    assert (Path(tl.__file__).parent / "py.typed").exists()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: tl.fuse("acled.csv"), "Give a list of tables"),
        (lambda: tl.fuse([]), "at least one"),
        (lambda: tl.fuse([3]), "data frames of pandas"),
        (lambda: tl.read([]), "Give texts as strings"),
        (lambda: tl.read("no_such_file.txt"), "cannot be read"),
        (lambda: tl.read("words", zone="Mars/Olympus"), "Mars"),
        (lambda: tl.read("words", lang="fr"), "en, uk, ru"),
        (lambda: tl.read("words", published="Thursday"), "2026-01-08"),
        (lambda: tl.measure({"2026-01-01": 1}, truce="sometime"), "FROM..TO"),
        (lambda: tl.measure({"2026-01-01": 1}, truce=3), "span of time"),
        (lambda: tl.measure([{"date": "2026-01-01", "n": 3}]), "value=…"),
        (lambda: tl.measure({}), "at least one row"),
        (lambda: tl.audit([{"claimant": "A"}]), "claims"),
        (lambda: tl.assess([{"incident_id": "a"}], "no_such.toml"), "no_such.toml"),
        (lambda: tl.open("no_such_mission"), "truceline init"),
    ],
)
def test_errors_say_what_to_do(call: object, says: str) -> None:
    with pytest.raises(TrucelineError) as caught:
        call()  # type: ignore[operator]
    assert isinstance(caught.value, (InputError, UsageError))
    assert says in caught.value.diagnostics(), caught.value.diagnostics()
