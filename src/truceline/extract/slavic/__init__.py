"""Rules for Ukrainian and Russian: one grammar, two lexicons."""
