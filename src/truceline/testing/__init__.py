"""Conformance for whoever adds a source, an engine or a store: one call each; failures say which rule and why."""

from __future__ import annotations

from truceline.testing.accounts import check_accounts
from truceline.testing.engine import check_engine
from truceline.testing.reader import check_reader
from truceline.testing.rules import NotConformantError
from truceline.testing.source import check_source, fingerprint
from truceline.testing.store import check_record
from truceline.testing.vault import check_vault
from truceline.testing.view import check_view

__all__ = [
    "NotConformantError",
    "check_accounts",
    "check_engine",
    "check_reader",
    "check_record",
    "check_source",
    "check_vault",
    "check_view",
    "fingerprint",
]
