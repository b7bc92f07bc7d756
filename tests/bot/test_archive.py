"""The archive: one file for a repository and day, replaced when it changes, never outside its folder."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from digesting import DAY, digest, made
from fakes import FakeClock, FakeLog
from hypothesis import given
from hypothesis import strategies as st
from orders import HERE, Scene, order

from analysis.language import Language
from bot.archive import Archive, Variant, place, plain_variant, takes_files
from bot.daily import tell
from bot.memory import MemoryIncidents, MemorySubscriptions
from bot.orders import order_data
from bot.presenters.digest import digest_thread
from bot.subscriptions import Channel, Subscription

PLAIN = Variant(Language.EN, None, "UTC")


def archive(folder: Path, subscriptions: MemorySubscriptions | None = None) -> Archive:
    """Return an archive below `folder`."""
    return Archive(
        folder,
        subscriptions or MemorySubscriptions(),
        MemoryIncidents(),
        FakeClock(),
        FakeLog(),
        lambda: "incident",
    )


def saved_in(folder: Path) -> list[Path]:
    """Return the reports below `folder`."""
    return sorted(folder.rglob("*.md"))


def followed(id_: str, day: int, **more: object) -> Subscription:
    """Return a subscription that was made on `day` of February."""
    made = dt.datetime(2026, 2, day, tzinfo=dt.UTC)
    usual = Subscription(
        id_, Channel("chat", id_), "acme/api", dt.time(9), "UTC", Language.EN, created_at=made
    )
    return replace(usual, **more)  # type: ignore[arg-type] # the caller names fields


async def test_a_told_day_is_saved_under_its_repository_and_year(tmp_path: Path) -> None:
    scene = Scene()
    await tell(replace(scene.daily(), archive=archive(tmp_path)), order_data(order()))
    saved = tmp_path / "acme" / "api" / "2026" / "2026-02-04.md"
    assert "acme/api" in saved.read_text(encoding="utf-8")


async def test_what_is_saved_is_the_report_that_the_channel_gets(tmp_path: Path) -> None:
    told = digest(made("a"))
    await archive(tmp_path).keep(order(), told)
    (saved,) = saved_in(tmp_path)
    attached = digest_thread(told).parent.attachment or digest_thread(told).replies[-1].attachment
    assert attached
    assert attached.content == saved.read_text(encoding="utf-8")


async def test_a_digest_that_changed_replaces_its_report(tmp_path: Path) -> None:
    keeping, told = archive(tmp_path), digest()
    await keeping.keep(order(), told)
    await keeping.keep(order(), replace(told, headline="Healed."))
    (saved,) = saved_in(tmp_path)
    assert "Healed" in saved.read_text(encoding="utf-8")


async def test_a_folder_that_cannot_be_written_stops_no_digest(tmp_path: Path) -> None:
    in_the_way = tmp_path / "reports"
    in_the_way.write_text("a file", encoding="utf-8")
    keeping, scene = archive(in_the_way), Scene()
    ids = await tell(replace(scene.daily(), archive=keeping), order_data(order()))
    assert ids
    assert isinstance(keeping.log, FakeLog)
    assert [event for _, event, _ in keeping.log.lines] == ["report_not_saved"]
    assert [one.cause for one in await keeping.incidents.active()] == ["archive"]
    assert not await takes_files(in_the_way)


async def test_a_folder_that_can_be_written_takes_files_and_keeps_none(tmp_path: Path) -> None:
    """It need not be there yet; without a folder nothing has to be saved."""
    folder = tmp_path / "a" / "reports"

    assert await takes_files(folder)
    assert list(folder.iterdir()) == []
    assert await takes_files(None)


async def test_two_languages_do_not_overwrite_each_other(tmp_path: Path) -> None:
    store = MemorySubscriptions()
    for one in (followed("old", 1), followed("new", 2, language=Language.ZH)):
        await store.follow(one)
    keeping = archive(tmp_path, store)
    for language in Language:
        await keeping.keep(replace(order(), language=language), digest(language=language))
    assert [one.name for one in saved_in(tmp_path)] == ["2026-02-04.md", "2026-02-04.zh.md"]


@pytest.mark.parametrize(
    ("variant", "name"),
    [
        (PLAIN, "2026-02-04.md"),
        (replace(PLAIN, language=Language.ZH), "2026-02-04.zh.md"),
        (replace(PLAIN, branch="main"), "2026-02-04.main.md"),
        (replace(PLAIN, zone="Asia/Shanghai"), "2026-02-04.Asia-Shanghai.md"),
    ],
)
def test_only_what_differs_from_the_oldest_subscription_is_named(variant: Variant, name: str) -> None:
    assert place(digest(), variant, PLAIN).name == name


def test_the_oldest_subscription_has_the_plain_name() -> None:
    every: Sequence[Subscription] = (followed("b", 3, zone="Asia/Tokyo"), followed("a", 2))
    assert plain_variant(every) == PLAIN


def test_without_a_subscription_whoever_comes_has_it() -> None:
    assert place(digest(), PLAIN, plain_variant(())).name == f"{DAY.date}.md"


@given(repo=st.text(max_size=150), branch=st.text(max_size=150))
def test_no_name_leads_out_of_the_folder(repo: str, branch: str) -> None:
    strange = replace(digest(), repo=repo, branch=branch)
    folder = Path("/archive")
    found = folder / place(strange, replace(PLAIN, branch=branch), PLAIN)
    assert folder in found.parents
    assert ".." not in found.parts
    assert all(len(part.encode()) < 256 and "\0" not in part for part in found.parts)


def test_the_channel_does_not_decide_the_name() -> None:
    assert HERE.id not in str(place(digest(), PLAIN, PLAIN))
