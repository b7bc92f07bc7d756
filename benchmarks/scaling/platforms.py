"""A process with the tests' own Slack and Discord, which limit their callers and are the judge in the end.

It writes where they are to standard output, and its verdict when it has read from standard input which parts
had to be posted: a line of JSON each.
"""

import argparse
import asyncio
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from aiohttp import web
from discordserver import DiscordServer, served
from discordwords import PUBLIC_THREAD, TEXT
from slackserver import Place, SlackServer, slack_server
from slackwire import arguments

from adapters.discord.marks import marked
from adapters.slack.searching import mark
from benchmarks.killing.gate import Handler
from benchmarks.scaling.hasty import HastyClock, run
from benchmarks.scaling.limits import CHANNEL, DISCORD_CHANNEL, GLOBAL, SLACK_METHODS, Judge
from benchmarks.scaling.world import START, channels

_MESSAGES = re.compile(r"/api/v10/channels/(\d+)/messages")
TOO_MANY = 429


@dataclass(frozen=True)
class Found:
    """How the parts stand on one platform, and how its limits were kept to."""

    messages: int
    doubled: int
    missing: int
    disordered: int
    served: Mapping[str, int]
    refused: Mapping[str, int]
    ignored: int


def _slack_gate(judge: Judge) -> Any:  # noqa: ANN401 - aiohttp's own type of a middleware
    @web.middleware
    async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
        method = request.path.rpartition("/")[2]
        if method not in SLACK_METHODS:
            return await handler(request)
        scopes: list[tuple[object, Any]] = [(method, SLACK_METHODS[method])]
        if method == "chat.postMessage":
            scopes.append((str((await arguments(request))["channel"]), CHANNEL))
        wait = judge.asked(method, scopes, asyncio.get_running_loop().time())
        if not wait:
            return await handler(request)
        body = {"ok": False, "error": "ratelimited"}
        return web.json_response(body, status=TOO_MANY, headers={"Retry-After": f"{wait:.0f}"})

    return gate


def _discord_gate(judge: Judge) -> Any:  # noqa: ANN401 - as above
    @web.middleware
    async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
        post = _MESSAGES.fullmatch(request.path) if request.method == "POST" else None
        scopes: list[tuple[object, Any]] = [("global", GLOBAL)]
        if post:
            scopes.append((post[1], DISCORD_CHANNEL))
        now = asyncio.get_running_loop().time()
        wait = judge.asked("request", scopes, now)
        if wait:
            is_global = judge.window("global", GLOBAL).wait(now) > 0
            told = {"message": "You are being rate limited.", "retry_after": wait, "global": is_global}
            return web.json_response(told, status=TOO_MANY, headers={"Via": "1.1 google"})
        answer = await handler(request)
        if post:
            answer.headers.update(_bucket(judge, post[1], now))
        return answer

    return gate


def _bucket(judge: Judge, channel: str, now: float) -> Mapping[str, str]:
    """Return what Discord tells of a channel's limit with each message."""
    window = judge.window(channel, DISCORD_CHANNEL)
    reset = window.passed[0] + DISCORD_CHANNEL.seconds - now if window.passed else 0.0
    return {
        "X-RateLimit-Bucket": "messages",
        "X-RateLimit-Limit": str(DISCORD_CHANNEL.most),
        "X-RateLimit-Remaining": str(window.left),
        "X-RateLimit-Reset-After": f"{reset:.3f}",
    }


def _in_slack(server: SlackServer) -> dict[str, list[str]]:
    """Return by channel which parts stand there, as they are marked, in their order."""
    return {name: [_slack_mark(one) for one in told] for name, told in server.messages.items()}


def _slack_mark(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata")
    if metadata:
        return str(metadata["event_payload"]["key"])
    return str(message["blocks"][0]["block_id"])


def _in_discord(server: DiscordServer) -> dict[str, list[str]]:
    """Return the same of Discord; a thread's messages count as its channel's."""
    found = dict[str, list[tuple[int, str]]]()
    for name, told in server.messages.items():
        place = server.channels[name]
        channel = str(place["parent_id"]) if place["type"] == PUBLIC_THREAD else name
        for one in told:
            found.setdefault(channel, []).append((int(one["id"]), _numbers(one)))
    return {name: [numbers for _, numbers in sorted(told)] for name, told in found.items()}


def _numbers(message: Mapping[str, Any]) -> str:
    first = message["components"][0]
    return f"{first['id']} {first['components'][0]['id']}"


def _discord_mark(key: str) -> str:
    return _numbers(marked({"components": [{"components": [{}]}]}, key))


def judged(
    stands: Mapping[str, Sequence[str]], wanted: Mapping[str, Sequence[Sequence[set[str]]]]
) -> Counter[str]:
    """Count what is doubled, missing and out of order.

    `wanted` are by channel the editions, and of each part the marks that it may carry.
    """
    found = Counter[str]()
    for channel, editions in wanted.items():
        told = stands.get(channel, ())
        places = {one: place for place, one in enumerate(told)}
        found["messages"] += len(told)
        found["doubled"] += len(told) - len(places)
        for parts in editions:
            at = [min((places[one] for one in marks & places.keys()), default=None) for marks in parts]
            there = [one for one in at if one is not None]
            found["missing"] += len(at) - len(there)
            found["disordered"] += there != sorted(there)
        strange = set(places) - {one for parts in editions for marks in parts for one in marks}
        found["doubled"] += len(strange)
    return found


async def serve(count: int, clock: HastyClock) -> None:
    """Serve both, and judge."""
    slack_judge, discord_judge = Judge(), Judge()
    discord = DiscordServer()
    discord.clock = clock.now
    for name in channels("discord", count):
        discord.add_channel(name, TEXT)
    async with (
        slack_server(gate=[_slack_gate(slack_judge)]) as slack,
        served(discord, gate=[_discord_gate(discord_judge)]),
    ):
        slack.places = {name: Place(name) for name in channels("slack", count)}
        print(json.dumps({"slack": slack.url, "discord": discord.address}), flush=True)
        line = await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
        wanted = json.loads(line)
        slack_found = judged(_in_slack(slack), _marks(wanted["slack"], lambda key: {key, mark(key)}))
        discord_found = judged(
            _in_discord(discord), _marks(wanted["discord"], lambda key: {_discord_mark(key)})
        )
        verdict = {"slack": _found(slack_found, slack_judge), "discord": _found(discord_found, discord_judge)}
        print(json.dumps({name: asdict(found) for name, found in verdict.items()}), flush=True)


def _marks(wanted: Mapping[str, Sequence[Sequence[str]]], of: Any) -> dict[str, list[list[set[str]]]]:  # noqa: ANN401 - a function
    return {name: [[of(key) for key in parts] for parts in editions] for name, editions in wanted.items()}


def _found(counted: Counter[str], judge: Judge) -> Found:
    return Found(
        counted["messages"],
        counted["doubled"],
        counted["missing"],
        counted["disordered"],
        dict(judge.served),
        dict(judge.refused),
        judge.ignored,
    )


def main() -> int:
    """Serve until standard input has told what had to be posted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("factor", type=float)
    parser.add_argument("epoch", type=float)
    asked = parser.parse_args()
    run(serve(asked.count, HastyClock(START, asked.epoch, asked.factor)), asked.factor)
    return 0


if __name__ == "__main__":
    sys.exit(main())
