"""What a completion says, why it ended, and what it took; a server may leave out or garble any of it."""

from dataclasses import dataclass

from analysis.analyst.tokens import estimate
from analysis.results import Usage

_MOST_TOKENS = 100_000_000  # a larger figure is none


@dataclass(frozen=True, slots=True)
class Reply:
    """A completion as we need it; `full` when the model ran out of room, `thought` when it thinks aloud."""

    text: str
    refused: bool
    full: bool
    thought: bool
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int

    def usage(self, estimated: int) -> Usage:
        """Return what the call took; a server that does not tell is charged by our estimate."""
        return Usage(
            calls=1,
            prompt_tokens=self.prompt_tokens or estimated,
            completion_tokens=self.completion_tokens or estimate(self.text),
            cached_tokens=self.cached_tokens,
        )


def read(completion: object) -> Reply:
    """Return the first choice of `completion`; whatever it is, this does not raise."""
    choices = getattr(completion, "choices", None)
    choice = choices[0] if isinstance(choices, list) and choices else None
    message, usage = getattr(choice, "message", None), getattr(completion, "usage", None)
    finish = getattr(choice, "finish_reason", None)
    text = _text(message)
    return Reply(
        text,
        refused=bool(getattr(message, "refusal", None)) or finish == "content_filter",
        full=finish == "length",
        thought="<think" in text.lower() or bool(getattr(message, "reasoning_content", None)),
        prompt_tokens=_count(usage, "prompt_tokens"),
        completion_tokens=_count(usage, "completion_tokens"),
        cached_tokens=_count(getattr(usage, "prompt_tokens_details", None), "cached_tokens"),
    )


def _text(message: object) -> str:
    """Return the arguments of a tool call, or what was said."""
    calls = getattr(message, "tool_calls", None)
    for call in calls if isinstance(calls, list) else ():
        arguments = getattr(getattr(call, "function", None), "arguments", None)
        if isinstance(arguments, str):
            return arguments
    content = getattr(message, "content", None)
    return content if isinstance(content, str) else ""


def _count(of: object, name: str) -> int:
    value = getattr(of, name, None)
    return value if isinstance(value, int) and 0 < value < _MOST_TOKENS else 0
