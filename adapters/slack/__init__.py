"""Slack: messages in Block Kit, posting over the Web API, commands over Socket Mode or HTTP."""

from adapters.slack.chat import SlackChat, open_slack, port_of
from adapters.slack.checking import health
from adapters.slack.render import parts_of

__all__ = ["SlackChat", "health", "open_slack", "parts_of", "port_of"]
