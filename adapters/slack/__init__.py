"""Slack: messages in Block Kit, posting over the Web API, commands over Socket Mode or HTTP."""

from adapters.slack.chat import SlackChat, open_slack
from adapters.slack.checking import health

__all__ = ["SlackChat", "health", "open_slack"]
