"""Truceline: integrated information management for ceasefire monitoring and verification."""

__version__ = "0.2.0"
