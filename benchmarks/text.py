"""Scores extract, locate and derive on labelled texts, and their speed beside peers.

    uv run python benchmarks/text.py                                  # extract and derive on benchmarks/labelled
    uv run python benchmarks/text.py --set DIR --lang uk --kind quotes --errors 20
    uv run python benchmarks/text.py --data ../shared/data            # with derivation pairs, ECB+, PLOVER, gazetteer
    uv run python benchmarks/text.py --peers PYTHON                   # and what peers find, in that interpreter
    uv run python benchmarks/text.py --speed [--peers PYTHON]         # articles a second

The labelled set is a folder with `en.jsonl`, `uk.jsonl`, `ru.jsonl` (sentences and short snippets), `articles/LANG/`
(`NN.txt` beside `NN.gold.json`), `articles/pairs.json` (which articles are rewrites of each other) and
`articles/derive.json` (short reports and how they relate). All of it is invented. It was written and labelled by
somebody who did not read the rules of extraction; whoever wrote those was told classes of errors only.
`reading/match.py` says when a find counts as right. Intervals are 95 %, from resampling whole texts. What is
printed:

extract   precision, recall and F1 for each kind and language; then questions asked of the hits (speaker, stance, …).
tables    sentences made from observers' daily counts and the parties' claims about a truce, in three languages.
derive    rewrites, partial rewrites and independent reports of the same event, reports of other incidents
          (`derivation_pairs`, the articles' pairs); ECB+ as a check for false alarms; PLOVER for types of events.
locate    towns of a gazetteer under unambiguous names, and ranges and bearings from them: how often the circle holds
          the place, and how far off it is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from msgspec.structs import asdict

from reading.labels import LANGUAGES, Labelled, load, read_of
from reading.match import MATCHERS, Outcome
from reading.scores import line, outcomes, score

HERE = Path(__file__).parent
_DULL = ("item_id", "start", "end", "place_start", "confidence_ppm", "method", "speaker_id")


def extraction(rows: list[Labelled], lang: str, kinds: tuple[str, ...], errors: int) -> None:
    found = [list(read_of(row)) for row in rows]
    for kind in kinds:
        results = outcomes(rows, found, kind)
        print(line(lang, score(kind, [outcome for _, outcome in results])))
        if errors:
            list_errors(results, errors)


def list_errors(results: list[tuple[Labelled, Outcome]], most: int) -> None:
    left = most
    for row, outcome in results:
        for gold in outcome.missed:
            if left > 0:
                label = {k: v for k, v in gold.items() if k not in ("start", "end", "content") and v is not None}
                print(f"    missed {row.name}: {label}")
            left -= 1
        for mention in outcome.false:
            if left > 0:
                print(f"    false  {row.name}: {shown(mention)}")
            left -= 1
        for answer in outcome.wrong:
            if left > 0:
                print(f"    wrong  {row.name}: {answer}")
            left -= 1


def shown(mention: object) -> str:
    """A find without its item and offsets."""
    fields = {k: v for k, v in asdict(mention).items() if v not in (None, ()) and k not in _DULL}
    return f"{type(mention).__name__} {fields}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--set", type=Path, default=HERE / "labelled", help="folder of labelled texts")
    parser.add_argument("--data", type=Path, help="folder with derivation_pairs, ecbplus, plover_gold, gazetteer_ua")
    parser.add_argument("--lang", action="append", choices=LANGUAGES)
    parser.add_argument("--kind", action="append", choices=tuple(MATCHERS))
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list the first N errors of each kind")
    parser.add_argument("--only", choices=("extract", "tables", "derive", "locate"), help="one part alone")
    parser.add_argument("--speed", action="store_true", help="measure speed instead")
    parser.add_argument("--peers", type=Path, help="an interpreter that has the peers installed")
    args = parser.parse_args()
    if not args.set.is_dir():
        parser.error(f"{args.set} is not a folder of labelled texts")
    if args.speed:
        from reading import speed

        speed.report(args.set, args.peers)
        return 0
    if args.only in (None, "extract"):
        print("    kind        labels  prec.  recall F1     95 % interval   of the hits, or as named")
        for lang in args.lang or LANGUAGES:
            extraction(load(args.set, lang), lang, tuple(args.kind or MATCHERS), args.errors)
    if args.peers:
        from reading import peers

        peers.report(args.set, args.peers)
    if args.only in (None, "tables") and args.data:
        from reading import tables

        tables.report(args.data, args.errors)
    if args.only in (None, "derive"):
        from reading import derivation, plover

        derivation.report(args.set, args.data, args.errors)
        if args.data:
            plover.report(args.data / "plover_gold" / "PLOVER_GSR_CAMEO.txt", args.errors)
    if args.only in (None, "locate") and args.data:
        from reading import placing

        placing.report(args.data / "gazetteer_ua" / "dr5hn_UA_cities.json.gz", args.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
