"""What one side offers or asks for and another refuses in the sentence: "proposed a swap, which Moscow rejected"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from truceline.extract.saying import Saying
from truceline.model.mentions import AgreementElement

#: what stands for an offer or a demand that was told before
_TOLD_BEFORE = re.compile(
    r"(?:it|this|that|(?:the|this|that|his|her|its|their)\s(?:demand|proposal|offer|idea|request|condition)s?"
    r"|це|її|його|їх|это|её|ее|его|их"
    r"|(?:ц[юіея]|ту|цього|цієї|такої?|такого|эт[уио]|эти|этого|этой|такую|такое)\s"
    r"(?:вимог|пропозиц|ідею|ідеї|умов|требован|предложен|идею|идеи|услови)\w*)(?=$|\s)",
    re.IGNORECASE,
)
#: the same words alone: such an element is the one told before
_OFFERED = ("proposed", "demanded")
_SURE = 700_000


def answered(text: str, found: list[AgreementElement], sayings: Iterable[Saying]) -> list[AgreementElement]:
    """The elements of one sentence, with a refusal by whoever refuses what was offered or asked for before."""
    told = list(found)
    for saying in sayings:
        speaker, content = saying.speaker, saying.content
        if saying.kind.stance != "rejects" or speaker is None:
            continue
        if content is not None and _TOLD_BEFORE.match(text, *content) is None and content[0] > saying.cue_start:
            continue
        begin = min(saying.cue_start, speaker.start)
        offers = [one for one in found if one.end <= begin and one.status in _OFFERED and one.by != speaker.words]
        if not offers or (";" in text[offers[-1].end : begin] and content is None):
            continue
        last = offers[-1]
        told = [one for one in told if content is None or not (content[0] <= one.start and one.end <= content[1])]
        told.append(replace(last, status="rejected", by=speaker.words, method="rule:element.answered",
            confidence_ppm=_SURE))  # fmt: skip
    return told
