"""Items for the articles that a table points at: rows from one article must not pass for independent reports."""

from __future__ import annotations

from urllib.parse import urlsplit

import numpy as np
import pyarrow as pa

from truceline.model.evidence import EvidenceItem, SourceClass
from truceline.model.ids import content_id
from truceline.sources.coding import mapped


def article_id(url: str) -> str:
    """The id of the item behind an address, the same whichever table names it."""
    return content_id("itm", "url", url)


def article_ids(urls: pa.Array) -> pa.Array:
    """Ids for a column of addresses, null where blank."""
    return mapped(urls, lambda url: article_id(url) if url else None, pa.string())


def articles(
    urls: pa.Array,
    keep: np.ndarray,
    table: EvidenceItem,
    outlets: pa.Array | None = None,
    reported_s: np.ndarray | None = None,
    source_class: SourceClass = "news",
) -> tuple[EvidenceItem, ...]:
    """One item for each distinct address in the rows `keep`, in the order of ids; its earliest time wins."""
    found: dict[str, EvidenceItem] = {}
    names = outlets.take(pa.array(keep)).to_pylist() if outlets is not None else [""] * len(keep)
    times = reported_s[keep].tolist() if reported_s is not None else [None] * len(keep)
    for url, outlet, time in zip(urls.take(pa.array(keep)).to_pylist(), names, times, strict=True):
        if not url:
            continue
        key = article_id(url)
        known = found.get(key)
        if known is None or (time is not None and (time, outlet) < (known.reported_s or 0, known.source)):
            found[key] = _article(key, url, outlet or _host(url), time, table, source_class)
    return tuple(found[key] for key in sorted(found))


def _article(
    key: str, url: str, outlet: str, time: int | None, table: EvidenceItem, source_class: SourceClass
) -> EvidenceItem:
    return EvidenceItem(
        item_id=key,
        sha256=table.sha256,
        part=f"url/{key[4:]}",
        media_type="text/uri-list",
        source=outlet,
        source_class=source_class,
        filename=table.filename,
        reported_s=time,
        received_s=table.received_s,
        provenance=url,
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
