"""Other ways to decide which reports are one incident, each optional where its library is not installed."""
