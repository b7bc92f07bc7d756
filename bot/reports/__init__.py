"""Digests as files: the Markdown report for people, data for other programs."""
