"""Parts of `benchmarks/text.py`: labels, matching, scores, and the tests of derive, locate and speed."""
