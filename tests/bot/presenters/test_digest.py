"""A digest as a thread."""

from dataclasses import replace

import pytest
from digesting import BEFORE_END, digest, digests, made, note
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import all_said, said

from analysis.language import Bilingual, Language
from analysis.results import (
    Advice,
    Audience,
    ChangeType,
    Claim,
    Digest,
    DigestStatus,
    Level,
    Reason,
    UpgradeKind,
    Usage,
    WrittenBy,
)
from bot.messages import (
    Bullets,
    Button,
    Code,
    Heading,
    Link,
    LinkButton,
    Menu,
    Message,
    Paragraph,
    Strong,
    Thread,
    Tone,
    plain,
)
from bot.presenters.digest import digest_thread
from bot.presenters.filtering import Filter
from bot.presenters.parent import HIGHS_SHOWN, MEDIUMS_SHOWN, NOTES_SHOWN
from bot.presenters.replies import MEDIUM_IN_ONE
from bot.safety import safe_line
from bot.subscriptions import Layout

HIGH = made("a", Level.HIGH, subject="Retry sends (#7)", notes=(note(),))
MEDIUM = made("b", Level.MEDIUM, subject="Log less")
LOW = made("c", Level.LOW, subject="Fix a typo", kind=ChangeType.DOCUMENTATION)
DAY_OF_THREE = digest(HIGH, MEDIUM, LOW)


def menus(message: Message) -> list[Menu]:
    """Return the menus of a message."""
    return [control for control in message.controls if isinstance(control, Menu)]


def bullets(message: Message) -> list[Bullets]:
    """Return the lists of a message."""
    return [section for section in message.sections if isinstance(section, Bullets)]


def titles(thread: Thread) -> list[str]:
    """Return the titles of a thread's replies."""
    return [reply.title for reply in thread.replies]


def test_the_parent_names_repository_and_day() -> None:
    assert digest_thread(DAY_OF_THREE).parent.title == "acme/api · Wed 2026-02-04"
    assert (
        digest_thread(replace(DAY_OF_THREE, language=Language.ZH)).parent.title
        == "acme/api · 2026-02-04（周三）"
    )


def test_the_parent_tells_headline_statistics_upgrade_notes_and_high_commits() -> None:
    text = said(digest_thread(DAY_OF_THREE).parent)
    for expected in (
        "What matters most.",
        "3 commits · 🔴 high 1 · 🟡 medium 1 · 🟢 low 1",
        "send is gone from pool.py. a000000",
        "a000000 Retry sends (#7)",
        "branch main · zone Asia/Shanghai",
    ):
        assert expected in text


def test_a_notification_says_what_the_day_was_about() -> None:
    assert digest_thread(DAY_OF_THREE).parent.notification == "acme/api 2026-02-04: What matters most."


def test_code_words_of_a_headline_are_code() -> None:
    parent = digest_thread(replace(DAY_OF_THREE, headline="`send` is gone.")).parent
    assert parent.sections[0].spans == (Code("send"), Strong(" is gone."))  # type: ignore[union-attr] # a headline is a paragraph


def test_the_thread_goes_from_high_to_low_and_ends_with_the_report() -> None:
    thread = digest_thread(DAY_OF_THREE)
    assert titles(thread) == ["Retry sends (#7)", "Medium importance", "Low importance", "Full report"]
    assert [reply.tone for reply in thread.replies] == [Tone.HIGH, Tone.MEDIUM, Tone.LOW, Tone.INFO]
    assert thread.replies[-1].attachment


def test_only_the_last_reply_carries_the_report() -> None:
    thread = digest_thread(DAY_OF_THREE)
    assert [bool(message.attachment) for message in (thread.parent, *thread.replies)] == [False] * 4 + [True]


def test_a_report_file_is_named_after_repository_day_and_language() -> None:
    attachment = digest_thread(DAY_OF_THREE).replies[-1].attachment
    assert attachment is not None
    assert attachment.name == "digest-acme-api-2026-02-04.en.md"
    assert attachment.content.startswith("# Daily report (2026-02-04)")


def test_every_high_commit_has_a_reply_of_its_own() -> None:
    thread = digest_thread(digest(*(made(digit, Level.HIGH, subject=digit) for digit in "abc")))
    assert titles(thread) == ["a", "b", "c", "Full report"]


def test_several_medium_commits_share_a_numbered_reply() -> None:
    thread = digest_thread(digest(*(made(digit) for digit in "0123456789"[: MEDIUM_IN_ONE + 1])))
    assert titles(thread) == ["Medium importance (1/2)", "Medium importance (2/2)", "Full report"]
    headings = [section for section in thread.replies[0].sections if isinstance(section, Heading)]
    assert len(headings) == MEDIUM_IN_ONE


def test_all_low_commits_share_a_reply_with_a_line_each() -> None:
    thread = digest_thread(digest(LOW, made("d", Level.LOW, subject="Fix another")))
    lines = said(thread.replies[0]).splitlines()
    assert lines[1:3] == ["c000000 Fix a typo — Changes pool.", "d000000 Fix another — Changes pool."]


def test_a_quiet_day_is_the_parent_alone() -> None:
    thread = digest_thread(replace(digest(), headline="Nothing landed that day."))
    assert thread.replies == ()
    assert "Nothing landed" in said(thread.parent)
    assert thread.parent.controls == ()


def test_the_file_layout_is_the_parent_with_the_report() -> None:
    thread = digest_thread(DAY_OF_THREE, Layout.FILE)
    assert thread.replies == ()
    assert thread.parent.attachment is not None


def test_in_the_flat_layout_every_message_says_what_it_belongs_to() -> None:
    thread = digest_thread(DAY_OF_THREE, Layout.FLAT)
    assert all("acme/api · 2026-02-04" in plain(reply.footer) for reply in thread.replies)


def test_the_footer_says_that_no_model_was_asked() -> None:
    assert "without a model" in plain(digest_thread(DAY_OF_THREE).replies[-1].footer)


def test_the_footer_says_what_a_model_wrote_and_took() -> None:
    by_model = replace(HIGH, analysis=replace(HIGH.analysis, written_by=WrittenBy.MODEL))
    used = replace(digest(by_model, LOW), usage=Usage(2, 12_345, 678, 90, 0.0123))
    footer = plain(digest_thread(used).replies[-1].footer)
    assert footer == (
        "1 written by a model and checked sentence by sentence, 1 from facts. "
        "Model calls: 2; tokens: 12,345 in (90 cached), 678 out, about $0.0123."
    )


def test_a_cost_that_is_not_known_is_not_told() -> None:
    used = replace(DAY_OF_THREE, usage=Usage(2, 10, 10))
    assert "$" not in plain(digest_thread(used).replies[-1].footer)


def test_an_unfinished_day_says_until_when_it_was_read() -> None:
    text = said(
        digest_thread(replace(DAY_OF_THREE, status=DigestStatus.IN_PROGRESS, made_at=BEFORE_END)).parent
    )
    assert "The day is not over: this is what had landed by 2026-02-04 23:00:00." in text


def test_a_partial_day_and_an_approximate_one_say_so() -> None:
    text = said(digest_thread(replace(DAY_OF_THREE, status=DigestStatus.PARTIAL, approximate=True)).parent)
    assert "not complete" in text
    assert "found by date" in text


def test_the_notes_of_a_digest_are_told() -> None:
    assert "Argued." in said(digest_thread(replace(DAY_OF_THREE, notes=("Argued.",))).parent)


def test_what_claims_were_left_out_is_told() -> None:
    one = replace(HIGH, analysis=replace(HIGH.analysis, claims_dropped=2, notes=("Cut short.",)))
    text = said(digest_thread(digest(one)).replies[0])
    assert "2 of the model's sentences" in text
    assert "Cut short." in text


def test_upgrade_notes_beyond_the_first_few_follow_below() -> None:
    notes = tuple(note(UpgradeKind.MIGRATION, f"name{number}") for number in range(NOTES_SHOWN + 2))
    thread = digest_thread(digest(replace(HIGH, upgrade_notes=notes)))
    assert "2 more upgrade notes follow below" in said(thread.parent)
    assert thread.replies[0].title == "Upgrade notes"
    assert f"name{NOTES_SHOWN + 1}" in said(thread.replies[0])


def test_names_that_one_commit_removes_are_told_together_each_leading_to_its_line() -> None:
    notes = tuple(note(name=name) for name in ("send", "receive"))
    parent = digest_thread(digest(replace(HIGH, upgrade_notes=notes))).parent
    assert "Public names gone: send, receive. a000000" in said(parent)
    links = [span for item in bullets(parent)[0].items for span in item if isinstance(span, Link)]
    assert [link.text for link in links] == ["send", "receive", "a000000"]
    assert "/blob/" in links[0].url


def test_names_of_two_commits_are_told_apart() -> None:
    other = made("b", Level.HIGH, notes=(note(name="receive", sha="b"),))
    text = said(digest_thread(digest(HIGH, other)).parent)
    assert "send is gone from pool.py. a000000" in text
    assert "receive is gone from pool.py. b000000" in text


def test_the_first_clause_of_a_headline_is_strong_and_no_word_of_it_is_lost() -> None:
    headline = "The pool locks; `send` is gone; the rest is tests."
    paragraph = digest_thread(replace(DAY_OF_THREE, headline=headline)).parent.sections[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.spans[0] == Strong("The pool locks;")
    assert plain(paragraph.spans) == headline.replace("`", "")


def test_a_high_commit_says_on_one_line_what_and_whose_it_is() -> None:
    (first, *_) = digest_thread(DAY_OF_THREE).replies[0].sections
    assert isinstance(first, Paragraph)
    assert plain(first.spans) == "a000000 · bug fix · Ada"


@pytest.mark.parametrize(("number", "page"), [(7, "pull/7"), (None, f"commit/{HIGH.commit.sha}")])
def test_a_high_commit_leads_to_its_pull_request_else_to_its_own_page(number: int | None, page: str) -> None:
    one = replace(HIGH, commit=replace(HIGH.commit, pull_request=number))
    (button,) = digest_thread(digest(one)).replies[0].controls
    assert isinstance(button, LinkButton)
    assert button.url == f"https://github.com/acme/api/{page}"


def test_code_in_a_title_is_code_in_a_list() -> None:
    one = made("a", Level.HIGH, subject="Drop `send`")
    assert Code("send") in bullets(digest_thread(digest(one)).parent)[0].items[0]


def test_high_commits_beyond_a_list_are_counted() -> None:
    many = digest(*(made(f"{number:x}", Level.HIGH) for number in range(HIGHS_SHOWN + 3)))
    assert "3 more follow below." in said(digest_thread(many).parent)
    assert "3 more stand in the report." in said(digest_thread(many, Layout.FILE).parent)


def test_a_day_without_high_commits_lists_some_medium_ones() -> None:
    text = said(digest_thread(digest(*(made(f"{number:x}") for number in range(MEDIUMS_SHOWN + 2)))).parent)
    assert "Medium importance" in text
    assert "2 more follow below." in text


def test_a_level_leaves_lower_commits_out_and_says_so() -> None:
    thread = digest_thread(DAY_OF_THREE, wanted=Filter(Level.MEDIUM))
    assert "(level medium and above): 2 of 3." in said(thread.parent)
    assert titles(thread) == ["Retry sends (#7)", "Medium importance", "Full report"]


def test_a_day_without_anything_to_show_says_so() -> None:
    thread = digest_thread(digest(LOW), wanted=Filter(Level.HIGH))
    assert "Nothing that day matches these settings." in said(thread.parent)


def test_the_menu_explains_any_shown_commit() -> None:
    (menu,) = menus(digest_thread(DAY_OF_THREE, wanted=Filter(Level.MEDIUM)).parent)
    assert menu.action == "explain"
    assert [option.value for option in menu.options] == [
        f"acme/api@{one.commit.sha}" for one in (HIGH, MEDIUM)
    ]
    assert menu.options[0].label == "a000000 Retry sends (#7)"


def test_following_is_offered_where_it_is_asked_for() -> None:
    buttons = [
        control
        for control in digest_thread(DAY_OF_THREE, offer_follow=True).parent.controls
        if isinstance(control, Button)
    ]
    assert [(button.action, button.value) for button in buttons] == [("follow", "acme/api")]
    assert not any(isinstance(control, Button) for control in digest_thread(DAY_OF_THREE).parent.controls)


def test_a_button_leads_to_the_day() -> None:
    urls = [each.url for each in digest_thread(DAY_OF_THREE).parent.controls if isinstance(each, LinkButton)]
    assert urls == ["https://github.com/acme/api/commits/main?since=2026-02-03&until=2026-02-04"]


def test_a_merge_is_called_by_what_it_merges() -> None:
    merge = made("a", Level.HIGH, subject="Merge pull request #9 from acme/fix")
    merge = replace(
        merge,
        commit=replace(merge.commit, parents=("e" * 40, "f" * 40), pull_request=9),
        facts=replace(merge.facts, title=replace(merge.facts.title, text="Close pools once")),
    )
    assert titles(digest_thread(digest(merge)))[0] == "Close pools once (#9)"


@pytest.mark.parametrize("language", Language)
def test_a_commit_without_a_title_still_has_one(language: Language) -> None:
    assert all(titles(digest_thread(replace(digest(made("a", Level.HIGH, subject="")), language=language))))


@settings(max_examples=30, deadline=None)
@given(digests, st.sampled_from(Layout), st.sampled_from(Level))
def test_any_digest_can_be_said_in_any_layout(day: Digest, layout: Layout, level: Level) -> None:
    thread = digest_thread(day, layout, Filter(level, ("src/**",)), offer_follow=True)
    assert all(message.title for message in (thread.parent, *thread.replies))


@settings(max_examples=30, deadline=None)
@given(digests)
def test_every_commit_of_a_digest_stands_in_its_thread(day: Digest) -> None:
    text = all_said(digest_thread(day))
    for one in day.commits:
        assert one.commit.short_sha in text


@settings(max_examples=25, deadline=None)
@given(digests)
def test_values_of_controls_are_short_and_unique(day: Digest) -> None:
    for control in digest_thread(day, offer_follow=True).parent.controls:
        if isinstance(control, Menu):
            values = [option.value for option in control.options]
            assert len(set(values)) == len(values)
            assert all(len(value) <= 90 for value in values)
            assert all(option.label == safe_line(option.label) for option in control.options)
        if isinstance(control, Button):
            assert len(control.value) <= 90


def test_advice_to_the_same_readers_names_them_once() -> None:
    said_to = ((Audience.USERS, "One."), (Audience.USERS, "Two."), (Audience.OPERATORS, "Three."))
    given_ = tuple(Advice(audience, Claim(text)) for audience, text in said_to)
    one = replace(HIGH, analysis=replace(HIGH.analysis, advice=given_))
    (advised,) = bullets(digest_thread(digest(one)).replies[0])
    assert [plain(item) for item in advised.items] == ["Users: One.", "Two.", "Operators: Three."]


def test_the_weightiest_reasons_of_a_level_are_told_and_the_others_counted() -> None:
    reasons = tuple(Reason(f"r{weight}", weight, Bilingual("", f"w{weight}")) for weight in range(1, 7))
    one = replace(HIGH, rating=replace(HIGH.rating, reasons=reasons))
    assert plain(digest_thread(digest(one)).replies[0].footer) == "Why high: w6; w5; w4; w3; 2 more"
