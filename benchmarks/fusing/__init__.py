"""Parts of `benchmarks/fusion.py`: worlds with known truth, metrics, peers, tables and plots."""
