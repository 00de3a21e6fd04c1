"""The body of a request that is read as JSON: what cannot be read is the sender's to mend, and no fault of ours."""

from __future__ import annotations

from typing import Any, Final

from litestar import Request
from litestar.exceptions import SerializationException

from truceline.service.problems import ProblemError

#: longer ones would keep all others waiting while they are taken apart; a file of evidence is not read here
MOST_BYTES: Final = 4 * 1024 * 1024


class JsonRequest(Request[Any, Any, Any]):
    """A request whose JSON is bounded, and refused where it is none."""

    async def json(self) -> Any:
        """The body as plain values.

        Raises ProblemError (415) for one that says that it is something else, (413) for one that is too long;
        SerializationException, which is answered with 400, for what is no JSON in UTF-8 or is nested deeper than
        anything that is asked for here.
        """
        kind = self.content_type[0]
        if kind and kind != "application/json" and not kind.endswith("+json"):
            raise ProblemError(415, f"this is {kind[:60]}, and JSON is read here", advice="Send application/json.")
        if len(await self.body()) > MOST_BYTES:
            raise ProblemError(413, "a request in JSON may hold 4 MiB", advice="Send it in several, or as a file.")
        try:
            return await super().json()
        except UnicodeDecodeError as error:
            raise SerializationException("JSON is malformed: it is not UTF-8") from error
        except RecursionError as error:
            raise SerializationException("JSON is malformed: it is nested too deeply") from error
