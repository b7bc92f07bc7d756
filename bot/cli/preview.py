"""`commit-digest preview`: messages as a platform would receive them."""

from collections.abc import Sequence

from bot.cli.arguments import source_of, split_date, yesterday
from bot.cli.codes import DONE, WrongArgumentError
from bot.cli.digest import built
from bot.cli.program import Platform
from bot.cli.session import Choices, Session, conduct
from bot.presenters.digest import digest_thread
from bot.presenters.examples import EXAMPLES


def preview(words: Sequence[str], platform: Platform, choices: Choices) -> int:
    """Print the messages of the day that `words` name, or an example of each message there is."""
    if platform is not Platform.TERMINAL:
        raise WrongArgumentError(
            f"--platform: this version cannot post to {platform.value.title()} yet; use --platform terminal."
        )

    async def command(session: Session) -> int:
        repos, date = split_date(words, session)
        if len(repos) > 1:
            raise WrongArgumentError("preview takes one repository and a date.")
        if date and not repos:
            raise WrongArgumentError("name the repository whose day you want to see.")
        if repos:
            digest = await built(await source_of(repos[0], session), date or yesterday(session), session)
            await session.screen.show(digest_thread(digest))
            return DONE
        for example in EXAMPLES:
            await session.screen.show(example.make(session.language))
        return DONE

    return conduct(command, choices)
