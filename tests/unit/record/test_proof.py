from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from tests.proof_files import BULLETIN, KEYS, LOG, ORIGIN, PINNED, Signed, samples, secret, table

from truceline.mission.proofs import entry_proof, figure_proof
from truceline.model.errors import RecordError
from truceline.ports import Signer
from truceline.record.leaf import Opening, commitment
from truceline.record.note import Note, key_of, parse, sign, write
from truceline.record.proof import FORMAT, Pinned, Proof, RowPart, proof_schema, read_proof, verify_proof, write_proof
from truceline.record.table_tree import erased, opened, row_hash
from truceline.stores.keyring import KeySigner, published_signer

replace = msgspec.structs.replace


@pytest.fixture
def signed(tmp_path: Path) -> Signed:
    made = Signed(tmp_path)
    made.cosign("neutral", "vardenia")
    return made


@pytest.mark.parametrize("pinned", [None, PINNED])
def test_every_form_of_proof_holds(tmp_path: Path, pinned: Pinned | None) -> None:
    for data in samples(tmp_path).values():
        shown = verify_proof(data, pinned)
        assert shown.checkpoint.origin == ORIGIN
        assert shown.checkpoint.size == 10
        assert shown.pinned is (pinned is not None)


def test_a_figure_is_shown_with_its_place(signed: Signed) -> None:
    shown = verify_proof(write_proof(signed.figure("/counts/0/value_low")))
    assert shown.figure is not None
    assert (shown.figure.pointer, shown.figure.value) == ("/counts/0/value_low", 3)
    assert shown.leaf.type == "release"
    assert shown.bulletin is None


def test_a_whole_bulletin_is_shown(signed: Signed) -> None:
    shown = verify_proof(write_proof(signed.bulletin()))
    assert shown.figures == 9
    assert shown.bulletin == BULLETIN


def test_a_row_shows_the_fields_laid_open_and_no_other(signed: Signed) -> None:
    data = write_proof(signed.row(2, "name"))
    shown = verify_proof(data).row
    assert shown is not None
    assert (shown.table, shown.row, shown.rows, shown.fields) == ("incidents", 2, 5, {"name": "inc_2"})
    closed = opened(table(), secret(), 2).openings["place"]
    assert closed.salt not in data.decode()
    assert secret().seeds.seeds[0].seed not in data.decode()


def test_an_entry_is_shown_with_its_number_its_type_and_the_fields_laid_open(signed: Signed) -> None:
    shown = verify_proof(write_proof(signed.entry(7, "n")))
    assert (shown.index, shown.leaf.seq, shown.leaf.type, shown.fields) == (7, 8, "receipt", {"n": 1})
    assert verify_proof(write_proof(signed.entry(8))).fields == {}


def _one_row(signed: Signed, fields: tuple[str, ...], commits: tuple[str, ...]) -> Proof:
    """A table of one row, in an entry of the record itself, that gives its fields these names."""
    body = {"table": "incidents", "rows": 1, "fields": fields, "root": row_hash(commits).hex()}
    index = signed.record.append([("incident", body)])[0].index
    signed.record.sign(published_signer(ORIGIN))
    return replace(signed.entry(index, "table", "rows", "fields", "root"), row=RowPart(0, commits, (), {}))


def test_a_row_has_each_field_of_its_table_once(signed: Signed) -> None:
    one, other = commitment("name", Opening("0" * 32, 1)), commitment("name", Opening("1" * 32, 2))
    assert verify_proof(write_proof(_one_row(signed, ("name", "place"), (one, other)))).row is not None
    for fields in (("name", "name"), ("name",), ("name", "place", "more"), ()):
        with pytest.raises(RecordError, match="its row has other fields than its table"):
            verify_proof(write_proof(_one_row(signed, fields, (one, other))))


def test_the_schema_of_the_file_is_json_schema_and_names_every_part() -> None:
    schema = msgspec.json.decode(proof_schema())
    assert proof_schema() == msgspec.json.encode(schema, order="sorted")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == FORMAT
    assert schema["$ref"] == "#/$defs/Proof"
    proof = schema["$defs"]["Proof"]
    assert set(proof["properties"]) == set(Proof.__struct_fields__)
    assert proof["additionalProperties"] is False
    assert proof["properties"]["row"]["anyOf"][0] == {"$ref": "#/$defs/RowPart"}
    assert schema["$defs"]["FigurePart"]["properties"]["value"] == {"description": "any value without a fraction"}


def test_signers_are_told_with_their_times(signed: Signed) -> None:
    shown = verify_proof(write_proof(signed.entry(3)), PINNED)
    assert [(one.key.name, one.time_s) for one in shown.signed_by] == [
        (ORIGIN, None),
        ("witness.neutral", 1_767_830_400),
        ("witness.vardenia", 1_767_830_401),
    ]


def test_a_witness_that_is_not_pinned_is_not_told(signed: Signed) -> None:
    shown = verify_proof(write_proof(signed.entry(3)), Pinned(LOG, PINNED.witnesses[:1]))
    assert [one.key.name for one in shown.signed_by] == [ORIGIN]


def test_another_key_of_the_record_is_refused(signed: Signed) -> None:
    with pytest.raises(RecordError):
        verify_proof(write_proof(signed.entry(3)), Pinned(key_of(published_signer("truceline/other"))))


def _signed_by(proof: Proof, *signers: Signer) -> bytes:
    """The proof with the same checkpoint, signed by these instead."""
    text = parse(proof.note.encode()).text
    note = write(Note(text, tuple(sign(text, signer) for signer in signers))).decode()
    return _bytes(replace(proof, note=note, keys=tuple(key_of(signer).text for signer in signers)))


def test_the_record_is_signed_by_one_key_that_bears_its_name(signed: Signed) -> None:
    own, twin, stranger = published_signer(ORIGIN), KeySigner(ORIGIN, bytes(32)), published_signer("someone")
    proof = signed.entry(3)
    assert verify_proof(_signed_by(proof, own)).signed_by
    for signers in ((stranger,), (own, twin), (twin, own), (own, stranger)):
        with pytest.raises(RecordError, match=r"own key did not sign it|neither the record nor a witness"):
            verify_proof(_signed_by(proof, *signers))


def test_a_pinned_witness_does_not_stand_in_for_the_pinned_log(signed: Signed) -> None:
    proof = signed.entry(3)
    own = _signed_by(proof, published_signer(ORIGIN))
    assert verify_proof(own, Pinned(LOG)).pinned
    for pinned in (
        Pinned(key_of(published_signer("someone")), (("neutral", LOG),)),
        Pinned(PINNED.witnesses[0][1], (("neutral", LOG),)),
    ):
        with pytest.raises(RecordError, match="own key did not sign it"):
            verify_proof(own, pinned)


def test_a_proof_is_as_large_as_the_limit_and_no_larger(signed: Signed, monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_proof(signed.entry(3))
    monkeypatch.setattr("truceline.record.proof.MAX_PROOF_BYTES", len(data))
    assert verify_proof(data).index == 3
    monkeypatch.setattr("truceline.record.proof.MAX_PROOF_BYTES", len(data) - 1)
    with pytest.raises(RecordError, match="more than"):
        verify_proof(data)


def test_a_proof_with_more_values_than_any_bulletin_is_not_looked_into(
    signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty megabytes of zeros took 70 s and 9 GB to be refused; anybody can sign them with a key of theirs."""
    data = write_proof(signed.bulletin())
    monkeypatch.setattr("truceline.record.proof.MAX_COMMAS", data.count(b","))
    assert verify_proof(data).figures is not None
    monkeypatch.setattr("truceline.record.proof.MAX_COMMAS", data.count(b",") - 1)
    with pytest.raises(RecordError, match="values"):
        verify_proof(data)


def test_no_proof_before_a_checkpoint_covers_the_entry(signed: Signed) -> None:
    index = signed.record.append([("receipt", {"n": 99})])[0].index
    assert entry_proof(signed.record, KEYS, index, ()) is None
    assert entry_proof(signed.record, KEYS[1:], 0, ()) is None


def test_the_checkpoint_that_most_witnesses_signed_is_taken(signed: Signed) -> None:
    signed.record.append([("receipt", {"n": 99})])
    signed.record.sign(published_signer(ORIGIN))
    assert verify_proof(write_proof(signed.entry(0))).checkpoint.size == 10
    assert verify_proof(write_proof(signed.entry(10))).checkpoint.size == 11


def test_an_erased_row_and_an_erased_field_leave_other_proofs_valid(signed: Signed) -> None:
    before = [write_proof(signed.row(row, "name")) for row in range(5)]
    entry = write_proof(signed.entry(0, "n"))
    signed.record.erase(0, ["n"], by=["a", "b"], why="asked for")
    signed.record.erase(signed.table, ["secret"], by=["a", "b"], why="a row of it is destroyed")
    left = erased(table(), erased(table(), secret(), 1), 3, ["place"])
    for data in (*before, entry):
        verify_proof(data)
    assert set(opened(table(), left, 3).openings) == {"name"}
    with pytest.raises(KeyError):
        signed.entry(0, "n")


def _forged(signed: Signed) -> dict[str, Proof]:
    figure, row, bulletin = signed.figure("/night"), signed.row(2, "name"), signed.bulletin()
    assert figure.figure is not None
    assert row.row is not None
    other = signed.row(3, "name").row
    assert other is not None
    opening = Opening("0" * 32, 4)
    return {
        "another value": replace(figure, figure=replace(figure.figure, value=1)),
        "another place": replace(figure, figure=replace(figure.figure, pointer="/days")),
        "another index": replace(figure, figure=replace(figure.figure, index=0)),
        "a longer path": replace(figure, figure=replace(figure.figure, path=(*figure.figure.path, "0" * 64))),
        "no root for figures": replace(figure, disclosed={}),
        "a number more": replace(bulletin, bulletin=BULLETIN | {"more": 1}),
        "an empty list more": replace(bulletin, bulletin=BULLETIN | {"more": []}),
        "nothing in place of an empty list": replace(bulletin, bulletin=BULLETIN | {"days": None}),
        "a float": replace(bulletin, bulletin=BULLETIN | {"night": -1.0}),
        "a field that was not committed": replace(figure, disclosed=figure.disclosed | {"n": opening}),
        "another salt": replace(figure, disclosed={"figures": replace(figure.disclosed["figures"], salt="0" * 32)}),
        "another entry": replace(figure, index=figure.index + 1),
        "another leaf": replace(figure, leaf=signed.entry(0).leaf),
        "the commitments of another row": replace(row, row=replace(row.row, commits=other.commits)),
        "another number of the row": replace(row, row=replace(row.row, row=3)),
        "the field of another row": replace(row, row=replace(row.row, disclosed=other.disclosed)),
        "a commitment less": replace(row, row=replace(row.row, commits=row.row.commits[:1])),
        "a row of what is no table": replace(row, disclosed={}),
        "no signature": replace(figure, note=figure.note[: figure.note.index("\n\n") + 2]),
        "a key too many": replace(figure, keys=(*figure.keys, key_of(published_signer("x")).text)),
        "a key too few": replace(figure, keys=figure.keys[1:]),
        "a key twice": replace(figure, keys=(*figure.keys, figure.keys[0])),
        "another size": replace(figure, note=figure.note.replace("\n10\n", "\n11\n", 1)),
        "another format": replace(figure, format="truceline-proof/2"),
    }


def test_what_was_forged_is_refused(signed: Signed) -> None:
    for what, proof in _forged(signed).items():
        for pinned in (None, PINNED):
            with pytest.raises((RecordError, ValueError)):
                verify_proof(_bytes(proof), pinned)
                pytest.fail(f"{what} was accepted")


def _bytes(proof: Proof) -> bytes:
    return msgspec.json.encode(proof, order="sorted") + b"\n"


@pytest.mark.parametrize(
    ("found", "changed"),
    [(b"{", b"{ "), (b"}\n", b"}"), (b"}\n", b"}\n\n"), (b'{"disclosed"', b'{"a":1,"disclosed"'), (b"{", b"\xff{")],
)
def test_bytes_that_we_would_not_have_written_are_refused(signed: Signed, found: bytes, changed: bytes) -> None:
    data = write_proof(signed.figure("/night"))
    with pytest.raises(RecordError, match="does not hold"):
        read_proof(data.replace(found, changed, 1))


def test_a_record_that_only_a_witness_signed_is_refused(signed: Signed) -> None:
    proof = signed.figure("/night")
    text, _, lines = proof.note.rpartition("\n\n")
    without = "\n".join(line for line in lines.split("\n") if ORIGIN not in line)
    with pytest.raises(RecordError):
        verify_proof(_bytes(replace(proof, note=f"{text}\n\n{without}", keys=proof.keys[1:])))


def test_a_figure_that_is_not_there_is_told(signed: Signed) -> None:
    with pytest.raises(RecordError, match="no figure at"):
        figure_proof(signed.bulletin(), "/counts")
