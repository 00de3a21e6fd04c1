"""Words of Russian, in tables."""
