"""Progress that nobody watches."""


class Silent:
    """Implements `bot.ports.Progress`."""

    async def update(self, done: int, total: int | None) -> None:
        """Tell nobody."""


SILENT = Silent()
