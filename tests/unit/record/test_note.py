from __future__ import annotations

import pytest

from truceline.model.errors import RecordError
from truceline.record import note as notes
from truceline.record.checkpoint import Checkpoint, open_checkpoint, read_text, sign_checkpoint
from truceline.stores.keyring import KeySigner, published_signer

LOG = published_signer("example.org/north")
SIDE_A = published_signer("example.org/side-a")
SIDE_B = published_signer("example.org/side-b")
TEXT = "example.org/north\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
LOG_KEY = notes.key_of(LOG)
A_KEY = notes.key_of(SIDE_A, notes.COSIGNATURE)
B_KEY = notes.key_of(SIDE_B, notes.COSIGNATURE)


def note(*lines: notes.SignatureLine) -> notes.Note:
    return notes.Note(TEXT, lines)


def test_unknown_keys_are_passed_over_even_with_the_name_or_the_hash_of_a_known_one() -> None:
    good = notes.sign(TEXT, LOG)
    strange_name = notes.SignatureLine("example.org/other", LOG_KEY.key_id, b"x" * 64)
    strange_hash = notes.SignatureLine(LOG_KEY.name, b"\0\0\0\0", b"x" * 64)
    assert notes.verify(note(strange_name, good, strange_hash), (LOG_KEY,)) == (notes.Verified(LOG_KEY),)
    with pytest.raises(notes.UnsignedNoteError):
        notes.verify(note(strange_name, strange_hash), (LOG_KEY,))


def test_one_bad_line_of_a_known_key_spoils_the_note_wherever_it_stands() -> None:
    good = notes.sign(TEXT, LOG)
    bad = notes.SignatureLine(LOG_KEY.name, LOG_KEY.key_id, bytes(64))
    for lines in ((good, bad), (bad, good)):
        with pytest.raises(notes.UnsignedNoteError):
            notes.verify(note(*lines), (LOG_KEY,))


def test_a_key_counts_once_however_often_it_signed_and_its_latest_time_counts() -> None:
    early, late = notes.cosign(TEXT, SIDE_A, 100), notes.cosign(TEXT, SIDE_A, 200)
    for lines in ((early, late, early), (late, early)):
        assert notes.verify(note(*lines), (A_KEY, B_KEY)) == (notes.Verified(A_KEY, 200),)


def test_a_cosignature_binds_its_time_and_the_text() -> None:
    line = notes.cosign(TEXT, SIDE_A, 1_700_000_000)
    later = notes.SignatureLine(line.name, line.key_id, (1_700_000_001).to_bytes(8, "big") + line.signature[8:])
    with pytest.raises(notes.UnsignedNoteError):
        notes.verify_line(TEXT, later, A_KEY)
    with pytest.raises(notes.UnsignedNoteError):
        notes.verify_line(TEXT.replace("\n3\n", "\n4\n"), line, A_KEY)


def test_a_witness_key_is_no_log_key_and_the_other_way_round() -> None:
    plain = notes.key_of(SIDE_A)
    assert plain.key_id != A_KEY.key_id
    line = notes.sign(TEXT, SIDE_A)
    with pytest.raises(notes.UnsignedNoteError):
        notes.verify_line(TEXT, notes.SignatureLine(line.name, A_KEY.key_id, line.signature), A_KEY)
    cosigned = notes.cosign(TEXT, SIDE_A, 5)
    with pytest.raises(notes.UnsignedNoteError):
        notes.verify_line(TEXT, notes.SignatureLine(line.name, plain.key_id, cosigned.signature), plain)


@pytest.mark.parametrize("time_s", [0, -1, 2**63])
def test_no_cosignature_at_an_impossible_time(time_s: int) -> None:
    with pytest.raises(ValueError, match="no time"):
        notes.cosign(TEXT, SIDE_A, time_s)


def test_a_cosignature_with_time_zero_or_beyond_the_clock_is_refused() -> None:
    for time_s in (0, 2**63):
        signed = SIDE_A.sign(f"cosignature/v1\ntime {time_s}\n{TEXT}".encode())
        line = notes.SignatureLine(A_KEY.name, A_KEY.key_id, time_s.to_bytes(8, "big") + signed)
        with pytest.raises(notes.UnsignedNoteError):
            notes.verify_line(TEXT, line, A_KEY)


def test_two_keys_that_a_line_could_mean_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twin = notes.VerifierKey(LOG_KEY.name, LOG_KEY.kind, SIDE_A.public)
    monkeypatch.setattr(notes.VerifierKey, "key_id", property(lambda _: b"same"))
    with pytest.raises(RecordError, match="two keys"):
        notes.verify(note(notes.sign(TEXT, LOG)), (LOG_KEY, twin))


def test_the_same_key_configured_twice_is_one() -> None:
    assert notes.verify(note(notes.sign(TEXT, LOG)), (LOG_KEY, LOG_KEY)) == (notes.Verified(LOG_KEY),)


def test_keys_that_fit_every_text_are_refused() -> None:
    field = 2**255 - 19
    for y in (0, 1, field - 1, field, field + 1):
        for sign_bit in (0, 2**255):
            public = (y + sign_bit).to_bytes(32, "little")
            with pytest.raises(RecordError, match="nobody made"):
                notes.parse_key(notes.VerifierKey("example.org/x", notes.SIGNATURE, public).text)


@pytest.mark.parametrize(
    "y",
    [
        2707385501144840649318225287225658788936804267575313519463743609750303402022,
        55188659117513257062467267217118295137698188065244968500265048394206261417927,
    ],
)
def test_the_four_keys_of_order_eight_are_refused_and_their_neighbours_are_not(y: int) -> None:
    for sign_bit in (0, 2**255):
        keys = [
            notes.VerifierKey("example.org/x", notes.SIGNATURE, (near + sign_bit).to_bytes(32, "little"))
            for near in (y - 1, y, y + 1)
        ]
        assert notes.parse_key(keys[0].text) == keys[0]
        with pytest.raises(RecordError, match="nobody made"):
            notes.parse_key(keys[1].text)
        assert notes.parse_key(keys[2].text) == keys[2]


def test_a_note_may_be_as_large_as_the_limit_and_have_as_many_signatures() -> None:
    good = notes.sign(TEXT, LOG)
    rest = notes.MAX_NOTE_BYTES - len(f"\n\n{good.text}".encode())
    for text in ("x" * rest + "\n", "é" * (rest // 2) + "x" * (rest % 2) + "\n"):
        data = f"{text}\n{good.text}".encode()
        assert len(data) == notes.MAX_NOTE_BYTES
        assert notes.parse(data) == notes.Note(text, (good,))
    many = tuple(notes.SignatureLine(f"example.org/{n}", b"\x01\x02\x03\x04", b"x") for n in range(100))
    assert notes.parse(notes.write(note(*many))) == note(*many)


def test_a_line_that_holds_no_more_than_the_hash_of_its_key_is_no_signature() -> None:
    with pytest.raises(notes.MalformedNoteError):
        notes.write(note(notes.SignatureLine("example.org/x", b"\x01\x02\x03\x04", b"")))


@pytest.mark.parametrize("time_s", [1, 2**63 - 1])
def test_the_first_and_the_last_second_are_times_of_a_cosignature(time_s: int) -> None:
    assert notes.verify_line(TEXT, notes.cosign(TEXT, SIDE_A, time_s), A_KEY) == notes.Verified(A_KEY, time_s)


@pytest.mark.parametrize(
    "text", ["AQ", "AQ=", "AR==", "AQ==\n", " AQ==", "A\nQ==", "AQ==AQ==", "-w==", "é", "AQ=="[::-1]]
)
def test_one_text_for_each_value(text: str) -> None:
    assert notes.decoded("AQ==") == b"\x01"
    assert notes.decoded(text) is None


def test_size_and_number_of_signatures_are_limited_but_sixteen_large_ones_fit() -> None:
    good = notes.sign(TEXT, LOG)
    large = tuple(notes.SignatureLine(f"example.org/pq{i}", b"\x01\x02\x03\x04", bytes(5000)) for i in range(16))
    assert notes.verify(notes.parse(notes.write(note(good, *large))), (LOG_KEY,)) == (notes.Verified(LOG_KEY),)
    with pytest.raises(notes.MalformedNoteError, match="signatures"):
        notes.parse(f"{TEXT}\n{good.text * 101}".encode())
    with pytest.raises(notes.MalformedNoteError, match="bytes"):
        notes.parse(b"x" * (notes.MAX_NOTE_BYTES + 1))


def test_writing_refuses_what_would_be_read_as_another_note() -> None:
    with pytest.raises(notes.MalformedNoteError):
        notes.write(notes.Note("no line end", (notes.sign(TEXT, LOG),)))
    with pytest.raises(notes.MalformedNoteError):
        notes.write(notes.Note(TEXT, ()))


def test_a_text_may_hold_empty_lines_and_the_last_one_divides() -> None:
    for text in ("a\n\n\nb\n\n", "\n", "\n\n"):
        written = notes.write(notes.Note(text, (notes.sign(text, LOG),)))
        assert notes.parse(written).text == text


def test_lines_are_added_once() -> None:
    first, second = notes.sign(TEXT, LOG), notes.cosign(TEXT, SIDE_A, 9)
    assert notes.with_lines(note(first), (first, second, second)).lines == (first, second)


def test_a_checkpoint_opens_only_with_the_logs_own_signature_and_origin() -> None:
    state = Checkpoint("example.org/north", 3, bytes(32))
    data = sign_checkpoint(state, LOG)
    assert open_checkpoint(data, state.origin, LOG_KEY).checkpoint == state
    with pytest.raises(RecordError, match="not of"):
        open_checkpoint(data, "example.org/south", LOG_KEY)
    only_witness = notes.write(notes.Note(state.text, (notes.cosign(state.text, SIDE_A, 7),)))
    with pytest.raises(notes.UnsignedNoteError):
        open_checkpoint(only_witness, state.origin, LOG_KEY, (A_KEY,))
    both = notes.write(notes.with_lines(notes.parse(data), (notes.cosign(state.text, SIDE_A, 7),)))
    opened = open_checkpoint(both, state.origin, LOG_KEY, (A_KEY, B_KEY))
    assert opened.signed_by == (notes.Verified(LOG_KEY), notes.Verified(A_KEY, 7))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "o\n",
        "o\n1\n",
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n١\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
    ],
)
def test_texts_that_are_no_checkpoint(text: str) -> None:
    with pytest.raises(notes.MalformedNoteError):
        read_text(text)


def test_the_example_of_the_specification_is_a_checkpoint_and_comes_back_the_same() -> None:
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nextension\n"
    state = read_text(text)
    assert (state.origin, state.size, state.extensions) == ("example.com/behind-the-sofa", 20852163, ("extension",))
    assert state.text == text


def test_the_largest_size_is_one() -> None:
    assert read_text(f"o\n{2**63 - 1}\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n").size == 2**63 - 1


def test_a_signer_with_another_seed_signs_otherwise() -> None:
    other = KeySigner(LOG.name, bytes(32))
    with pytest.raises(notes.UnsignedNoteError):
        notes.verify(note(notes.sign(TEXT, other), notes.sign(TEXT, LOG)), (notes.key_of(other), A_KEY)[1:])
