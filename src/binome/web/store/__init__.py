"""The only tables, and the verbs that ask them."""
