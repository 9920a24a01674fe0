"""The figures of the practice, drawn: by question, each open on its definition and its list."""
