"""An edition posted part by part, as a run does, without a run."""

from bot.posting import Poster, post_part
from bot.stores import Edition, EditionState, EditionStore


async def post_edition(poster: Poster, editions: EditionStore, edition: Edition) -> tuple[str, ...]:
    """Post every part of a frozen edition in order, each once, and return the ids.

    A part is sent only after the one before it is confirmed; replies hang on the first part.
    """
    ids: list[str] = []
    for number in range(len(edition.parts)):
        ids.append(await post_part(poster, edition.channel, edition.parts[number], ids[0] if ids else None))
    await editions.set_state(edition.key, EditionState.POSTED)
    return tuple(ids)
