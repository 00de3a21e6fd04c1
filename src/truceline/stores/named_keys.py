"""Keys of others that people write into settings."""

from __future__ import annotations

from truceline.model.errors import MissionError, RecordError
from truceline.record.note import COSIGNATURE, SIGNATURE, VerifierKey, parse_key

#: what is said of a key of the other kind
_MISTAKEN = {
    SIGNATURE: ("a witness's, not a log's", "Ask the operator for the key of the record itself."),
    COSIGNATURE: (
        "a log's, not a witness's",
        "Ask whoever runs the witness for the line that truceline witness init printed.",
    ),
}


def named_key(text: str, kind: int, where: str) -> VerifierKey:
    """The key of a log (SIGNATURE) or of a witness (COSIGNATURE). Raises MissionError for anything else."""
    try:
        key = parse_key(text)
    except RecordError as error:
        raise MissionError(error.found, where=where, advice=error.advice) from error
    if key.kind != kind:
        found, advice = _MISTAKEN[kind]
        raise MissionError(f"the key of {key.name} is {found}", where=where, advice=advice)
    return key
