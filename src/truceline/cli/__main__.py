"""`python -m truceline.cli` is `truceline`."""

from truceline.cli import main

main()
