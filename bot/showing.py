"""Shows an asker that long work goes on, not more often than a chat bears."""

import datetime as dt

from analysis.language import Language
from bot.messages import Message
from bot.ports import Reply
from bot.presenters.progress import progress_message
from bot.services import Services


class ShownProgress:
    """Progress of one request in its asker's words and place; implements `bot.ports.Progress`."""

    def __init__(self, services: Services, reply: Reply, repo: str, subject: str, language: Language) -> None:
        self._services = services
        self._reply = reply
        self._repo = repo
        self._subject = subject
        self._language = language
        self._shown_at: dt.datetime | None = None

    async def begin(self, *, private: bool) -> None:
        """Acknowledge the request before any work is done."""
        await self._reply.acknowledge(self._message(0, None), private=private)
        self._shown_at = self._services.clock.now()

    async def update(self, done: int, total: int | None) -> None:
        """Show how far the work is, unless that was done just now."""
        now = self._services.clock.now()
        if self._shown_at is None or now - self._shown_at >= self._services.progress_every:
            self._shown_at = now
            await self._reply.progress(self._message(done, total), done, total)

    def _message(self, done: int, total: int | None) -> Message:
        return progress_message(self._repo, self._subject, done, total, self._language)
