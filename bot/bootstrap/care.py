"""The care beside the daily round, put together."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from bot.alarms.owing import Owing
from bot.alarms.sentinel import Sentinel
from bot.alarms.speaker import Speaker
from bot.alarms.stricken import Stricken
from bot.application import Application
from bot.archive import takes_files
from bot.bootstrap.durable import daily
from bot.bootstrap.remembering import proven
from bot.care import Care
from bot.healing.mender import Mender
from bot.memory import MemoryEditions, MemoryNotices, MemoryPostings
from bot.ports import ChatPlatform
from bot.stores import Stores
from bot.ticker import Ticker


def care(app: Application, stores: Stores, platforms: Mapping[str, ChatPlatform], ticker: Ticker) -> Care:
    """Return what looks after the failures that `ticker` finds; `platforms` are those that it can post to."""
    settings, services = app.settings, app.services
    speaker = Speaker(platforms, stores.postings, services.clock, services.log, settings.patience)
    owing = Owing(stores, speaker, services.clock, ticker.catch_up)
    sentinel = Sentinel(
        stores,
        speaker,
        owing,
        services.clock,
        services.log,
        services.new_incident,
        settings.alert_channel,
        settings.digest_language,
        app.digests.writer.model,
        partial(takes_files, settings.reports_dir),
    )
    stricken = Stricken(
        urlsplit(settings.database).path.rpartition("/")[2],
        partial(proven, stores),
        ticker.lacking,
        *_by_heart(app, stores, platforms, ticker.catch_up),
        services.clock,
        services.log,
        services.new_incident,
        settings.alert_channel,
        settings.digest_language,
    )
    run = daily(app, stores, platforms)
    mender = Mender(run, services.log, services.new_incident, sentinel.model_is_back)
    return Care(ticker, stricken, sentinel, mender, services.log, services.new_incident)


def _by_heart(
    app: Application, stores: Stores, platforms: Mapping[str, ChatPlatform], catch_up: int
) -> tuple[Speaker, Owing]:
    """Return what speaks, and keeps its lines true, without a row of its own."""
    services, postings = app.services, MemoryPostings(MemoryEditions())
    speaker = Speaker(platforms, postings, services.clock, services.log, app.settings.patience)
    kept = replace(stores, notices=MemoryNotices(), postings=postings)
    return speaker, Owing(kept, speaker, services.clock, catch_up)
