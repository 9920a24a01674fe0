"""What happened: events, the three-verb port, replay, columns, forgetting."""
