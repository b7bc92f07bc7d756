"""Kills of the real program: `commit-digest run` over the real adapters, before a local Slack or Discord.

What stands on the servers of `tests/` imports by plain names, so `tests/` must be on the path.
"""
