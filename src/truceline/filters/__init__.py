"""What each filter does between its input and its answer: commands and calls from Python are the same filter."""
