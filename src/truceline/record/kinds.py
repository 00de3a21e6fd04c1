"""What may be an entry of the record. The set is open: a kind is added here with what it says, or is refused."""

from __future__ import annotations

Kind = str

#: kind -> what an entry of it says
KINDS: dict[Kind, str] = {
    "receipt": "a piece of evidence was received and is kept",
    "fetch": "a piece of evidence was fetched from this address",
    "agreement": "this agreement was applied",
    "stage": "a stage gave a new answer",
    "extraction": "what was read out of pieces of evidence",
    "observation": "what was observed, as read from evidence",
    "derivation": "which pieces of evidence come from one origin",
    "incidents": "which observations came to another incident",
    "incident": "a version of an incident",
    "assessment": "findings against the agreement",
    "ruling": "a reviewer's word: whether two reports are one incident, or two texts of one origin",
    "case": "a case was opened, or moved to another stage",
    "reply": "what a party answers in a case",
    "vote": "what a member of the commission would decide, and why",
    "decision": "a decision in the words that two people are to sign, or a signature under them",
    "dissent": "somebody disagrees with a decision",
    "remedy": "what a party is to do, or did",
    "approval": "somebody approved exact bytes",
    "release": "bytes that left the house",
    "recall": "a release is withdrawn",
    "disclosure": "single fields were disclosed to somebody",
    "access": "somebody looked at positions or took a table away, or was refused it, and why",
    "permission": "two people allowed one export beyond the threshold",
    "role": "somebody was given a role, or lost it",
    "erasure": "values were destroyed, and why",
    "destruction": "evidence, or values of an entry, were ordered destroyed: by whom and why",
    "key": "a key was made, replaced or revoked",
    "seal": "the mission was exported, sealed and wiped",
    "takeover": "the record of an older version was taken over",
}


#: entries about who asks, holds a key or may do what: they say nothing of the evidence, and no bulletin rests on them
OF_THE_HOUSE: frozenset[Kind] = frozenset(
    {"access", "permission", "role", "key", "seal", "approval", "recall", "disclosure", "destruction", "erasure"}
)


#: entries whose values are public by themselves: a lock leaves them open, so that whoever keeps a record without a key
#: of its content knows which key signs it and which files were released
OPEN_KINDS: frozenset[Kind] = frozenset({"key", "release", "recall"})


def check_kind(kind: Kind) -> None:
    """Raises ValueError for a kind that no one has described."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of entry: describe it in truceline.record.kinds first")
