"""The only tables, one file per subject; nobody but the store's verbs reads them."""
