"""The ways to ask a server for data, best first, and what a request looks like on each of them."""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum

from analysis.ports import Question

TOOL = "answer"
"""The name of the one tool that an answer may be poured into; nothing is ever called."""

Request = dict[str, object]
Messages = Sequence[Mapping[str, str]]


class Rung(StrEnum):
    """How the form of the answer is demanded; values are remembered, so they must stay."""

    SCHEMA = "json_schema"
    OBJECT_WITH_SCHEMA = "json_object_schema"
    OBJECT = "json_object"
    TOOL = "tool"
    TEXT = "text"

    @property
    def next(self) -> "Rung | None":
        """The rung below; `None` below plain text."""
        rungs = tuple(Rung)
        place = rungs.index(self) + 1
        return rungs[place] if place < len(rungs) else None


class Limit(StrEnum):
    """The parameter that bounds an answer."""

    OLD = "max_tokens"
    NEW = "max_completion_tokens"


def messages(question: Question, rung: Rung) -> Messages:
    """Return the conversation: what is the same for every commit first, so that servers can cache it."""
    instructions = question.instructions
    if rung not in (Rung.SCHEMA, Rung.TOOL):
        instructions = f"{instructions}\n\nJSON schema:\n{json.dumps(question.schema, ensure_ascii=False)}"
    return ({"role": "system", "content": instructions}, {"role": "user", "content": question.data})


def request(question: Question, rung: Rung, limit: Limit) -> Request:
    """Return the parameters of a chat completion, without the model."""
    made: Request = {"messages": messages(question, rung), limit.value: question.answer_tokens}
    match rung:
        case Rung.SCHEMA:
            shape = {"name": TOOL, "strict": True, "schema": question.schema}
            made["response_format"] = {"type": "json_schema", "json_schema": shape}
        case Rung.OBJECT_WITH_SCHEMA:
            made["response_format"] = {"type": "json_object", "schema": question.schema}
        case Rung.OBJECT:
            made["response_format"] = {"type": "json_object"}
        case Rung.TOOL:
            function = {"name": TOOL, "description": "Gives the answer.", "parameters": question.schema}
            made["tools"] = [{"type": "function", "function": function}]
            made["tool_choice"] = {"type": "function", "function": {"name": TOOL}}
        case Rung.TEXT:
            pass
    return made
