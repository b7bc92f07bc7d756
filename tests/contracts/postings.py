"""What every implementation of the editions and postings does: exactly one of many wins."""

# ruff: noqa: D102 - a test's name is its sentence

import asyncio
import datetime as dt
from dataclasses import replace

import pytest
from contracts.records import CHANNEL, NOON, edition, later

from bot.ports import Part
from bot.stores import EditionState, FrozenPart, Posting, Stores

KEY = "s1:2026-02-04:1:0"


async def begun(stores: Stores) -> None:
    """Write down the first attempt, at noon."""
    assert await stores.postings.begin(KEY, CHANNEL, "T1", NOON)


class EditionContract:
    """A digest is posted as it was frozen."""

    async def test_an_edition_is_told_anew_in_its_first_part_alone(self, stores: Stores) -> None:
        await stores.editions.freeze(edition(parts=3))
        first = replace(edition().parts[0], part=Part({"text": "late"}))
        new = replace(edition(), parts=(first, *edition().parts[1:]), told={"late": "yes"})
        await stores.editions.retell(new)
        await stores.editions.retell(edition("other"))
        assert await stores.editions.get(edition().key) == new
        assert await stores.editions.get("other") is None

    async def test_an_edition_comes_back_as_it_was_frozen(self, stores: Stores) -> None:
        assert await stores.editions.freeze(edition()) == edition()
        assert await stores.editions.get(edition().key) == edition()
        assert await stores.editions.get("other") is None

    async def test_what_an_edition_tells_is_kept_with_it(self, stores: Stores) -> None:
        telling = replace(edition(), told={"head": "深", "commits": [["a", "high"]], "since": None})
        assert await stores.editions.freeze(telling) == telling

    async def test_the_first_rendering_stays(self, stores: Stores) -> None:
        await stores.editions.freeze(edition(parts=2))
        assert await stores.editions.freeze(edition(parts=5)) == edition(parts=2)

    async def test_all_who_freeze_at_once_get_the_same_parts(self, stores: Stores) -> None:
        frozen = await asyncio.gather(
            *(stores.editions.freeze(edition(parts=number)) for number in range(1, 9))
        )
        assert {len(one.parts) for one in frozen} == {len(frozen[0].parts)}

    async def test_parts_keep_their_order_beyond_nine(self, stores: Stores) -> None:
        assert (await stores.editions.freeze(edition(parts=25))).parts == edition(parts=25).parts

    async def test_an_edition_without_parts_is_one_too(self, stores: Stores) -> None:
        assert await stores.editions.freeze(edition(parts=0)) == edition(parts=0)

    async def test_the_state_of_an_edition_is_noted(self, stores: Stores) -> None:
        await stores.editions.freeze(edition())
        await stores.editions.set_state(edition().key, EditionState.POSTED)
        await stores.editions.set_state("other", EditionState.GIVEN_UP)
        assert await stores.editions.get(edition().key) == replace(edition(), state=EditionState.POSTED)

    async def test_hostile_text_in_a_part_is_kept_to_the_letter(self, stores: Stores) -> None:
        part = Part({"text": "\x00@everyone \u202e\u2028 😀 <!channel>", "n": {"深": [1.5, True, None, ""]}})
        hostile = replace(edition(), parts=(FrozenPart("k", part, in_thread=False),))
        assert await stores.editions.freeze(hostile) == hostile

    async def test_how_far_many_have_come_is_told_at_once(self, stores: Stores) -> None:
        for key in ("s1:2026-02-04:1", "s2:2026-02-04:1"):
            await stores.editions.freeze(edition(key))
        await stores.editions.set_state("s2:2026-02-04:1", EditionState.POSTED)
        keys = ["s1:2026-02-04:1", "s2:2026-02-04:1", *(f"x{number}" for number in range(1200))]
        states = await stores.editions.states(keys)
        assert states == {keys[0]: EditionState.FROZEN, keys[1]: EditionState.POSTED}

    async def test_one_part_is_read_without_the_others(self, stores: Stores) -> None:
        await stores.editions.freeze(edition(parts=3))
        assert await stores.editions.part(edition().key, 2) == (edition().channel, edition().parts[2])
        assert await stores.editions.part(edition().key, 3) is None
        assert await stores.editions.part("other", 0) is None


class PostingContract:
    """The rule of posting once stands on these rows."""

    async def test_the_first_to_begin_writes_the_row(self, stores: Stores) -> None:
        await begun(stores)
        assert not await stores.postings.begin(KEY, CHANNEL, None, later(1))
        row = Posting(KEY, CHANNEL, "T1", attempts=1, first_at=NOON, sent_at=NOON)
        assert await stores.postings.read(KEY) == row

    async def test_a_row_that_nobody_wrote_cannot_be_read_or_confirmed(self, stores: Stores) -> None:
        with pytest.raises(KeyError):
            await stores.postings.read(KEY)
        with pytest.raises(KeyError):
            await stores.postings.confirm(KEY, "M1")
        with pytest.raises(KeyError):
            await stores.postings.uploaded(KEY, "F1")
        assert not await stores.postings.claim(KEY, 1, NOON)

    async def test_of_many_who_begin_at_once_one_wins(self, stores: Stores) -> None:
        won = await asyncio.gather(*(stores.postings.begin(KEY, CHANNEL, None, later(n)) for n in range(12)))
        assert won.count(True) == 1

    async def test_a_claim_counts_the_attempt_and_notes_its_start(self, stores: Stores) -> None:
        await begun(stores)
        assert await stores.postings.claim(KEY, 1, later(1))
        row = await stores.postings.read(KEY)
        assert (row.attempts, row.first_at, row.sent_at) == (2, NOON, later(1))

    async def test_a_claim_of_an_attempt_that_somebody_took_fails(self, stores: Stores) -> None:
        await begun(stores)
        await stores.postings.claim(KEY, 1, later(1))
        assert not await stores.postings.claim(KEY, 1, later(2))
        assert (await stores.postings.read(KEY)).sent_at == later(1)

    async def test_of_many_who_resume_at_once_one_wins(self, stores: Stores) -> None:
        await begun(stores)
        for attempt in range(1, 6):
            claims = (stores.postings.claim(KEY, attempt, later(attempt)) for _ in range(8))
            assert (await asyncio.gather(*claims)).count(True) == 1

    async def test_of_many_who_resume_after_a_refusal_one_wins(self, stores: Stores) -> None:
        await begun(stores)
        await stores.postings.refused(KEY, 1)
        claims = (stores.postings.claim(KEY, 1, later(1)) for _ in range(8))
        assert (await asyncio.gather(*claims)).count(True) == 1
        assert (await stores.postings.read(KEY)).sent_at == later(1)

    async def test_a_refusal_clears_the_last_attempt_only(self, stores: Stores) -> None:
        await begun(stores)
        await stores.postings.claim(KEY, 1, later(1))
        await stores.postings.refused(KEY, 1)
        assert (await stores.postings.read(KEY)).sent_at == later(1)
        await stores.postings.refused(KEY, 2)
        assert (await stores.postings.read(KEY)).sent_at is None

    async def test_nothing_is_claimed_or_refused_after_the_confirmation(self, stores: Stores) -> None:
        await begun(stores)
        await stores.postings.confirm(KEY, "M1")
        await stores.postings.refused(KEY, 1)
        assert not await stores.postings.claim(KEY, 1, later(1))
        assert (await stores.postings.read(KEY)).sent_at == NOON

    async def test_a_confirmation_and_a_claim_at_once_never_both_win(self, stores: Stores) -> None:
        for number in range(10):
            key = f"{KEY}{number}"
            await stores.postings.begin(key, CHANNEL, None, NOON)
            _, claimed = await asyncio.gather(
                stores.postings.confirm(key, "M1"), stores.postings.claim(key, 1, later(1))
            )
            row = await stores.postings.read(key)
            assert (row.message_id, row.attempts) == ("M1", 2 if claimed else 1)

    async def test_the_first_confirmed_message_stays(self, stores: Stores) -> None:
        await begun(stores)
        await stores.postings.confirm(KEY, "M1")
        await stores.postings.confirm(KEY, "M2")
        assert (await stores.postings.read(KEY)).message_id == "M1"

    async def test_an_uploaded_file_is_found_again(self, stores: Stores) -> None:
        await begun(stores)
        await stores.postings.uploaded(KEY, "F1")
        await stores.postings.claim(KEY, 1, later(1))
        assert (await stores.postings.read(KEY)).file_id == "F1"

    async def test_the_postings_of_an_edition_come_in_order_of_part(self, stores: Stores) -> None:
        whole = await stores.editions.freeze(edition(parts=12))
        await stores.editions.freeze(edition("s1:2026-02-04:11"))
        await stores.postings.begin("s1:2026-02-04:11:0", CHANNEL, None, NOON)
        for part in (whole.parts[10], whole.parts[2], whole.parts[0]):
            await stores.postings.begin(part.key, CHANNEL, None, NOON)
        found = await stores.postings.of_edition(whole.key)
        assert [one.key for one in found] == [whole.parts[n].key for n in (0, 2, 10)]
        assert await stores.postings.of_edition("other") == []

    async def test_an_instant_of_another_zone_is_the_same_instant(self, stores: Stores) -> None:
        shanghai = dt.timezone(dt.timedelta(hours=8))
        await stores.postings.begin(KEY, CHANNEL, None, NOON.astimezone(shanghai))
        row = await stores.postings.read(KEY)
        assert row.first_at == NOON
        assert row.first_at.tzinfo is dt.UTC

    async def test_an_instant_without_a_zone_is_refused(self, stores: Stores) -> None:
        with pytest.raises(ValueError, match="time zone"):
            await stores.postings.begin(KEY, CHANNEL, None, NOON.replace(tzinfo=None))
