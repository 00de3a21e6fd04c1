"""Tables from the code lists of others to ours: code -> event type, with hints of weapon, target and unit."""
