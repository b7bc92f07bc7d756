"""Whether a digest is late is judged when its first part is posted: it may have been frozen hours before.

So an edition brings along its first part as it reads when late; that one takes the place of the other as
long as nobody has tried to post it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from pydantic import TypeAdapter

from analysis.results import Digest
from bot.editions import Rendering, parent_parts
from bot.messages import Picture
from bot.orders import Data, Order
from bot.ports import Part
from bot.since import LATE_AFTER, sequel_data, sequel_of
from bot.stores import Edition, Posting

LATE = "late"
"""Where it stands in what an edition tells; it is no news to anybody else."""

_PARTS = TypeAdapter(Part)


def bringing_late(
    edition: Edition, order: Order, digest: Digest, platform: Rendering, picture: Picture | None
) -> Edition:
    """Return `edition` with its first part as it reads when late, if it is not late yet and may become so."""
    if order.due_at is None or digest.sequel.due_at is not None or not edition.parts:
        return edition
    late = replace(digest, sequel=replace(digest.sequel, due_at=order.due_at))
    before, after = (parent_parts(order, one, platform, picture) for one in (digest, late))
    if len(before) != len(after) or edition.parts[0].part != before[0]:
        return edition  # a sentence more would need a message more
    brought = {"due_at": order.due_at.isoformat(), "part": _PARTS.dump_python(after[0], mode="json")}
    return replace(edition, told={**(edition.told or {}), LATE: brought})


def turned_late(edition: Edition, posting: Posting | None, now: dt.datetime) -> Edition | None:
    """Return `edition` as it is to be posted `now`, where it is late by now and nobody can have seen it."""
    told = edition.told or {}
    brought = told.get(LATE)
    if not isinstance(brought, Mapping) or "sequel" not in told:
        return None
    due = dt.datetime.fromisoformat(str(brought["due_at"]))
    tried = posting is not None and (posting.message_id is not None or posting.sent_at is not None)
    if tried or now - due <= LATE_AFTER:
        return None
    first = replace(edition.parts[0], part=_PARTS.validate_python(brought["part"]))
    sequel = sequel_data(replace(sequel_of(told["sequel"]), due_at=due))
    return replace(edition, parts=(first, *edition.parts[1:]), told={**without_late(told), "sequel": sequel})


def without_late(told: Mapping[str, object]) -> Data:
    """Return what is told, for those who do not post."""
    return {name: value for name, value in told.items() if name != LATE}
