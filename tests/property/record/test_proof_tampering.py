"""No change of a proof file is accepted, neither by this program nor by the one that shares nothing with it."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import random
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType

import pytest
from tests.proof_files import PINNED, samples

from truceline.model.errors import RecordError
from truceline.record.proof import verify_proof

_INDEPENDENT = Path(__file__).parents[3] / "docs" / "verify_figure.py"

#: changed files for each form of proof; many more with TRUCELINE_MUTATIONS=100000
_MUTATIONS = int(os.environ.get("TRUCELINE_MUTATIONS", "1500"))
_COMPARED = 25


@pytest.fixture(scope="module")
def proofs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return samples(tmp_path_factory.mktemp("record"))


@pytest.fixture(scope="module")
def independent() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_figure", _INDEPENDENT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """One bit, one byte, one piece left out, repeated, or two that change places."""
    at, end = sorted(chance.sample(range(len(data) + 1), 2))
    kind = chance.randrange(5)
    if kind == 0:
        at = min(at, len(data) - 1)
        return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
    if kind == 1:
        return data[:at] + bytes([chance.randrange(256)]) + data[at:]
    if kind == 2:
        return data[:at] + data[end:]
    if kind == 3:
        return data[:end] + data[at:]
    middle = (at + end) // 2
    return data[:at] + data[middle:end] + data[at:middle] + data[end:]


def _values_changed(data: bytes, chance: random.Random) -> bytes:
    """One value of the JSON is another, as one who knows the format would forge it."""
    proof = json.loads(data)
    holder, key = _somewhere(proof, chance)
    old = holder[key]
    others = [None, True, False, 0, 1, -1, "", "0" * 64, [], {}, 2**53]
    if isinstance(old, int):
        others += [old + 1, old - 1, old * 2]
    if isinstance(old, str):
        others += [old.upper(), f"{old} ", old[1:], old[::-1], f"{old}0", old.replace("1", "2", 1)]
    if isinstance(old, list):
        others += [old[1:], [*old, *old[:1]], old[::-1]]
    if isinstance(old, dict):
        others += [{name: old[name] for name in list(old)[1:]}, old | {"more": None}]
    if chance.random() < 0.1 and isinstance(holder, dict):
        del holder[key]
    else:
        holder[key] = chance.choice(others)
    return _written(proof)


def _written(proof: object) -> bytes:
    return json.dumps(proof, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _somewhere(value: object, chance: random.Random) -> tuple[dict[object, object], object]:
    """A place in the JSON: what holds it, and the name or number under which it is held."""
    found: list[tuple[dict[object, object], object]] = []
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        names = list(inner) if isinstance(inner, dict) else range(len(inner)) if isinstance(inner, list) else ()
        for name in names:
            found.append((inner, name))  # type: ignore[arg-type]
            waiting.append(inner[name])  # type: ignore[index]
    return chance.choice(found)


def _less(data: bytes, changed: bytes) -> bool:
    """Whether a file only says less than before: fewer fields disclosed, or the entry alone without what it binds."""
    try:
        before, after = json.loads(data), json.loads(changed)
        if _written(after) != changed:
            return False
        fewer = [(before, after)]
        if "row" in after:
            fewer.append((before["row"], after["row"]))
        for more, less in fewer:
            if not less["disclosed"].items() <= more["disclosed"].items():
                return False
            more["disclosed"] = less["disclosed"]
        return bool(before == after or {name: before[name] for name in after} == after)
    except (ValueError, AttributeError, RecursionError, KeyError, TypeError):
        return False


def _ours(data: bytes) -> bool:
    try:
        verify_proof(data)
    except RecordError:
        return False
    return True


def _theirs(module: ModuleType, data: bytes) -> bool:
    try:
        with redirect_stdout(io.StringIO()):
            module.check(data, "", [])
    except Exception:  # noqa: BLE001 - as it does itself
        return False
    return True


@pytest.mark.parametrize("form", ["entry", "closed", "bulletin", "figure", "words", "nothing", "row"])
def test_no_changed_file_is_accepted(proofs: dict[str, bytes], form: str) -> None:
    data, chance = proofs[form], random.Random(form)
    assert _ours(data)
    for n in range(_MUTATIONS):
        changed = (_bytes_changed if n % 2 else _values_changed)(data, chance)
        if changed != data and not _less(data, changed):
            assert not _ours(changed), changed


@pytest.mark.parametrize("form", ["bulletin", "figure", "row"])
def test_the_independent_program_says_the_same(proofs: dict[str, bytes], independent: ModuleType, form: str) -> None:
    data, chance = proofs[form], random.Random(f"{form} again")
    for n in range(_COMPARED):
        changed = data if n == 0 else (_bytes_changed if n % 2 else _values_changed)(data, chance)
        assert _theirs(independent, changed) == _ours(changed), changed


@pytest.mark.parametrize("form", ["entry", "closed", "bulletin", "figure", "words", "nothing", "row"])
def test_the_independent_program_runs_alone(proofs: dict[str, bytes], form: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(proofs[form])
    bad.write_bytes(proofs[form].replace(b'"index":', b'"index":1', 1))
    run = [sys.executable, "-I", "-S", str(_INDEPENDENT)]
    held = subprocess.run([*run, good, PINNED.log.text], capture_output=True, text=True, check=False)
    assert held.returncode == 0, held.stderr
    assert "HOLDS" in held.stdout
    assert "truceline/test, the record: a key you gave" in held.stdout
    for arguments in ([bad], [good, "/no/such"], [good, "truceline/test+00000000+AA=="]):
        refused = subprocess.run([*run, *arguments], capture_output=True, text=True, check=False)
        assert refused.returncode == 1
        assert "DOES NOT HOLD" in refused.stderr


def test_the_independent_program_is_no_longer_than_it_says() -> None:
    text = _INDEPENDENT.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 100
    assert "truceline." not in text.replace("truceline.proof", "")
