"""Blasts of mines and of hidden bombs, as words."""

from __future__ import annotations

import re

MINE_BLAST = re.compile(
    r"\b(?:hit|struck|stepped on|ran over|drove over|triggered|detonated|trod on|set off|drove onto)\s(?:an?|the)\s"
    r"(?:[\w-]+\s){0,2}(?:landmine|mine|explosive device|ied|tripwire|bomblet|remnant|unexploded)\b"
    r"|\b(?:mines?|landmines?|ordnance|uxo|tripwire)\s(?:had\s|has\s)?(?:exploded|detonated|blasts?|explosions?"
    r"|blew up|went off)\b"
    r"|\b(?:mines?|landmines?)\s(?:killed|wounded|injured|maimed|struck)\b|\bblown up by (?:an? )?(?:\w+ )?(?:mine"
    r"|landmine)\b|\b(?:mine|landmine|remnant)s?\s\w*\s?(?:blast|explosion)",
    re.IGNORECASE,
)
BOMBER = re.compile(r"\b(?:suicide|car|roadside|truck|parcel)[- ]bomb(?:ing|er|ings|ers|s)?\b", re.IGNORECASE)
