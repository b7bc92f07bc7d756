"""The catalogue: every word of the bot that a reader sees, each a `Bilingual`, one module a topic."""
