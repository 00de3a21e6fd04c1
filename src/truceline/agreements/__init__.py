"""An agreement as a page: its clauses in sentences, its places on a map, its times on a calendar."""
