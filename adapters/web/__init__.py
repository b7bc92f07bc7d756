"""HTTP: one small server that the parts of the bot share."""

from adapters.web.server import Server, open_server

__all__ = ["Server", "open_server"]
