"""Loops over many rows, compiled."""
