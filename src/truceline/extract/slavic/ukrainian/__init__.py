"""Words of Ukrainian, in tables."""
