"""Optional readers of texts: models that add to what the rules found. One file each."""
