"""The kernels as plain Python give what they give compiled, and a handful of texts waits for no compiler."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import msgspec

from truceline import compiled
from truceline.derive.derive import derive
from truceline.model.evidence import Document, EvidenceItem, Span

_ROOT = Path(__file__).parents[3]
_WIRE = (
    "Mortar shells struck the ferry landing at Orvane early on Tuesday, killing two dock workers and wounding 14 "
    "people who were waiting for the first crossing, the harbour master's office said.",
    "“We had taken down the sandbags only last week, and people had begun to trust it,” Jonas Virel told reporters.",
    "The General Staff of the East Bank denied responsibility on 4 March 2031; its batteries had been under seal.",
)
_OTHERS = (
    "Two workers lost their lives when mortar shells slammed into the ferry landing at Orvane early on Tuesday; 14 "
    "people who waited for the first crossing were wounded.\n\nThe Staff denied responsibility on 4 March 2031.",
    "Ракета влучила в паром біля пристані Орване рано у вівторок: двоє загиблих, чотирнадцять поранених, повідомила "
    "обласна адміністрація. «Люди щойно почали вірити в тишу», — сказав Йонас Вірел.",
    "Ракета попала в паром у пристани Орване рано во вторник: двое погибших, 14 раненых, сообщила администрация.",
    "HTML &amp; ’quotes’ 1,234,567.89 12.03.2031 — «unclosed \u200bword o\u0301 \U0001f600 ﬁre ①②③ 99:99\n\n\n\n—",
    "ferry " * 40,
    "х" * 300,
)
TEXTS = ("\n\n".join(_WIRE), "\n\n".join(_WIRE[:2]), *_OTHERS)


def told(texts: tuple[str, ...]) -> str:
    """A digest of everything derive says of these texts."""
    documents = []
    for k, text in enumerate(texts):
        spans, at = [], 0
        for paragraph in text.split("\n\n"):
            spans.append(Span(at, at + len(paragraph)))
            at += len(paragraph) + 2
        item = EvidenceItem(f"i{k}", "", "", "", "", "news", "", None, 0)
        documents.append(Document(item=item, text=text, body=tuple(spans), published_s=1_930_000_000))
    found = derive(documents)
    assert {pair.relation for pair in found.pairs} >= {"rewrite"}
    return hashlib.sha256(msgspec.json.encode(found)).hexdigest()


def apart(code: str, cache: Path) -> str:
    paths = os.pathsep.join((str(_ROOT / "src"), str(Path(__file__).parent)))
    done = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": paths, "NUMBA_CACHE_DIR": str(cache)},
    )
    return done.stdout.strip()


def test_plain_kernels_tell_the_same_as_compiled_ones_and_leave_nothing_behind(tmp_path: Path) -> None:
    left = compiled._Patience.left
    compiled._Patience.left = -1
    try:
        machine = told(TEXTS)
    finally:
        compiled._Patience.left = left
    code = "from test_derive_plain import told, TEXTS; print(told(TEXTS))"
    assert apart(code, tmp_path) == machine
    assert not list(tmp_path.rglob("*.nbi"))
