"""Invented worlds whose incidents are known, each with its own pattern of places, sources and errors."""
