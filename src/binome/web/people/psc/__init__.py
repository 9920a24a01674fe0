"""Pro Santé Connect as a sign-in of its own: OpenID Connect, with what the national rules add."""
