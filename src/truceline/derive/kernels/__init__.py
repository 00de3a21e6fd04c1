"""The loops over letters, words and pairs, compiled."""
