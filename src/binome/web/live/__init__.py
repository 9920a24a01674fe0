"""What screens hear while they are open: the hub and the stream.

This folder carries and does not know what it carries: admission, rendering and Django itself are
handed in (`launch.Wiring`), so that a stream costs kilobytes instead of a thread and a connection.
"""
