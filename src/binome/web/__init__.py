"""The screen: settings, the store (the only tables), one face per room of the product."""
