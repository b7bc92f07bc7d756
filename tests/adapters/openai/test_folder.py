"""Questions and answers as files: to be reviewed, answered elsewhere, and replayed."""

import json
from pathlib import Path

import pytest

from adapters.openai import FolderModel
from analysis.analyst.schema import headline_schema
from analysis.errors import ModelUnavailableError, UnusableAnswerError
from analysis.ports import Question

QUESTION = Question("headline-../x", "Say it.", "the day", headline_schema(), 300)


def files(folder: Path) -> list[Path]:
    """Return what is in a folder."""
    return list(folder.iterdir())


async def test_a_question_is_a_file_that_holds_the_whole_request(tmp_path: Path) -> None:
    """And its name cannot lead out of the folder."""
    folder = tmp_path / "prompts"

    with pytest.raises(ModelUnavailableError):
        await FolderModel("m", prompts=folder).ask(QUESTION)

    [file] = files(folder)
    said = json.loads(file.read_text(encoding="utf-8"))
    assert [message["content"] for message in said["messages"]] == ["Say it.", "the day"]
    assert said["schema"] == headline_schema()
    assert [path.name for path in files(tmp_path)] == ["prompts"]


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("json", '{"headline": "So."}'),
        ("txt", 'Sure:\n```json\n{"headline": "So."}\n```'),
        ("md", '{"headline": "So."}'),
    ],
)
async def test_an_answer_is_read_in_whatever_form_a_model_gave_it(
    ending: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / f"headline-.._x.{ending}").write_text(text, encoding="utf-8")

    answer = await FolderModel("m", answers=tmp_path).ask(QUESTION)

    assert answer.fields == {"headline": "So."}
    assert answer.usage.calls == 1


async def test_an_answer_that_is_not_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(UnusableAnswerError):
        await FolderModel("m", answers=tmp_path).ask(QUESTION)
