"""Answers as a notebook shows them: tables on request, cards that stand alone, charts of the bulletin."""
