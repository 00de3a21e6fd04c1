"""Signing in at the mission's identity provider (OpenID Connect Core 1.0, authorization code flow with PKCE).

The provider says who somebody is, and nothing else of what it says is used: the record says which role they have.
Sources: OpenID Connect Core 1.0 and Discovery 1.0, RFC 7636 (PKCE), RFC 9207 (issuer in the answer), RFC 9700 (best
current practice), OpenID Connect RP-Initiated Logout 1.0.
"""
