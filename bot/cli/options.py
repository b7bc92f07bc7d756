"""What commands can be told beside what they work on: the options that several share, and their values."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analysis.language import Language


class Format(StrEnum):
    """The form of a result."""

    MARKDOWN = "markdown"
    TEXT = "text"
    JSON = "json"


class PreviewFormat(StrEnum):
    """The form of a preview: for eyes, or one JSON document for other programs."""

    TEXT = "text"
    JSON = "json"


class Platform(StrEnum):
    """Where messages can be posted."""

    TERMINAL = "terminal"
    SLACK = "slack"
    DISCORD = "discord"


class Action(StrEnum):
    """What can be done about runs."""

    LIST = "list"
    SHOW = "show"
    RETRY = "retry"
    CANCEL = "cancel"


REPO = "owner/name, a GitHub URL, or a path to a local git repository"
REPO_AND_DATE = f"REPO: {REPO}. DATE: YYYY-MM-DD, today, yesterday (default) or latest."
FormatOption = Annotated[Format, typer.Option("--format", help="Form of the result.")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar="FILE", help="Write the result to this file instead of standard output."
    ),
]
LanguageOption = Annotated[
    Language | None, typer.Option("--language", help="zh or en; by default DIGEST_LANGUAGE.")
]
TimezoneOption = Annotated[
    str | None,
    typer.Option("--timezone", metavar="ZONE", help="IANA time zone of the day; by default DIGEST_TIMEZONE."),
]
BranchOption = Annotated[
    str | None, typer.Option("--branch", metavar="NAME", help="Another branch than the default one.")
]
NoLlmOption = Annotated[
    bool, typer.Option("--no-llm", help="Write from facts, also where a model is configured.")
]
PromptsOption = Annotated[
    Path | None,
    typer.Option(
        "--dump-prompts",
        metavar="DIR",
        file_okay=False,
        writable=True,
        help="Write the model's questions here; ask no server.",
    ),
]
AnswersOption = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="Read the model's answers from here; ask no server.",
    ),
]
RepoOption = Annotated[
    str | None,
    typer.Option("--repo", metavar="REPO", help=f"{REPO}; by default the one this folder belongs to."),
]
