"""Who signed the record behind a bulletin, who is silent since when, and the signed note itself for whoever checks."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin, PublicCheckpoint, PublicWitness
from truceline.publish.document import Block, Bullets, Text, Verbatim
from truceline.publish.words import Words

_GRADES = {
    "unattested": "signed_unattested",
    "attested": "signed_attested",
    "jointly_attested": "signed_jointly_attested",
}


def signed(bulletin: Bulletin, words: Words) -> tuple[Block, ...]:
    """A list of sentences, and the note in full. Nothing for a bulletin that was made without a record."""
    checkpoint = bulletin.checkpoint
    if checkpoint is None:
        return ()
    sentences = Bullets(
        tuple(Text(sentence) for sentence in _sentences(bulletin, checkpoint, words)), title=words.say("signed_title")
    )
    if not checkpoint.note:
        return (sentences,)
    lines = tuple(checkpoint.note.removesuffix("\n").split("\n"))
    keys = (checkpoint.log_key, *(witness.key for witness in checkpoint.witnesses))
    return (
        sentences,
        Verbatim("signed-note", words.say("signed_note_title"), lines),
        Verbatim("signed-keys", words.say("signed_keys_title"), keys),
    )


def _sentences(bulletin: Bulletin, checkpoint: PublicCheckpoint, words: Words) -> list[str]:
    if not checkpoint.note:
        said = [words.say("signed_nothing")]
    else:
        said = [words.count("signed_entries", checkpoint.size)]
        if checkpoint.unsigned:
            said.append(words.count("signed_newer", checkpoint.unsigned))
    if bulletin.invented:
        said.append(words.say("signed_exercise"))
    if not checkpoint.witnesses:
        return [*said, words.say("signed_nobody_else")]
    return [
        *said,
        words.say(_GRADES.get(checkpoint.grade, "signed_unattested")),
        *(_witness(witness, words) for witness in checkpoint.witnesses),
    ]


def _witness(witness: PublicWitness, words: Words) -> str:
    side = words.say("signed_neutral") if witness.neutral else words.say("signed_side", side=witness.side)
    if witness.last_time is None or witness.last_size is None:
        return words.say("signed_never", side=side)
    moment = words.moment(witness.last_time)
    if witness.signed:
        return words.say("signed_by", side=side, moment=moment)
    return words.count("signed_silent", witness.last_size, side=side, moment=moment)
