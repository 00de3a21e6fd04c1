"""Getting what lies behind an address of the web, without being led into the network that we stand in."""
