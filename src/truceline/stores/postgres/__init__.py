"""PostgreSQL as a mission's store."""
