"""The care beside the daily round, put together."""

from collections.abc import Mapping

from bot.alarms.owing import Owing
from bot.alarms.sentinel import Sentinel
from bot.alarms.speaker import Speaker
from bot.application import Application
from bot.bootstrap.durable import daily
from bot.care import Care
from bot.healing.mender import Mender
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
    )
    run = daily(app, stores, platforms)
    mender = Mender(run, services.log, services.new_incident, sentinel.model_is_back)
    return Care(ticker, sentinel, mender, services.log, services.new_incident)
