"""Every error that Slack documents for what the bot does, and its outcome: a table for each."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from slackserver import Fault, Place, SlackServer

from adapters.slack.platform import SlackPlatform
from adapters.slack.render import parts_of
from analysis.language import Language
from benchmarks.stage import DAY, MemorySources
from bot.causes import Cause, cause_of
from bot.clock import SystemClock
from bot.daily import Daily, tell
from bot.digests import Digests
from bot.errors import About, CannotLookError, DeliveryError, OutcomeUnknownError, RefusedError
from bot.memory import memory_stores
from bot.messages import Attachment, Message
from bot.orders import Order, order_data
from bot.ports import Part, Target
from bot.posting import Patience
from bot.subscriptions import Channel, Layout
from bot.writing import FactsWriter

HERE = Target("C1")
TS = "1770000000.000001"
(TEXT,) = parts_of(Message("Hello"))
(FILE,) = parts_of(Message("Report", attachment=Attachment("a.md", "x", "Report")))

Call = Callable[[SlackPlatform], Awaitable[object]]
CALLS: dict[str, tuple[str, Call]] = {
    "send": ("chat.postMessage", lambda on: on.send(HERE, TEXT, "k")),
    "edit": ("chat.update", lambda on: on.edit(HERE, TS, TEXT)),
    "delete": ("chat.delete", lambda on: on.delete(HERE, TS)),
    "whisper": ("chat.postEphemeral", lambda on: on.whisper(HERE, "U1", TEXT)),
    "reserve": ("files.getUploadURLExternal", lambda on: on.upload(FILE)),
    "share": ("files.completeUploadExternal", lambda on: on.send(HERE, Part(FILE.payload, "F1"), "k")),
}
EVERY_CALL = pytest.mark.parametrize("call", CALLS)

OF_ACCOUNT = (
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "missing_scope",
    "no_permission",
    "org_login_required",
    "access_denied",
    "accesslimited",
    "ekm_access_denied",
    "not_allowed_token_type",
    "team_access_not_granted",
    "team_not_found",
    "enterprise_is_restricted",
    "two_factor_setup_required",
)
OF_CHANNEL = (
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_thread_only_channel",
    "restricted_action_non_threadable_channel",
)
OF_PART = (
    "invalid_blocks",
    "invalid_blocks_format",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "metadata_too_large",
    "metadata_must_be_sent_from_app",
    "cannot_reply_to_message",
    "markdown_text_conflict",
    "too_many_attachments",
    "attachment_payload_limit_exceeded",
    "invalid_arguments",
    "user_not_in_channel",
    "messages_tab_disabled",
    "slack_connect_file_link_sharing_blocked",
    "file_not_found",
    "storage_limit_reached",
    "posting_to_channel_denied",
    "unknown_method",
    "method_deprecated",
    "a_code_of_tomorrow",
)
FOR_EVER = [
    *((code, About.ACCOUNT, Cause.ACCOUNT) for code in OF_ACCOUNT),
    *((code, About.CHANNEL, Cause.CHANNEL) for code in OF_CHANNEL),
    *((code, About.PART, Cause.OURS) for code in OF_PART),
    *((code, About.MESSAGE, Cause.OURS) for code in ("message_not_found", "thread_not_found")),
    *((code, About.FIXED, Cause.OURS) for code in ("edit_window_closed", "cant_update_message")),
]
LATER = [
    (Fault("ratelimited", 429, headers={"Retry-After": "7"}), 7),
    (Fault("rate_limited", 429, headers={"retry-after": "7"}), 7),
    (Fault("ratelimited", 200), 10),
    (Fault("ratelimited", 429), 10),
    (Fault("ratelimited", 429, headers={"Retry-After": "soon"}), 10),
    (Fault("ratelimited", 429, headers={"Retry-After": "-5"}), 0),
    (Fault(status=429, html=True, headers={"Retry-After": "3"}), 3),
    (Fault(status=429), 10),
    (Fault("service_unavailable", 503), 10),
    (Fault("service_unavailable"), 10),
    (Fault("team_added_to_org"), 10),
    (Fault("external_channel_migrating"), 10),
    (Fault("message_limit_exceeded"), 10),
]
UNKNOWN = [
    Fault("fatal_error", stored=True),
    Fault("internal_error", stored=True),
    Fault("internal_error", 500, stored=True),
    Fault("request_timeout", stored=True),
    Fault(drop=True, stored=True),
    Fault(drop=True),
    Fault(status=500, stored=True),
    Fault(status=502, html=True, stored=True),
    Fault(status=503, stored=True),
    Fault(status=504, html=True),
    Fault(status=200, html=True),
    Fault(silent=True, stored=True),
]


async def failure(slack: SlackServer, platform: SlackPlatform, call: str, fault: Fault) -> DeliveryError:
    """Return what a call raises; it was made once, whatever became of it."""
    method, make = CALLS[call]
    slack.faults[method].append(fault)
    with pytest.raises(DeliveryError) as caught:
        await make(platform)
    assert len(slack.said(method)) == 1
    return caught.value


@EVERY_CALL
@pytest.mark.parametrize("refusal", FOR_EVER, ids=lambda refusal: refusal[0])
async def test_a_definite_refusal_is_for_ever_and_says_what_it_is_about(
    slack: SlackServer, platform: SlackPlatform, call: str, refusal: tuple[str, About, Cause]
) -> None:
    """Nothing is tried again; operators are told of what is to be mended."""
    code, about, cause = refusal
    error = await failure(slack, platform, call, Fault(code))

    assert isinstance(error, RefusedError)
    assert (error.reason, error.retry_after, error.about) == (code, None, about)
    assert cause_of(error) is cause


@EVERY_CALL
@pytest.mark.parametrize(("fault", "seconds"), LATER, ids=str)
async def test_a_limit_and_a_service_that_is_away_say_when_to_come_back(
    slack: SlackServer, platform: SlackPlatform, call: str, fault: Fault, seconds: float
) -> None:
    """Slack's own time, else ten seconds."""
    error = await failure(slack, platform, call, fault)

    assert isinstance(error, RefusedError)
    assert error.retry_after == seconds
    assert cause_of(error) is Cause.PLATFORM


@EVERY_CALL
@pytest.mark.parametrize("fault", UNKNOWN, ids=str)
async def test_where_nobody_knows_what_became_of_it_nothing_is_sent_twice(
    slack: SlackServer, platform: SlackPlatform, call: str, fault: Fault
) -> None:
    """The client repeats nothing by itself; whoever asked must look first."""
    error = await failure(slack, platform, call, fault)

    assert isinstance(error, OutcomeUnknownError)
    assert cause_of(error) is Cause.PLATFORM


@pytest.mark.parametrize("fault", UNKNOWN, ids=str)
async def test_what_arrived_all_the_same_is_found(
    slack: SlackServer, platform: SlackPlatform, fault: Fault
) -> None:
    since = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=5)
    await failure(slack, platform, "send", fault)

    assert (await platform.find(HERE, "k", since) is not None) == fault.stored


@pytest.mark.parametrize("thread", [None, TS])
@pytest.mark.parametrize(
    "fault",
    [
        *(Fault(code) for code in ("missing_scope", "no_permission", "not_in_channel", "channel_not_found")),
        *(Fault(code) for code in ("invalid_auth", "token_revoked", "thread_not_found", "internal_error")),
        Fault("ratelimited", 429, headers={"Retry-After": "3600"}),
        Fault(status=502, html=True),
        Fault(silent=True),
    ],
    ids=str,
)
async def test_where_slack_does_not_let_us_look_nobody_posts_blind(
    slack: SlackServer, platform: SlackPlatform, fault: Fault, thread: str | None
) -> None:
    method = "conversations.replies" if thread else "conversations.history"
    slack.faults[method].append(fault)

    with pytest.raises(CannotLookError):
        await platform.find(Target("C1", thread), "k", dt.datetime.now(dt.UTC))
    assert len(slack.said(method)) == 1


@dataclass
class Telling:
    """A channel that is told of one small day."""

    platform: SlackPlatform

    async def __call__(self) -> int:
        """Return how many parts stand then."""
        patience = Patience(dt.timedelta(seconds=1), dt.timedelta(milliseconds=50))
        sources, chats = MemorySources(4), {"slack": self.platform}
        daily = Daily(sources, Digests(FactsWriter()), memory_stores(), chats, SystemClock(), patience)
        order = Order("s1:day:1", Channel("slack", "C1"), "acme/api", DAY, Language.EN, layout=Layout.FLAT)
        return len(await tell(daily, order_data(order)))


async def test_a_day_waits_for_its_turn_where_messages_come_too_fast(
    slack: SlackServer, platform: SlackPlatform
) -> None:
    """One a second and channel: all stand in the end, each once."""
    slack.paces["chat.postMessage"] = 0.9
    parts = await Telling(platform)()

    assert len(slack.messages["C1"]) == parts > 2


@pytest.mark.parametrize(
    ("place", "cause"),
    [
        (Place("C1", archived=True), Cause.CHANNEL),
        (Place("C1", member=False), Cause.CHANNEL),
        (Place("C2"), Cause.CHANNEL),
    ],
    ids=["archived", "not a member", "gone"],
)
async def test_a_channel_that_cannot_be_told_is_tried_once(
    slack: SlackServer, platform: SlackPlatform, place: Place, cause: Cause
) -> None:
    """The run ends with what an operator must mend."""
    slack.places = {place.id: place}
    with pytest.raises(RefusedError) as caught:
        await Telling(platform)()

    assert cause_of(caught.value) is cause
    assert len(slack.said("chat.postMessage")) == 1


async def test_a_token_that_is_revoked_ends_a_day_with_the_account_as_its_cause(
    slack: SlackServer, platform: SlackPlatform
) -> None:
    slack.bad_tokens.add("xoxb-test")
    with pytest.raises(RefusedError) as caught:
        await Telling(platform)()

    assert cause_of(caught.value) is Cause.ACCOUNT
