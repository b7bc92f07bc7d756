"""Measures of what the project promises: the rating's order, and the speed and memory of reading history."""
