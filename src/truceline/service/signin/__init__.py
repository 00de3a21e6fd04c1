"""Who is asking: passwords, codes, sessions, the identity provider, and the door that every request goes through."""
