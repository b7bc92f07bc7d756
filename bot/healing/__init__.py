"""Healing: a digest posted from facts, or too early, is edited in place, with no new notification."""
