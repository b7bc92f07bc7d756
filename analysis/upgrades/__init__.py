"""Upgrade notes: what of a commit could break or oblige a user, found in its diff."""

from analysis.upgrades.notes import upgrade_notes

__all__ = ["upgrade_notes"]
