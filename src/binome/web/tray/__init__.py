"""The tray: what is prepared, what waits for a signature, what may go out."""
