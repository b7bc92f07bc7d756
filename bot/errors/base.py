"""What everything that the bot raises on purpose has in common."""


class BotError(Exception):
    """Anything that the bot raises on purpose, apart from what reading commits raises."""
