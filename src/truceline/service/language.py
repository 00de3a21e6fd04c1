"""In which language whoever asks is answered: as the address says (`lang=`), else as Accept-Language does.

What others wrote (clauses, names, what people said) stands as they wrote it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast, get_args

from litestar import Request
from litestar.datastructures import MutableScopeHeaders
from litestar.params import QueryParameter
from litestar.types import Message, Scope

Language = Literal["en", "uk", "ru"]

AskedLanguage = Annotated[
    Language | None,
    QueryParameter(name="lang", description="Language of sentences; without it that of Accept-Language, else English."),
]

_LANGUAGES: tuple[Language, ...] = get_args(Language)
#: under which name a request's scope holds the language of its answer, for the headers
_CHOSEN = "truceline.language"


def provide_language(request: Request[Any, Any, Any], lang: AskedLanguage = None) -> Language:
    """The language of an answer that has sentences of ours."""
    return language_of(request, lang)


def language_of(request: Request[Any, Any, Any], lang: str | None = None) -> Language:
    """The language that is asked for; noted, so that the answer's headers name it."""
    wanted = lang or request.query_params.get("lang")
    known = next((one for one in _LANGUAGES if one == wanted), None)
    chosen = known or accepted(request.headers.get("accept-language", ""))
    cast(dict[str, object], request.scope)[_CHOSEN] = chosen
    return chosen


def accepted(header: str) -> Language:
    """That of our languages which an Accept-Language header likes best (RFC 9110, 12.5.4); English without one."""
    liked: list[tuple[float, int, Language]] = []
    for place, one in enumerate(header.lower().split(",")):
        name, _, weight = one.replace(" ", "").partition(";q=")
        known = next((language for language in _LANGUAGES if language == name.partition("-")[0]), None)
        if known and (share := _weight(weight)) > 0:
            liked.append((-share, place, known))
    return min(liked)[2] if liked else "en"


def _weight(written: str) -> float:
    if not written:
        return 1.0
    try:
        return float(written)
    except ValueError:
        return 0.0


async def tell_language(message: Message, scope: Scope) -> None:
    """The hook that names an answer's language, and says that it was chosen by what the request accepts."""
    chosen = scope.get(_CHOSEN)
    if message["type"] == "http.response.start" and isinstance(chosen, str):
        headers = MutableScopeHeaders.from_message(message)
        headers["Content-Language"] = chosen
        headers["Vary"] = ", ".join(filter(None, (headers.get("Vary"), "Accept-Language")))
