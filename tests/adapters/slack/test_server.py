"""Our own Slack refuses what Slack refuses: else nothing that passes here would prove anything."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slackserver import APP_TOKEN, BOT_TOKEN, Place, SlackServer
from slacksocket import NotAcknowledgedError

from adapters.slack.client import open_client

HEADER = {"type": "header", "text": {"type": "plain_text", "text": "x"}}


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(number: int = 0, **more: object) -> dict[str, Any]:
    return {"type": "button", "text": plain("x"), "action_id": f"a{number}", "value": "v", **more}


def menu(options: int) -> dict[str, Any]:
    held = [{"text": plain("x"), "value": f"v{number}"} for number in range(options)]
    return {"type": "static_select", "placeholder": plain("x"), "action_id": "a", "options": held}


def row(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def rich(text: str) -> dict[str, Any]:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


@pytest.fixture
async def client(slack: SlackServer) -> AsyncIterator[AsyncWebClient]:
    """Return a client that may do what the bot may."""
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client:
        yield client


async def refusal(client: AsyncWebClient, method: str, **asked: object) -> str:
    """Return the error of a call."""
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=asked)
    return str(caught.value.response["error"])


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"blocks": "{"}, "invalid_blocks_format"),
        ({"blocks": {"type": "header"}}, "invalid_blocks_format"),
        ({"blocks": [HEADER] * 51}, "invalid_blocks"),
        ({"blocks": [{"type": "header", "text": plain("x" * 151)}]}, "invalid_blocks"),
        ({"blocks": [{"type": "hedder", "text": plain("x")}]}, "invalid_blocks"),
        ({"blocks": [{**HEADER, "block_id": "b"}] * 2}, "invalid_blocks"),
        ({"blocks": [{**HEADER, "block_id": "b" * 256}]}, "invalid_blocks"),
        ({"blocks": [row()]}, "invalid_blocks"),
        ({"blocks": [row(*map(button, range(26)))]}, "invalid_blocks"),
        ({"blocks": [row(button(), button())]}, "invalid_blocks"),
        ({"blocks": [row(button(value="v" * 2001))]}, "invalid_blocks"),
        ({"blocks": [row(button(text=plain("x" * 76)))]}, "invalid_blocks"),
        ({"blocks": [row(button(url="https://a.b/" + "c" * 3000))]}, "invalid_blocks"),
        ({"blocks": [row(menu(101))]}, "invalid_blocks"),
        ({"blocks": [row(menu(0))]}, "invalid_blocks"),
        ({"blocks": [rich("")]}, "invalid_blocks"),
        ({"blocks": [{"type": "context", "elements": [plain("x")] * 11}]}, "invalid_blocks"),
        ({"blocks": [{"type": "image", "slack_file": {"id": "F9"}, "alt_text": "x"}]}, "invalid_blocks"),
        ({"blocks": [rich("x" * 14_000)]}, "msg_blocks_too_long"),
        ({"text": "x", "metadata": "key"}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_type": "e"}}, "invalid_metadata_schema"),
        ({"text": "x", "metadata": {"event_payload": {}}}, "invalid_metadata_schema"),
        ({"text": "x", "channel": "C9"}, "channel_not_found"),
        ({"text": "x", "channel": "C2"}, "not_in_channel"),
        ({"text": "x", "channel": "C3"}, "is_archived"),
        ({"text": "x", "channel": "C4"}, "channel_not_found"),
        ({"text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"text": "x", "attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
    ],
)
async def test_a_message_that_slack_would_not_take(
    slack: SlackServer, client: AsyncWebClient, asked: dict[str, Any], error: str
) -> None:
    """Nothing of it stands."""
    slack.places |= {
        "C2": Place("C2", member=False),
        "C3": Place("C3", archived=True),
        "C4": Place("C4", member=False, private=True),
    }

    assert await refusal(client, "chat.postMessage", **{"channel": "C1", **asked}) == error
    assert not any(slack.messages.values())


async def test_a_reply_hangs_on_a_parent_and_never_on_a_reply(client: AsyncWebClient) -> None:
    parent = (await client.chat_postMessage(channel="C1", text="x"))["ts"]
    reply = (await client.chat_postMessage(channel="C1", text="x", thread_ts=parent))["ts"]

    assert (
        await refusal(client, "chat.postMessage", channel="C1", text="x", thread_ts=reply)
        == "thread_not_found"
    )


async def test_what_others_wrote_is_not_ours_to_change(slack: SlackServer, client: AsyncWebClient) -> None:
    slack.messages["C1"].append({"ts": "1.000001", "user": "U1", "text": "mine"})

    assert (
        await refusal(client, "chat.update", channel="C1", ts="1.000001", text="x") == "cant_update_message"
    )
    assert await refusal(client, "chat.delete", channel="C1", ts="1.000001") == "cant_delete_message"
    assert await refusal(client, "chat.update", channel="C1", ts="2.000001", text="x") == "message_not_found"


@pytest.mark.parametrize(
    ("scope", "method", "asked"),
    [
        ("chat:write", "chat.postMessage", {"channel": "C1", "text": "x"}),
        ("chat:write", "chat.postEphemeral", {"channel": "C1", "user": "U1", "text": "x"}),
        ("chat:write", "chat.update", {"channel": "C1", "ts": "1.000001", "text": "x"}),
        ("chat:write", "chat.delete", {"channel": "C1", "ts": "1.000001"}),
        ("channels:history", "conversations.history", {"channel": "C1"}),
        ("channels:history", "conversations.replies", {"channel": "C1", "ts": "1.000001"}),
        ("groups:history", "conversations.history", {"channel": "C5"}),
        ("im:history", "conversations.history", {"channel": "D5"}),
        ("channels:read", "conversations.info", {"channel": "C1"}),
        ("groups:read", "conversations.info", {"channel": "C5"}),
        ("im:read", "conversations.info", {"channel": "D5"}),
        ("mpim:read", "conversations.info", {"channel": "C6"}),
        ("channels:read", "users.conversations", {"user": "U1"}),
        ("groups:read", "users.conversations", {"user": "U1", "types": "private_channel"}),
        ("files:write", "files.getUploadURLExternal", {"filename": "a", "length": 1}),
        ("files:write", "files.completeUploadExternal", {"files": []}),
    ],
)
async def test_each_call_needs_its_scope(
    slack: SlackServer, client: AsyncWebClient, scope: str, method: str, asked: dict[str, Any]
) -> None:
    """The answer names it, and what the token has."""
    slack.places |= {
        "C5": Place("C5", private=True),
        "C6": Place("C6", direct="mpim"),
        "D5": Place("D5", direct="im"),
    }
    slack.scopes.discard(scope)
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=asked)

    answer = caught.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", scope)
    assert scope not in answer["provided"].split(",")


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        (APP_TOKEN, "auth.test", "not_allowed_token_type"),
        (BOT_TOKEN, "apps.connections.open", "not_allowed_token_type"),
        (BOT_TOKEN, "files.upload", "unknown_method"),
    ],
)
async def test_each_call_needs_its_token(slack: SlackServer, token: str, method: str, error: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.url}/api/{method}", headers={"Authorization": f"Bearer {token}"}) as answer,
    ):
        told = await answer.json()

    assert (told["ok"], told["error"]) == (False, error)


async def test_a_file_is_shown_in_channels_alone_and_once_it_is_there(
    slack: SlackServer, client: AsyncWebClient
) -> None:
    """A person is no channel, and an address takes exactly what was promised."""
    place = await client.files_getUploadURLExternal(filename="a.md", length=3)
    files = [{"id": place["file_id"], "title": "a"}]
    complete = "files.completeUploadExternal"
    assert await refusal(client, complete, files=files, channel_id="C1") == "file_not_found"
    async with aiohttp.ClientSession() as session:
        async with session.post(str(place["upload_url"]), data=b"four") as answer:
            assert answer.status == 400
        async with session.post(str(place["upload_url"]), data=b"abc") as answer:
            assert (answer.status, answer.content_type) == (200, "text/plain")
    assert await refusal(client, complete, files=files, channel_id="U1") == "invalid_arguments"
    await client.files_completeUploadExternal(files=files, channel_id="C1")
    assert len(slack.messages["C1"]) == 1


async def test_nobody_outside_of_a_channel_is_whispered_to(
    slack: SlackServer, client: AsyncWebClient
) -> None:
    slack.outsiders.add("U1")

    assert (
        await refusal(client, "chat.postEphemeral", channel="C1", user="U1", text="x")
        == "user_not_in_channel"
    )


async def answered(url: str, body: dict[str, Any]) -> int:
    """Return the status of an answer to a command."""
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
        return answer.status


async def test_an_address_for_answers_takes_five_within_half_an_hour(slack: SlackServer) -> None:
    url, old = slack.response_url(), slack.response_url()
    slack.issued[old.removeprefix(slack.url)] -= 1801

    assert [await answered(url, {"text": "x"}) for _ in range(6)] == [200] * 5 + [404]
    assert await answered(old, {"text": "x"}) == 404
    assert await answered(f"{slack.url}/response/made-up", {"text": "x"}) == 404
    assert await answered(slack.response_url(), {}) == 400


async def test_an_address_of_socket_mode_serves_once(slack: SlackServer) -> None:
    url = slack.sockets.new_url(slack.url)
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_who_takes_three_seconds_has_failed_the_user(
    slack: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also who acknowledges on another connection than it came on."""
    monkeypatch.setattr("slacksocket.PATIENCE", 0.3)
    async with aiohttp.ClientSession() as session:
        first, second = [await session.ws_connect(slack.sockets.new_url(slack.url)) for _ in range(2)]
        for socket in (first, second):
            assert (await socket.receive_json())["type"] == "hello"
        sent = asyncio.create_task(slack.sockets.send("slash_commands", {}))
        envelope = (await second.receive_json())["envelope_id"]
        await first.send_json({"envelope_id": envelope})
        with pytest.raises(NotAcknowledgedError):
            await sent
        await first.close()
        await second.close()


async def test_more_than_a_channel_bears_is_limited(slack: SlackServer, client: AsyncWebClient) -> None:
    slack.paces["chat.postMessage"] = 30
    slack.places["C2"] = Place("C2")
    await client.chat_postMessage(channel="C1", text="x")
    await client.chat_postMessage(channel="C2", text="x")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C1", text="x")

    assert caught.value.response.status_code == 429
    assert 0 < int(caught.value.response.headers["Retry-After"]) <= 31


async def test_history_tells_of_parents_newest_first_and_of_keys_when_asked(client: AsyncWebClient) -> None:
    key = {"event_type": "e", "event_payload": {"key": "k"}}
    parent = (await client.chat_postMessage(channel="C1", text="1", metadata=key))["ts"]
    await client.chat_postMessage(channel="C1", text="reply", thread_ts=parent)
    await client.chat_postMessage(channel="C1", text="2")
    bare = (await client.conversations_history(channel="C1"))["messages"]
    told = (await client.conversations_history(channel="C1", include_all_metadata=True))["messages"]
    replies = (await client.conversations_replies(channel="C1", ts=parent))["messages"]

    assert [one["text"] for one in bare] == ["2", "1"]
    assert bare[1]["metadata"] == {"event_type": "e"}
    assert told[1]["metadata"] == key
    assert [one["text"] for one in replies] == ["1", "reply"]
