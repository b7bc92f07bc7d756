"""A model whose server is a folder: questions are written as files, answers are read from files."""

import asyncio
import json
import re
from dataclasses import dataclass
from pathlib import Path

from adapters.openai.abilities import ASSUMED_WINDOW
from adapters.openai.answers import parsed
from adapters.openai.ladder import Rung, messages
from analysis.analyst.schema import properties
from analysis.analyst.tokens import estimate
from analysis.errors import ModelUnavailableError, UnusableAnswerError
from analysis.ports import Answer, Question
from analysis.results import Usage

_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)
_ENDINGS = (".json", ".txt", ".md")


@dataclass(frozen=True, slots=True)
class FolderModel:
    """Implements `LanguageModel` without a server.

    Each question is written to `prompts` as NAME.json; its answer is looked for in `answers` as NAME.json,
    NAME.txt or NAME.md, in any form that a model may have printed. Without an answer, facts must do.
    """

    name: str
    prompts: Path | None = None
    answers: Path | None = None
    window: int = ASSUMED_WINDOW

    def tokens(self, text: str) -> int:
        """Estimate the tokens of `text`, always alike, so that prompts are the same on every machine."""
        return estimate(text)

    async def ask(self, question: Question) -> Answer:
        """Return the answer that is there, or raise a `ModelError`."""
        return await asyncio.to_thread(self._ask, question)

    def _ask(self, question: Question) -> Answer:
        name = _UNSAFE.sub("_", question.name)
        if self.prompts:
            self.prompts.mkdir(parents=True, exist_ok=True)
            (self.prompts / f"{name}.json").write_text(_as_file(question), encoding="utf-8")
        if self.answers is None:
            raise ModelUnavailableError("unasked")
        found = parsed(self._answer(name), properties(question.schema))
        if found is None:
            raise UnusableAnswerError
        return Answer(found.fields, Usage(calls=1), found.cut)

    def _answer(self, name: str) -> str:
        assert self.answers is not None  # noqa: S101 - looked at by the only caller
        for file in (self.answers / f"{name}{ending}" for ending in _ENDINGS):
            if file.is_file():
                return file.read_text(encoding="utf-8", errors="replace")
        return ""


def _as_file(question: Question) -> str:
    """Return the request as a chat completion would carry it, with the schema beside it."""
    request = {
        "name": question.name,
        "messages": messages(question, Rung.SCHEMA),
        "schema": question.schema,
        "max_tokens": question.answer_tokens,
    }
    return json.dumps(request, ensure_ascii=False, indent=2, default=dict) + "\n"
