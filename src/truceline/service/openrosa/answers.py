"""What a device is told, in the words that it shows to whoever holds it (OpenRosa 1.0, response API)."""

from __future__ import annotations

from xml.sax.saxutils import escape

from litestar import Response

#: the header that those who speak OpenRosa send and are sent
VERSION = "X-OpenRosa-Version"
XML = "text/xml"  # the framework adds the charset


def answer(words: str, status: int, headers: dict[str, str] | None = None) -> Response[bytes]:
    """A message for the person, whatever became of what they sent."""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OpenRosaResponse xmlns="http://openrosa.org/http/response">'
        f"<message>{escape(words)}</message></OpenRosaResponse>\n"
    )
    return Response(body.encode(), status_code=status, media_type=XML, headers={VERSION: "1.0", **(headers or {})})
