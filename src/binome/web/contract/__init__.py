"""The aid contract: where it stands, where it will stand at its next check, and the papers of it. Never official."""
