"""Tables in the formats that other tools read. One file each; each streams, and equal tables give equal bytes."""
