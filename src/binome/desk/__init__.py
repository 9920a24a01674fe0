"""What people do now: the only way a lived event enters the journal."""
