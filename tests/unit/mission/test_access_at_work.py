"""Who asks, what is entered, what is refused: positions, exports, permissions and keys in one small mission."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from truceline.mission.asking import Asker, RefusedError, access_lines, asker, people
from truceline.mission.copies import CLASS_OF, refuse_own_copies, take, whose_copy
from truceline.mission.export import TABLES
from truceline.mission.folder import Mission, open_mission
from truceline.mission.formats import write_table
from truceline.mission.guarded_csv import read_guarded
from truceline.mission.locks import is_locked
from truceline.mission.opened import opened
from truceline.mission.positions import Question, Removed, add, ask, remove
from truceline.mission.signed import NotSigned
from truceline.mission.statements import enter, propose
from truceline.mission.turning import destroy_old, reseal, rotate, share
from truceline.mission.turning import take as key_for
from truceline.model.errors import InputError, MissionError, RecordError, UsageError
from truceline.model.monitors import Identity, Post, Shift
from truceline.model.tables import EFFORT, OBSERVATIONS
from truceline.record.note import Note, key_of, sign, write
from truceline.record.people import Person, found_text
from truceline.record.statement import What
from truceline.stores.age import recipient_of
from truceline.stores.clock import FixedClock
from truceline.stores.key_file import NoKeyError
from truceline.stores.keyring import load_or_make, secret_of
from truceline.stores.positions import PositionStore
from truceline.stores.sqlite import SqliteRecord

CLOCK = FixedClock(1_770_000_000)
WHY = "relief of post 7 after the shelling"
ROLES = {"anna": "chair", "bert": "side_a", "clara": "side_b", "dan": "analyst", "olga": "operator", "aude": "auditor"}


class House:
    """A mission with its record open, and the keys of six people."""

    def __init__(self, mission: Mission, record: SqliteRecord, keys: Path) -> None:
        self.mission, self.record = mission, record
        self.signers = {name: load_or_make(keys, name) for name in ROLES}

    def enter(self, what: What, about: dict[str, str], *by: str) -> None:
        text = propose(self.record, what, about).text
        enter(self.record, write(Note(text, tuple(sign(text, self.signers[name]) for name in by))))

    def give_roles(self) -> None:
        founders = [Person(n, ROLES[n], key_of(self.signers[n])) for n in ("anna", "bert", "clara")]  # type: ignore[arg-type]
        self.enter("found", found_text(founders), "anna", "bert", "clara")
        for name in ("dan", "olga", "aude"):
            about = {"person": name, "role": ROLES[name], "key": key_of(self.signers[name]).text}
            self.enter("grant", about, "anna", "bert")

    def who(self, name: str) -> Asker:
        return asker(self.mission, self.record, name)

    def take(self, name: str, table: str = "observations", rows: int = 100) -> pa.Table:
        data = _rows(rows) if table == "observations" else EFFORT.empty_table()
        return take(self.mission, self.record, self.who(name), table, data, "a map", CLOCK)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("TRUCELINE_AS", raising=False)
    folder = tmp_path / "north"
    folder.mkdir()
    settings = '[mission]\nname = "North"\n[policy]\nexport_rows = 250\nexport_window_h = 24\ncanaries = 3\n'
    (folder / "mission.toml").write_text(settings)
    mission = open_mission(folder)
    with opened(mission) as record:
        yield House(mission, record, tmp_path / "keys")


def _rows(n: int) -> pa.Table:
    plain = {pa.string(): "x", pa.int64(): 0, pa.int32(): 0}
    rows = [
        {f.name: plain[f.type] for f in OBSERVATIONS}
        | {
            "observation_id": f"obs_{hashlib.sha256(b'%d' % i).hexdigest()[:24]}",
            "lat_e6": 49_000_000 + i * 7_919 % 900_000,
            "lon_e6": 36_000_000 + i * 104_729 % 900_000,
            "start_s": 1_769_000_000 + i * 3_540,
            "end_s": 1_769_000_600 + i * 3_540,
            "record": i + 2,
        }
        for i in range(n)
    ]
    return pa.Table.from_pylist(sorted(rows, key=lambda r: str(r["observation_id"])), OBSERVATIONS)


def test_without_roles_the_person_at_the_keyboard_is_all_of_them_and_looks_are_entered(house: House) -> None:
    me = asker(house.mission, house.record, None)
    assert me.role == "keyboard"
    assert add(house.mission, house.record, me, "posts", [Post("P7", 49_990_000, 36_230_000)], CLOCK) == 1
    assert ask(house.mission, house.record, me, Question("posts"), WHY, CLOCK) == (Post("P7", 49_990_000, 36_230_000),)
    assert [(line.action, line.rows, line.allowed) for line in access_lines(house.record)] == [
        ("add", 1, True),
        ("read", 1, True),
    ]
    table = _rows(1_000)
    assert take(house.mission, house.record, me, "observations", table, "", CLOCK) is table
    assert len(access_lines(house.record)) == 2


@pytest.mark.parametrize("purpose", ["", "   ", "because"])
def test_nothing_is_shown_without_a_purpose(house: House, purpose: str) -> None:
    me = asker(house.mission, house.record, None)
    with pytest.raises(UsageError, match="no purpose"):
        ask(house.mission, house.record, me, Question("posts"), purpose, CLOCK)


def test_a_question_finds_its_rows(house: House) -> None:
    me = asker(house.mission, house.record, None)
    shifts = [Shift("P7", 0, 100, "heron"), Shift("P7", 100, 200, "crane"), Shift("P8", 0, 200, "heron")]
    add(house.mission, house.record, me, "shifts", shifts, CLOCK)
    assert add(house.mission, house.record, me, "shifts", shifts, CLOCK) == 0
    for question, found in (
        (Question("shifts", at_s=100), [shifts[1], shifts[2]]),
        (Question("shifts", post="P7"), shifts[:2]),
        (Question("shifts", person="heron", at_s=0), [shifts[0], shifts[2]]),
        (Question("shifts", at_s=200), []),
    ):
        assert list(ask(house.mission, house.record, me, question, WHY, CLOCK)) == found


def test_the_files_show_nothing_and_each_table_needs_its_own_key(house: House, tmp_path: Path) -> None:
    me = asker(house.mission, house.record, None)
    person = Identity("heron", "witness", "Jane Roe", "+1 555 0100")
    add(house.mission, house.record, me, "identities", [person], CLOCK)
    add(house.mission, house.record, me, "posts", [Post("bridge-north", 49_990_000, 36_230_000)], CLOCK)
    for path in house.mission.folder.rglob("*"):
        if path.is_file():
            assert not any(word in path.read_bytes() for word in (b"Jane", b"555 0100", b"bridge-north")), path
    next(tmp_path.rglob("content-identity-1.key")).unlink()
    with pytest.raises(NoKeyError, match="identity"):
        ask(house.mission, house.record, me, Question("identities"), WHY, CLOCK)
    assert len(ask(house.mission, house.record, me, Question("posts"), WHY, CLOCK)) == 1


def test_once_roles_are_given_whoever_asks_shows_their_key(house: House, tmp_path: Path) -> None:
    house.give_roles()
    assert {p.name: p.role for p in people(house.record)} == ROLES
    with pytest.raises(UsageError, match="nobody says who"):
        asker(house.mission, house.record, None)
    with pytest.raises(RecordError, match="holds no role"):
        house.who("eve")
    (tmp_path / "keys" / "dan" / "signing.key").unlink()
    with pytest.raises(MissionError, match="not on this machine"):
        house.who("dan")
    load_or_make(tmp_path / "keys", "dan")
    with pytest.raises(MissionError, match="not the one of the grant"):
        house.who("dan")


def test_each_role_gets_what_the_table_says_and_refusals_are_entered(house: House) -> None:
    house.give_roles()
    dan = house.who("dan")
    add(house.mission, house.record, dan, "posts", [Post("P7", 1, 2)], CLOCK)
    assert ask(house.mission, house.record, dan, Question("posts"), WHY, CLOCK)
    for name in ("bert", "clara", "olga", "aude"):
        with pytest.raises(RefusedError):
            ask(house.mission, house.record, house.who(name), Question("posts"), WHY, CLOCK)
        with pytest.raises(RefusedError):
            house.take(name)
    refused = [(line.who, line.action) for line in access_lines(house.record) if not line.allowed]
    assert refused == [(n, a) for n in ("bert", "clara", "olga", "aude") for a in ("read", "export")]


def test_both_sides_are_refused_in_the_same_words(house: House) -> None:
    house.give_roles()
    words = []
    for name, role in (("bert", "side_a"), ("clara", "side_b")):
        with pytest.raises(RefusedError) as refused:
            house.take(name)
        words.append(str(refused.value).replace(name, "NAME").replace(role, "ROLE"))
    assert words[0] == words[1]


def test_beyond_the_threshold_a_second_person_signs_for_one_export(house: House) -> None:
    house.give_roles()
    assert house.take("dan").num_rows == 103
    assert house.take("dan").num_rows == 103
    with pytest.raises(RefusedError, match="more than the 250"):
        house.take("dan")
    about = {"person": "dan", "table": "observations", "rows": "100"}
    for by in (("dan",), ("bert", "clara"), ("dan", "olga"), ("dan", "aude")):
        with pytest.raises(RecordError, match="second person from another office"):
            house.enter("allow", about, *by)
    house.enter("allow", about, "dan", "clara")
    with pytest.raises(RefusedError):
        house.take("dan", rows=101)  # it was for a hundred
    assert house.take("dan").num_rows == 103
    with pytest.raises(RefusedError):
        house.take("dan")  # and for once
    assert [line.permission for line in access_lines(house.record) if line.allowed] == [0, 0, 1]


def test_the_window_moves_on(house: House) -> None:
    house.give_roles()
    house.take("dan", rows=250)
    later = FixedClock(CLOCK.now_s() + 24 * 3_600)
    table = take(house.mission, house.record, house.who("dan"), "observations", _rows(250), "", later)
    assert table.num_rows == 253


def test_every_table_that_can_be_exported_has_a_class() -> None:
    assert set(CLASS_OF) == set(TABLES)


def test_no_copy_says_where_monitors_stood(house: House) -> None:
    house.give_roles()
    row = {f.name: {pa.string(): "x", pa.int64(): 0, pa.int32(): 7, pa.bool_(): True}[f.type] for f in EFFORT}
    effort = pa.Table.from_pylist([row], EFFORT)
    copy = take(house.mission, house.record, house.who("dan"), "effort", effort, "", CLOCK).to_pylist()[0]
    assert (copy["lat_e6"], copy["lon_e6"], copy["range_m"]) == (None, None, None)
    assert copy["watcher"] == "x"


def test_a_leaked_copy_names_its_holder(house: House) -> None:
    house.give_roles()
    about = {"person": "eve", "role": "analyst", "key": key_of(load_or_make(_keys(house), "eve")).text}
    house.enter("grant", about, "anna", "bert")
    first, again = house.take("dan"), house.take("dan")
    assert first.equals(again)
    eve = take(house.mission, house.record, house.who("eve"), "observations", _rows(100), "", CLOCK)
    ids = set(_rows(100)["observation_id"].to_pylist())
    assert not (set(first["observation_id"].to_pylist()) - ids) & (set(eve["observation_id"].to_pylist()) - ids)
    (holder,) = whose_copy(house.mission, house.record, map(str, eve.to_pylist()))
    assert (holder.who, holder.found, holder.of) == ("eve", 3, 3)
    assert whose_copy(house.mission, house.record, map(str, _rows(100).to_pylist())) == ()


def test_planted_rows_can_be_told_only_with_their_key(house: House, tmp_path: Path) -> None:
    house.give_roles()
    ids = set(_rows(100)["observation_id"].to_pylist())
    planted = set(house.take("dan")["observation_id"].to_pylist()) - ids
    for path in house.mission.folder.rglob("*"):
        if path.is_file():
            assert not any(one.encode() in path.read_bytes() for one in planted), path
    next(tmp_path.rglob("content-canaries-1.key")).unlink()
    with pytest.raises(NoKeyError, match="canaries"):
        whose_copy(house.mission, house.record, ["x"])


def _gone(house: House, question: Question, signed: bytes | None) -> Removed | NotSigned:
    return remove(house.mission, house.record, house.who("dan"), question, WHY, signed=signed, clock=CLOCK)


def test_positions_go_for_good_when_two_have_signed(house: House) -> None:
    house.give_roles()
    dan = house.who("dan")
    add(house.mission, house.record, dan, "posts", [Post("P7", 1, 2), Post("P8", 3, 4)], CLOCK)
    add(house.mission, house.record, dan, "shifts", [Shift("P7", 0, 9, "heron"), Shift("P8", 0, 9, "owl")], CLOCK)
    seven = Question("posts", post="P7")
    wanted = _gone(house, seven, None)
    assert isinstance(wanted, NotSigned)
    one, two = (
        write(Note(wanted.statement.text, tuple(sign(wanted.statement.text, house.signers[n]) for n in names)))
        for names in (("dan",), ("dan", "anna"))
    )
    with pytest.raises(RecordError, match="two people of different offices"):
        _gone(house, seven, one)
    with pytest.raises(RecordError, match="about something else"):
        _gone(house, Question("posts", post="P8"), two)
    assert len(ask(house.mission, house.record, dan, Question("posts"), WHY, CLOCK)) == 2
    assert _gone(house, seven, two) == Removed(1, ("anna", "dan"))
    assert ask(house.mission, house.record, dan, Question("posts"), WHY, CLOCK) == (Post("P8", 3, 4),)
    assert len(ask(house.mission, house.record, dan, Question("shifts"), WHY, CLOCK)) == 2
    add(house.mission, house.record, dan, "posts", [Post("P7", 1, 2)], CLOCK)
    with pytest.raises(RecordError, match="used before"):
        _gone(house, seven, two)
    entered = [line for line in access_lines(house.record) if line.action == "erase"]
    assert [(line.who, line.table, line.question, line.rows, line.allowed) for line in entered] == [
        ("dan", "posts", "post P7", 1, True)
    ]


def test_a_removal_that_was_killed_is_finished_by_the_next(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    dan = house.who("dan")
    add(house.mission, house.record, dan, "posts", [Post("P7", 1, 2), Post("P8", 3, 4)], CLOCK)
    real = PositionStore.remove
    monkeypatch.setattr(PositionStore, "remove", lambda store, names: 1 / 0 if any(True for _ in names) else 0)
    with pytest.raises(ZeroDivisionError):
        _gone(house, Question("posts", post="P7"), None)
    monkeypatch.setattr(PositionStore, "remove", real)
    assert _gone(house, Question("posts", post="P7"), None) == Removed(1, ("dan",))
    assert ask(house.mission, house.record, dan, Question("posts"), WHY, CLOCK) == (Post("P8", 3, 4),)
    with pytest.raises(UsageError, match="no row of posts"):
        _gone(house, Question("posts", post="P7"), None)


def test_only_whom_the_table_lets_removes_positions_and_what_does_not_narrow_is_refused(house: House) -> None:
    house.give_roles()
    dan = house.who("dan")
    add(house.mission, house.record, dan, "identities", [Identity("heron", "observer", "Jane Roe")], CLOCK)
    for name in ("bert", "clara", "olga", "aude"):
        with pytest.raises(RefusedError, match="may not erase identity"):
            remove(house.mission, house.record, house.who(name), Question("identities"), WHY, signed=None, clock=CLOCK)
    for question in (Question("identities", post="P7"), Question("posts", at_s=3), Question("posts", person="heron")):
        with pytest.raises(UsageError, match="have no"):
            _gone(house, question, None)
        with pytest.raises(UsageError, match="have no"):
            ask(house.mission, house.record, dan, question, WHY, CLOCK)


def test_a_key_turns_with_two_signatures_and_nothing_is_lost(house: House, tmp_path: Path) -> None:
    house.give_roles()
    anna = house.who("anna")
    person = Identity("heron", "observer", "Jane Roe")
    add(house.mission, house.record, anna, "identities", [person], CLOCK)
    add(house.mission, house.record, anna, "posts", [Post("P7", 1, 2)], CLOCK)
    with pytest.raises(RecordError, match="two people"):
        rotate(house.mission, house.record, anna, "identity", CLOCK, None)
    text = propose(house.record, "keys", {"purpose": "identity"}).text
    one, two = (
        write(Note(text, tuple(sign(text, house.signers[n]) for n in names)))
        for names in (("anna",), ("anna", "clara"))
    )
    with pytest.raises(RecordError, match="two people of different offices"):
        rotate(house.mission, house.record, anna, "identity", CLOCK, one)
    with pytest.raises(RecordError, match="about something else"):
        rotate(house.mission, house.record, anna, "positions", CLOCK, two)
    assert rotate(house.mission, house.record, anna, "identity", CLOCK, two).generation == 2
    with pytest.raises(RecordError, match="used before"):
        rotate(house.mission, house.record, anna, "identity", CLOCK, two)
    assert reseal(house.mission, house.record, CLOCK) == 2
    assert len(destroy_old(house.mission, house.record, CLOCK)) == 1
    assert sorted(p.name for p in tmp_path.rglob("content-identity-*")) == ["content-identity-2.key"]
    assert ask(house.mission, house.record, anna, Question("identities"), WHY, CLOCK) == (person,)
    assert not is_locked(house.mission)


def test_a_key_is_given_to_one_person_and_opens_for_them_alone(house: House, tmp_path: Path) -> None:
    house.give_roles()
    anna = house.who("anna")
    add(house.mission, house.record, anna, "posts", [Post("P7", 1, 2)], CLOCK)
    others = tmp_path / "dans-keys"
    to, third = (recipient_of(secret_of(others, name, "opening").secret) for name in ("dan", "eve"))
    text = propose(house.record, "keys", {"purpose": "positions", "to": to}).text
    signed = write(Note(text, tuple(sign(text, house.signers[n]) for n in ("anna", "bert"))))
    with pytest.raises(RecordError, match="about something else"):
        share(house.mission, house.record, anna, "positions", third, CLOCK, signed)
    with pytest.raises(RecordError, match="two people"):
        share(house.mission, house.record, anna, "positions", to, CLOCK, None)
    (tmp_path / "key.age").write_bytes(share(house.mission, house.record, anna, "positions", to, CLOCK, signed))
    with pytest.raises(InputError, match="not to yours"):
        key_for(tmp_path / "key.age", "eve", others)
    taken = key_for(tmp_path / "key.age", "dan", others)
    assert taken.read_bytes() == next((tmp_path / "keys").rglob("content-positions-1.key")).read_bytes()


def test_the_missions_own_copies_are_no_evidence(house: House, tmp_path: Path) -> None:
    house.give_roles()
    write_table(house.take("dan"), tmp_path / "copy.csv")
    write_table(_rows(100), tmp_path / "clean.csv")
    refuse_own_copies(house.mission, house.record, [tmp_path / "clean.csv"])
    with pytest.raises(InputError, match="copy of the mission's own tables"):
        refuse_own_copies(house.mission, house.record, [tmp_path])


def test_rows_that_cannot_be_are_told_with_their_line() -> None:
    data = b"post,lat,lon\nP7,49.99,36.23\nP8,99,36\n,1,2\nP9,x,2\n"
    rows, notes = read_guarded(data, "posts", "UTC", "posts.csv")
    assert rows == (Post("P7", 49_990_000, 36_230_000),)
    assert [note.line for note in notes] == [3, 4, 5]
    shifts, notes = read_guarded(
        b"post,start,end,person\nP7,2026-03-04T08:00,2026-03-04T07:00,x\n", "shifts", "UTC", "s"
    )
    assert not shifts and "ends before" in notes[0].found
    with pytest.raises(InputError, match="no column person"):
        read_guarded(b"post,start,end\n", "shifts", "UTC", "s")


def test_the_folder_of_keys_may_not_lie_in_the_mission(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(house.mission.folder / "keys"))
    me = Asker("me", "keyboard")
    with pytest.raises(MissionError, match="inside the mission"):
        add(house.mission, house.record, me, "posts", [Post("P7", 1, 2)], CLOCK)


def _keys(house: House) -> Path:
    return house.mission.folder.parent / "keys"
