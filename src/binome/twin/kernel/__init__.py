"""The compiled days: arrays in, arrays out, no object, no chance but the addressed one.

The rest of the house reads `tables` and calls `run`; nothing else here is meant for it.
"""
