"""Event data sets of many makers merged into incidents: read, joined to their incidents, compared, written."""
