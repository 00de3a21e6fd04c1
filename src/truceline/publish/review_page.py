"""Suggestions of a language model on a page: each beside its words and its checks, to be accepted or rejected."""

from __future__ import annotations

from markupsafe import Markup

from truceline.model.shown import Fact, ReviewedText, ReviewView
from truceline.publish import readings
from truceline.publish.document import Column, Row, Table, Text
from truceline.publish.html import environment, part, policy_of, style_of
from truceline.publish.own import own
from truceline.publish.words import Words, words


def render_review(view: ReviewView, lang: str) -> bytes:
    """One self-contained HTML file in UTF-8 ("en", "uk" or "ru"). It loads nothing and sends nothing: its script hands
    the decisions over as a file, one JSON line each, with who decided and why.

    Raises:
        UsageError: for another language.
    """
    spoken = words(lang)
    style, script = style_of("", texts=True), part("review.js")
    page = environment().get_template("review.html.j2")
    return page.render(
        lang=lang,
        model=view.model,
        labels=spoken.group("label") | spoken.group("review"),
        banner=spoken.say("view_internal"),
        skip=spoken.say("view_skip"),
        style=Markup(style),
        script=Markup(script),
        policy=policy_of(style, script),
        texts=[_text(text, readings.anchor(n), spoken) for n, text in enumerate(view.texts)],
    ).encode()


def _text(reviewed: ReviewedText, name: str, spoken: Words) -> dict[str, object]:
    """The text as a reading, and by the number of each mark its checks and the line that a decision is added to."""
    return {
        "reading": readings.reading(reviewed.text, name, spoken),
        "checks": {one.mark.number: [_check(fact, spoken) for fact in one.checks] for one in reviewed.suggestions},
        "lines": {one.mark.number: one.line for one in reviewed.suggestions},
        "refused": _refused(reviewed, name, spoken),
    }


def _check(fact: Fact, spoken: Words) -> tuple[bool, str, Text]:
    """Whether it holds, what was held against the text, and with what outcome."""
    return fact.form != "missing", spoken.term("check", fact.name), Text(fact.value, own=True)


def _refused(reviewed: ReviewedText, name: str, spoken: Words) -> Table | None:
    if not reviewed.refused:
        return None
    columns = (
        Column(spoken.say("col_kind")),
        Column(spoken.say("reading_words"), wide=True),
        Column(spoken.say("col_why"), wide=True),
    )
    rows = tuple(
        Row((Text(spoken.term("kind", one.kind)), Text(one.words, own=True, kind="quote"), own(one.reason, spoken)))
        for one in reviewed.refused
    )
    return Table(f"{name}-refused", spoken.say("refused_caption"), columns, rows)
