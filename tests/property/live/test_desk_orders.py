"""Whatever comes, in whatever order and batches, the view is that of a full run."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest
from tests.live_mission import assert_shown, full, made, report, text

from truceline.derive.agreeing import agreeing
from truceline.live import desk as module
from truceline.live.desk import Desk
from truceline.mission.locks import lock_record
from truceline.mission.opened import opened
from truceline.mission.ruling_lines import RulingLine
from truceline.mission.rulings import text_rulings
from truceline.mission.stores import record_of, view_of
from truceline.mission.submit import Submissions
from truceline.mission.work import work
from truceline.model.errors import InputError
from truceline.stores.clock import SystemClock
from truceline.stores.record import Record
from truceline.stores.silence import SilentProgress


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))


def settled(desk: Desk) -> None:
    while desk.step():
        pass


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_any_batches_give_what_a_full_run_gives(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(seed)
    monkeypatch.setattr(module, "STEP", draw.choice((1, 3, 200)))
    mission = made(tmp_path / "river")
    record = record_of(mission)
    lock_record(mission, record)
    submissions = Submissions(mission, record, SystemClock())
    sent = [(report(draw, n), "r.json", "patrol") for n in range(24)]
    sent += [(text(draw), "t.txt", None) for _ in range(4)]
    sent += [(data.replace(b'"p-0"', b'"p-1"'), "r.json", "patrol") for data, *_ in sent[:3]]
    draw.shuffle(sent)
    desk = Desk(mission.folder, record, view_of)
    view = view_of(mission, read_only=False)
    while sent:
        for _ in range(min(len(sent), draw.choice((1, 2, 6, 12)))):
            data, name, connector = sent.pop()
            submissions.submit(data, name, connector=connector)
        ids = view.table("observations")["observation_id"].to_pylist()
        if len(ids) > 2 and draw.random() < 0.5:
            a, b = sorted(draw.sample(ids, 2))
            verdict = draw.choice(("same", "apart", "withdrawn"))
            if not any((line.a, line.b) != (a, b) for line in _ruled(record)):
                record.append([("ruling", RulingLine(a, b, verdict, "R", "seen", 1))])
        _rule_on_texts(draw, record, desk)
        if draw.random() < 0.2:  # another process goes on
            desk.close()
            desk = Desk(mission.folder, record, view_of)
        settled(desk)
        assert view.as_of() == record.size()
        assert desk._state is not None
        if draw.random() < 0.4 or not sent:
            assert_shown(view, full(mission, record, desk._state.learned))
    _run_anew(mission, record, desk, view)


def _rule_on_texts(draw: random.Random, record: Record, desk: Desk) -> None:
    """Somebody says of two texts at hand that they go back to one origin, or to two, or takes that back."""
    state = desk._state
    items = sorted({document.item_id for document in state._texts}) if state is not None else []
    if len(items) < 2 or draw.random() < 0.3:
        return
    a, b = sorted(draw.sample(items, 2))
    line = RulingLine(a, b, draw.choice(("one_origin", "two_origins", "undetermined", "withdrawn")), "R", "read", 1)
    with contextlib.suppress(InputError):  # it contradicts what was said before: the server would refuse it too
        agreeing(text_rulings((*_ruled(record), line)))
        record.append([("ruling", line)])


def _ruled(record: object) -> list[RulingLine]:
    from truceline.mission.ruling_lines import ruling_lines

    return list(ruling_lines(record))  # type: ignore[arg-type]


def _run_anew(mission: object, record: object, desk: Desk, view: object) -> None:
    """After a full run the view is that run's, with nothing given."""
    with opened(mission) as held:  # type: ignore[arg-type]
        outcome = work(mission, held, None, SilentProgress())  # type: ignore[arg-type]
    settled(desk)
    assert view.table("incidents").equals(outcome.incidents)  # type: ignore[attr-defined]
    assert view.table("members").equals(outcome.members)  # type: ignore[attr-defined]
    assert view.table("findings").equals(outcome.findings)  # type: ignore[attr-defined]
    assert view.table("observations").equals(outcome.observations)  # type: ignore[attr-defined]
    assert view.table("effort").equals(outcome.effort)  # type: ignore[attr-defined]
