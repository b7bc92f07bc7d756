"""Analysis by a language model: what it is asked, and which of its claims a reader may see."""
