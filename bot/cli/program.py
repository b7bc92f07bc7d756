"""The commands and their options; what each does is loaded when asked for, so that help comes at once."""

from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli.options import (
    REPO,
    REPO_AND_DATE,
    Action,
    AnswersOption,
    BranchOption,
    Format,
    FormatOption,
    LanguageOption,
    NoLlmOption,
    OutputOption,
    Platform,
    PreviewFormat,
    PromptsOption,
    RepoOption,
    TimezoneOption,
)
from bot.cli.usage import Command

NAME = "commit-digest"

program = typer.Typer(
    name=NAME,
    help="Tells a team every day what landed in its repositories, what matters, and what could break.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:  # noqa: FBT001 - typer calls it with the flag
    if asked:
        typer.echo(f"{NAME} {version(NAME)}")
        raise typer.Exit


@program.callback()
def options(
    context: typer.Context,
    *,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log ordinary events too.")] = False,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Tells a team every day what landed in its repositories, what matters, and what could break."""
    context.obj = verbose


@program.command(cls=Command, short_help="Start the bot, or a terminal channel where no chat is set up.")
def run(context: typer.Context) -> int:
    """Start the bot; without Slack or Discord, a terminal channel for the repository it stands in."""
    from bot.cli.run import run  # noqa: PLC0415 - help must not wait for what only a command needs

    return run(verbose=context.obj)


@program.command(cls=Command)
def digest(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="REPO... [DATE]",
            help=REPO_AND_DATE,
        ),
    ],
    *,
    form: FormatOption = Format.MARKDOWN,
    output: OutputOption = None,
    language: LanguageOption = None,
    timezone: TimezoneOption = None,
    branch: BranchOption = None,
    no_llm: NoLlmOption = False,
    dump_prompts: PromptsOption = None,
    answers: AnswersOption = None,
) -> int:
    """Build the digest of a day of one or several repositories."""
    from bot.cli.digest import digest  # noqa: PLC0415 - as above
    from bot.cli.session import Choices  # noqa: PLC0415 - as above

    choices = Choices(
        form,
        output,
        language,
        timezone,
        branch,
        no_llm=no_llm,
        prompts=dump_prompts,
        answers=answers,
        verbose=context.obj,
    )
    return digest(words, choices)


@program.command(cls=Command)
def explain(
    context: typer.Context,
    sha: Annotated[str, typer.Argument(metavar="SHA", help="A SHA prefix, #123 or the commit's URL.")],
    *,
    repo: RepoOption = None,
    form: FormatOption = Format.MARKDOWN,
    output: OutputOption = None,
    language: LanguageOption = None,
    timezone: TimezoneOption = None,
    branch: BranchOption = None,
    no_llm: NoLlmOption = False,
    dump_prompts: PromptsOption = None,
    answers: AnswersOption = None,
) -> int:
    """Analyse one commit in depth."""
    from bot.cli.explain import explain  # noqa: PLC0415 - as above
    from bot.cli.session import Choices  # noqa: PLC0415 - as above

    choices = Choices(
        form,
        output,
        language,
        timezone,
        branch,
        no_llm=no_llm,
        prompts=dump_prompts,
        answers=answers,
        verbose=context.obj,
    )
    return explain(sha, repo, choices)


@program.command(cls=Command, short_help="Rate the commits named on standard input, as JSON lines.")
def rate(context: typer.Context, repo: Annotated[str, typer.Argument(metavar="REPO", help=REPO)]) -> int:
    """Read SHAs from standard input, one a line, and print a JSON line with the rating of each."""
    from bot.cli.rate import rate  # noqa: PLC0415 - as above

    return rate(repo, verbose=context.obj)


@program.command(cls=Command)
def preview(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="REPO [DATE]", help="A real day; by default the examples of every message."),
    ] = None,
    *,
    platform: Annotated[Platform, typer.Option("--platform", help="For whom.")] = Platform.TERMINAL,
    form: Annotated[
        PreviewFormat, typer.Option("--format", help="text, or one JSON document of all payloads.")
    ] = PreviewFormat.TEXT,
    language: LanguageOption = None,
    timezone: TimezoneOption = None,
) -> int:
    """Print messages as a platform would receive them."""
    from bot.cli.preview import preview  # noqa: PLC0415 - as above
    from bot.cli.session import Choices  # noqa: PLC0415 - as above

    choices = Choices(language=language, timezone=timezone, verbose=context.obj)
    return preview(words or [], platform, choices, whole=form is PreviewFormat.JSON)


@program.command(cls=Command, short_help="Post a digest to a channel, once.")
def post(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="REPO [DATE]",
            help=REPO_AND_DATE,
        ),
    ],
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="CHANNEL", help="slack:CHANNEL, discord:CHANNEL or terminal:NAME.")
    ],
    again: Annotated[
        bool, typer.Option("--again", help="Post it anew, also where it stands already.")
    ] = False,
    language: LanguageOption = None,
    timezone: TimezoneOption = None,
    branch: BranchOption = None,
    no_llm: NoLlmOption = False,
) -> int:
    """Post the digest of a day; what stands in the channel already is not posted twice."""
    from bot.cli.post import post  # noqa: PLC0415 - as above
    from bot.cli.session import Choices  # noqa: PLC0415 - as above

    choices = Choices(language=language, timezone=timezone, branch=branch, no_llm=no_llm, verbose=context.obj)
    return post(words, to, choices, again=again)


@program.command(cls=Command, short_help="List runs; show, retry or cancel one.")
def runs(
    context: typer.Context,
    action: Annotated[
        Action, typer.Argument(metavar="ACTION", help="list, show, retry, cancel")
    ] = Action.LIST,
    run: Annotated[
        str | None, typer.Argument(metavar="ID", help="The run's id, as the list shows it.")
    ] = None,
    *,
    language: LanguageOption = None,
    timezone: TimezoneOption = None,
) -> int:
    """List the newest runs of the bot, or look after one of them."""
    from bot.cli.runs import runs  # noqa: PLC0415 - as above
    from bot.cli.session import Choices  # noqa: PLC0415 - as above

    return runs(action, run, Choices(language=language, timezone=timezone, verbose=context.obj))


@program.command(cls=Command, short_help="One more worker on a shared PostgreSQL.")
def worker(
    context: typer.Context,
    *,
    name: Annotated[
        str | None,
        typer.Option(
            "--name",
            metavar="NAME",
            help="Unique among living workers, and kept over restarts; else the host's.",
        ),
    ] = None,
) -> int:
    """Take part in the work of a bot on a shared PostgreSQL, until it is ended."""
    from bot.cli.session import Choices  # noqa: PLC0415 - as above
    from bot.cli.worker import worker  # noqa: PLC0415 - as above

    return worker(name, Choices(verbose=context.obj))


@program.command(cls=Command)
def doctor(context: typer.Context, *, language: LanguageOption = None) -> int:
    """Check what the bot needs, and say how to mend what is wrong."""
    from bot.cli.doctor import doctor  # noqa: PLC0415 - as above
    from bot.cli.session import Choices  # noqa: PLC0415 - as above

    return doctor(Choices(language=language, verbose=context.obj))
