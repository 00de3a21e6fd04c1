"""`truceline review`: people rule on which reports are one incident."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.mission.questions import Question
    from truceline.mission.ruling_lines import Ruled, Verdict
    from truceline.model.observation import PairDecision
    from truceline.pipeline import Outcome

#: questions of each kind that are listed
_SHOWN = 12


@click.command("review")
@click.argument("mission", type=click.Path(path_type=Path))
@click.argument("pair", nargs=-1, metavar="[OBS_A OBS_B | ITM_A ITM_B]")
@click.option("--same", "verdict", flag_value="same", help="They are reports of one incident.")
@click.option("--apart", "verdict", flag_value="apart", help="They are reports of two incidents.")
@click.option("--one-origin", "verdict", flag_value="one_origin", help="These texts go back to one origin.")
@click.option("--two-origins", "verdict", flag_value="two_origins", help="These texts were gathered independently.")
@click.option(
    "--cannot-tell", "verdict", flag_value="undetermined", help="Nobody can tell whether they go back to one."
)
@click.option("--withdraw", "verdict", flag_value="withdrawn", help="Take back what was ruled on them.")
@click.option("--who", default="", help="Who rules. Kept in the record.")
@click.option("--why", default="", help="For what reason. Kept in the record.")
@click.option(
    "--decisions",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV: a, b, same, who, why. Many rulings at once, as for truceline fuse.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(
    mission: Path,
    pair: tuple[str, ...],
    verdict: Verdict | None,
    who: str,
    why: str,
    file: Path | None,
    as_json: bool,
) -> None:
    """Rule that two reports are one incident, or that two texts go back to one origin; or that they are not.

    A ruling is followed from the next run on, whatever the evidence, and what is learnt of the sources learns from it.
    Texts of one origin are one witness. A ruling stays in the record with its author, its reason and its time; a later
    one on the same two replaces it. Without a pair: list what has been ruled, and what is worth a ruling.

    \b
    Examples:
      truceline review north
      truceline review north obs_3180 obs_ebd4 --apart --who "A. Reviewer" --why "two bridges"
      truceline review north obs_3180 obs_ebd4 --withdraw --who "A. Reviewer" --why "one bridge after all"
      truceline review north itm_2b04 itm_77c1 --two-origins --who "A. Reviewer" --why "each had a man on the quay"
      truceline review north --decisions decisions.csv
    """
    from truceline.cli.answers import answer
    from truceline.cli.progress import progress
    from truceline.mission.asking import admit
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.rulings import rule
    from truceline.mission.work import work
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    with progress() as bar, opened(folder) as record:
        admit(folder, record, "add", "case")
        outcome = work(folder, record, None, bar)
        said = _said(outcome, pair, verdict, who, why, file)
        new = rule(record, outcome, said, SystemClock().now_s())
    if not said:
        _list(mission, outcome, as_json)
        return
    answer(
        as_json,
        {"rulings": len(new), "known_already": len(said) - len(new)},
        (
            f"{len(new)} rulings in the record, {len(said) - len(new)} known already.",
            f"Next: truceline run {mission}",
        ),
    )


def _said(
    outcome: Outcome, pair: tuple[str, ...], verdict: Verdict | None, who: str, why: str, file: Path | None
) -> tuple[Ruled, ...]:
    """What the command line says, and the file."""
    from truceline.mission.ruling_lines import Ruled
    from truceline.model.errors import UsageError

    if (len(pair), verdict is not None) not in ((0, False), (2, True)):
        advice = "truceline review MISSION OBS_A OBS_B --same|--apart|--withdraw --who NAME --why REASON"
        raise UsageError("a ruling is about two observations or two texts, and says what they are", advice=advice)
    said = () if verdict is None else (Ruled(pair[0], pair[1], verdict, who, why),)
    if file is None:
        return said
    from truceline.merging.decisions import decisions_of
    from truceline.stores.blob_file import blob_of_file

    read = decisions_of(blob_of_file(file), outcome.observations)
    return (*said, *(Ruled(one.a, one.b, "same" if one.same else "apart", one.who, one.why) for one in read))


def _list(mission: Path, outcome: Outcome, as_json: bool) -> None:
    """What has been ruled, and what is worth a ruling."""
    import msgspec

    from truceline.cli.answers import answer
    from truceline.mission.questions import questions, undetermined

    asked = questions(outcome, _SHOWN)
    lines = [f"{len(outcome.rulings) + len(outcome.text_rulings)} rulings"]
    lines += [f"  {_ruling(one)}" for one in outcome.rulings]
    lines += [f"  {one.a} {one.b} {one.verdict}: {one.who}: {one.why}" for one in outcome.text_rulings]
    texts = undetermined(outcome)[:_SHOWN]
    lines += ["Texts of which it is open whether one was told after the other"] if texts else []
    lines += [f"  {pair.a} {pair.b}: {pair.reason}" for pair in texts]
    for open_, title in ((True, "Left open: fits several incidents and none alone"), (False, "Least certain members")):
        found = [one for one in asked if one.open == open_]
        lines += [title, *(f"  {line}" for one in found for line in _question(one, outcome))] if found else []
    if asked:
        lines.append(f"Why: truceline explain {mission} obs_…")
    summary = {"rulings": msgspec.to_builtins(outcome.rulings), "questions": msgspec.to_builtins(asked)}
    summary |= {"text_rulings": msgspec.to_builtins(outcome.text_rulings), "texts": msgspec.to_builtins(texts)}
    answer(as_json, summary, lines)


def _ruling(one: PairDecision) -> str:
    return f"{one.a} {one.b} {'same' if one.same else 'apart'}: {one.who}: {one.why}"


def _question(one: Question, outcome: Outcome) -> tuple[str, ...]:
    from truceline.mission.questions import said_by

    held = f"one incident ({one.incident_id}) with {one.p_ppm / 10_000:.0f} %"
    return (held, *(f"  {name} {said_by(outcome, name)}" for name in (one.observation_id, one.other_id)))
