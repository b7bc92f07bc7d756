"""Domain objects turned into messages; every word that a reader sees stands in `words`."""
