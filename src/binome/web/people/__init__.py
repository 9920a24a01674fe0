"""The face of accounts, memberships and sign-in."""
