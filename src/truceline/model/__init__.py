"""The words: frozen types, units, taxonomies, table schemas, errors. Imports nothing of ours."""
