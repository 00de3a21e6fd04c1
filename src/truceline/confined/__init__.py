"""What strangers wrote is taken apart in a process that can do nothing else: no network, no files, all capped."""
