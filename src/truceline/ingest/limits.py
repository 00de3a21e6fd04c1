"""Caps on what a single blob may make us hold. They bound memory and time whatever the bytes are."""

from __future__ import annotations

#: bytes of one blob after decompression
MAX_BYTES = 512 * 1024 * 1024
#: bytes of one table cell or one line of JSON; a longer one is a stray quote or an attack
MAX_CELL_BYTES = 1024 * 1024
#: columns of a table (a CSV reader given two million columns takes the process down)
MAX_COLUMNS = 2_048
#: how often a table is taken up again after an overlong row before the file is refused
MAX_RESUMES = 64
#: brackets open at once in JSON
MAX_DEPTH = 64
