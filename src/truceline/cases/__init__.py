"""Real cases as package data: facts and dates from public sources, each with its address."""
