"""Slack: messages in Block Kit, posting over the Web API, commands over Socket Mode or HTTP."""
