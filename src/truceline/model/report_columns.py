"""The words for the columns of what was told: items, observations, statements, quantities, origins, claims, and rows
that stayed out."""

from __future__ import annotations

from truceline.model.columns import Column, Described
from truceline.model.shared_columns import EPOCH, NOT_SAID, table

REPORTS: dict[str, Described] = {
    "evidence": table(
        "evidence",
        "An item of evidence: an article, an entry of a feed, or a whole table file.",
        ("item_id",),
        {
            "item_id": Column("Id of the item, a hash of where it lies.", "itm_010fd933d47dcc7312b6c791"),
            "sha256": Column(
                "SHA-256 of the file as it was received.",
                "69a6033f391dd4a918b7c215d9389ec9fb71bc10dd3dc3de433e0be103a96208",
            ),
            "part": Column("Where in the file: `entry/3` of a feed; empty text for the whole.", ""),
            "media_type": Column("Media type of the file.", "text/plain"),
            "source": Column("Source, as the mission names it.", "press_texts"),
            "filename": Column("Name of the file as it came.", "news_0165.txt"),
            "reported_s": Column(
                "When its author says it was published.", 1753927200, unit=EPOCH, null="it does not say"
            ),
            "received_s": Column("When the mission received it.", 1753927200, unit=EPOCH),
            "provenance": Column(
                "Address or chain of hands, as given; empty text where none was.", "https://example.org/a"
            ),
        },
    ),
    "observations": table(
        "observations",
        "Somebody's report that something happened: what, when, where, how many, seen how, said by whom.",
        ("observation_id",),
        {
            "span_start": Column(
                "Where it begins in the text, in Unicode code points from 0.",
                33,
                unit="code points",
                null="it is a row of a table",
            ),
            "span_end": Column(
                "Where it ends there; this code point is not in it.",
                117,
                unit="code points",
                null="it is a row of a table",
            ),
            "native_id": Column("The source's own id of the row.", "registry-955", null="the source gives none"),
            "source": Column("Source, as the mission names it.", "registry", hxl="#meta+source"),
            "place_words": Column(
                "The place in the source's words.", "near Doribasund", null=NOT_SAID, hxl="#loc+name"
            ),
            "assessment": Column(
                "Of an explosion: impact, outgoing, airburst or undetermined.", "impact", null="not assessed"
            ),
            "text": Column(
                "Headline or note, as written.", "Shelling near Doribasund", null="there is none", hxl="#description"
            ),
            "reported_s": Column("When it was reported.", 1750471200, unit=EPOCH, null=NOT_SAID, hxl="#date+reported"),
        },
    ),
    "statements": table(
        "statements",
        "What somebody said, verbatim or indirectly, where it stands in a text.",
        ("item_id", "start", "end", "mode"),
        {
            "mode": Column("verbatim, or how the words are given otherwise.", "indirect"),
            "stance": Column(
                "What the speaker does with the content: asserts, denies, promises …", "asserts", null="verbatim words"
            ),
            "speaker": Column("Who speaks, as written.", "Marrund command", null="the text does not tell"),
            "speaker_id": Column(
                "The same as a key, equal for the same speaker.", "marrund_command", null="the text does not tell"
            ),
            "cue": Column("The word that shows it.", "said", null="punctuation alone shows it"),
        },
    ),
    "quantities": table(
        "quantities",
        "A number of something, where it stands in a text.",
        ("item_id", "start", "end"),
        {
            "text": Column("The words, as written.", "1 dead"),
            "value_milli": Column("The number.", 1000, unit="thousandths", null="only bounds are stated"),
            "low_milli": Column("At least so many.", 1000, unit="thousandths", null="no lower bound"),
            "high_milli": Column("At most so many.", 1000, unit="thousandths", null="no upper bound"),
            "unit": Column("A counting unit of the taxonomy, or percent.", "person", null=NOT_SAID),
            "of": Column("What is counted, as written.", "dead", null=NOT_SAID),
            "claimed_by": Column("Who states the number.", "Marrund command", null="the author of the text"),
            "part_of": Column(
                "Where the number begins of which this one is a part.",
                140,
                unit="code points",
                null="it is no part of another",
            ),
        },
    ),
    "origins": table(
        "origins",
        "An item and the origin it goes back to: items of one origin are one witness.",
        ("origin_id", "item_id"),
        {"origin_id": Column("Id of the origin.", "org_acbd9a2934546bb9c0fea0b8")},
    ),
    "claims": table(
        "claims",
        "What a party says that the other side did, as a number with a window and a unit.",
        ("claim_id",),
        {
            "claim_id": Column("Id of the claim.", "clm_01a64e7542da1e74f7f08ba2"),
            "claimant": Column("Party that claims.", "velisse", hxl="#group+claimant"),
            "against": Column("Party of whom it is claimed.", "marrund", hxl="#group+accused"),
            "as_of_s": Column("As of when.", 1751767200, unit=EPOCH, hxl="#date+reported"),
            "window_start_s": Column(
                "Beginning of the time that it covers.", 1751659200, unit=EPOCH, hxl="#date+start"
            ),
            "window_end_s": Column("End of that time, itself not in it.", 1751767200, unit=EPOCH, hxl="#date+end"),
            "category": Column("What is counted, as the claimant sorts it.", "assault", hxl="#event+type"),
            "count": Column("How many.", 2, unit="unit", hxl="#indicator+claimed+num"),
            "qualifier": Column("exact, about, more_than, less_than, at_least or at_most.", "exact"),
            "unit": Column("A counting unit of the taxonomy.", "attack", null=NOT_SAID, hxl="#indicator+unit"),
            "parent": Column("Category of which this one is a part.", "total", null="it is no part of another"),
            "source_url": Column("Where it was said.", "https://example.org/briefing", hxl="#meta+url"),
            "note": Column("Remark of whoever entered it; empty text where there is none.", ""),
        },
    ),
    "rejected": table(
        "rejected",
        "A row that stayed out, or went in with a warning, and what to do about it.",
        ("file", "line", "field", "found", "advice", "severity"),
        {
            "file": Column("File in which it stands.", "patrol_0612.csv"),
            "line": Column("Line on which the row begins, from 1; 0 when the whole file is meant.", 17, unit="line"),
            "field": Column("Column; empty text when the whole row is meant.", "lat"),
            "found": Column("What was found.", "91.2 is no latitude"),
            "advice": Column("What to do.", "Latitudes lie between -90 and 90."),
            "severity": Column("rejected: it stayed out. warning: it went in, look at it.", "rejected"),
        },
    ),
}
