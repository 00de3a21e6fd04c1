"""`truceline explain`: why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.mission.case import Case
    from truceline.mission.told import Line


@click.command("explain")
@click.argument("mission", type=click.Path(path_type=Path))
@click.argument("id_", metavar="ID")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write one HTML page: what ties the reports together, their texts line by line, and side by side.",
)
@click.option(
    "--lang",
    type=click.Choice(["en", "uk", "ru"]),
    default="en",
    show_default=True,
    help="Language of that page, and of a finding (fnd_) and its reasons.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the lines with their depth as JSON.")
def command(mission: Path, id_: str, html: Path | None, lang: str, as_json: bool) -> None:
    """Say why: the evidence word by word, why it is one incident, its origins, and the rules one by one.

    ID is that of an incident (inc_), a finding (fnd_), an observation (obs_), an origin (org_) or an item (itm_); its
    first characters are enough. Of an item it tells line by line what was read in it; of an origin, how its texts
    relate, with the texts side by side, the quotations that were changed, and the facts that one of them alone states.
    The answer is exact and therefore internal. It ends with the record's entry of each step, the hash of its leaf and
    whether that is signed.

    \b
    Examples:
      truceline explain north inc_8c1f
      truceline explain north fnd_02ab --json
      truceline explain north fnd_02ab --lang uk
      truceline explain north org_77d0 --html evidence.html --lang uk
    """
    from truceline.cli.answers import answer
    from truceline.cli.columns import laid_out, width
    from truceline.cli.progress import progress
    from truceline.mission.agreed import agreement_of
    from truceline.mission.asking import admit
    from truceline.mission.case import Case
    from truceline.mission.folder import open_mission
    from truceline.mission.history import changes_in
    from truceline.mission.locks import vault_of
    from truceline.mission.opened import opened
    from truceline.mission.steps import recorded
    from truceline.mission.why import view, why
    from truceline.mission.work import work

    folder = open_mission(mission)
    with progress() as bar, opened(folder) as record:
        admit(folder, record, "read", "observation")
        outcome = work(folder, record, None, bar)
        history = changes_in(record)
        agreement = agreement_of(folder)
        kept = recorded(folder, record, outcome, agreement)
    case = Case(folder, outcome, agreement, vault_of(folder), history, kept)
    if html is not None:
        from truceline.publish.evidence_page import render_evidence
        from truceline.stores.files import write_atomic

        shown = view(case, id_)
        write_atomic(html, render_evidence(shown, lang))
        counts = {"texts": len(shown.texts), "pairs": len(shown.pairs), "bonds": len(shown.bonds)}
        answer(
            as_json,
            {"id": shown.subject, "file": str(html), **counts},
            [f"{counts['texts']} texts, {counts['pairs']} pairs, {counts['bonds']} bonds: {html}"],
        )
        return
    lines = _in_language(case, id_, lang) if lang != "en" and id_.startswith("fnd_") else why(case, id_)
    summary = [
        {"depth": line.depth, "words": line.words} | ({} if line.beside is None else {"beside": line.beside})
        for line in lines
    ]
    answer(as_json, {"id": id_, "lines": summary}, [row for line in lines for row in laid_out(line, width())])


def _in_language(case: Case, id_: str, lang: str) -> tuple[Line, ...]:
    """A finding with its reasons in another language than English."""
    from truceline.agreements.wording import agreement_words, wording_in
    from truceline.filters.finding_lines import finding_lines
    from truceline.mission.why import finding_of
    from truceline.model.errors import UsageError

    if case.agreement is None:
        raise UsageError("the mission holds no agreement, so there are no findings")
    wording = wording_in(lang, case.agreement)
    finding = finding_of(case, id_, wording)
    provision = next(one for one in case.agreement.provisions if one.provision_id == finding.provision_id)
    return tuple(finding_lines(finding, provision, wording, agreement_words(lang)))
