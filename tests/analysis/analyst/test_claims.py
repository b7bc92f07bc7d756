"""The checker: a statement is shown only where the commit bears it out."""

import pytest
from analyses import POOL, rated
from handmade import change

from analysis.analyst.claims import Checker
from analysis.analyst.fields import Said
from analysis.analyst.questions import material
from analysis.facts.models import Evidence
from analysis.language import Language
from analysis.models import FileChange
from analysis.results import Claim

QUOTE = "def connect(host, retries=3):"


def check(
    said: Said, *files: FileChange, language: Language = Language.EN, message: str = "Retry in `connect`"
) -> Claim | None:
    commit = rated(message, *files)
    _, grounds = material(commit, language, 2_000)
    return Checker(commit.facts, grounds, language).claim(said)


def fact(text: str, quote: str = QUOTE, file: str = "src/pool.py") -> Said:
    return Said(text, file, quote)


def view(text: str) -> Said:
    return Said(text, inferred=True)


def test_a_quoted_statement_is_kept_with_the_line_it_was_seen_on() -> None:
    claim = check(fact("`connect` now takes `retries`."))

    assert claim == Claim("`connect` now takes `retries`.", (Evidence(QUOTE, "src/pool.py", 2),))


@pytest.mark.parametrize(
    "quote",
    [f"+{QUOTE}", f"  {QUOTE}  ", "def connect(host,  retries=3):", f"+{QUOTE}\n+    timeout_ms = 250"],
)
def test_signs_and_blanks_of_a_quote_do_not_matter(quote: str) -> None:
    assert check(fact("`connect` takes `retries`.", quote))


def test_a_removed_line_is_quoted_as_removed() -> None:
    claim = check(fact("`connect` took only `host`.", "-def connect(host):"))

    assert claim is not None
    assert claim.evidence == (Evidence("def connect(host):", "src/pool.py", 2, removed=True),)


def test_the_message_may_be_quoted_under_its_own_name() -> None:
    claim = check(fact("`connect` tries again.", "Retry in `connect`", "MESSAGE"))

    assert claim is not None
    assert claim.evidence == (Evidence("Retry in `connect`"),)


@pytest.mark.parametrize(
    "said",
    [
        fact("`connect` takes `retries`.", file="src/other.py"),
        fact("`connect` takes `retries`.", file=""),
        fact("`connect` takes `retries`.", "def connect(host, attempts=3):"),
        fact("`connect` takes `retries`.", ""),
        fact("`connect` takes `retries`.", "("),
        fact("`connect` tries again.", "No such words in it", "MESSAGE"),
    ],
)
def test_a_statement_without_its_evidence_is_dropped(said: Said) -> None:
    assert check(said) is None


@pytest.mark.parametrize(
    "text",
    [
        "`reconnect_later` is new.",
        "The ConnectionSupervisor takes over.",
        "MAX_ATTEMPTS and `retry_budget` limit `connect`.",
        "The option --max-retries is new.",
    ],
)
def test_invented_names_are_dropped(text: str) -> None:
    assert check(fact(text)) is None


@pytest.mark.parametrize("text", ["`Retries` go to `CONNECT`.", "The timeoutMs of `connect` is set."])
def test_names_count_in_any_case_and_spelling(text: str) -> None:
    assert check(fact("`connect` sets timeoutMs.")) is not None
    assert check(fact(text.replace("`Retries`", "`retries`").replace("CONNECT", "connect"))) is not None


def test_a_path_that_the_commit_does_not_touch_is_dropped() -> None:
    assert check(fact("`connect` moves to src/network/client.py.")) is None
    assert check(fact("`connect` in src/pool.py takes `retries`.")) is not None


@pytest.mark.parametrize(
    "text",
    [
        "`connect` reduces memory by 37 %.",
        "`connect` is 3x faster.",
        "`connect` is three times faster.",
        "`connect` waits 900 ms.",
        "`connect` halves the time in half.",
        "`connect` gives 45 attempts.",
    ],
)
def test_invented_numbers_are_dropped(text: str) -> None:
    assert check(fact(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "`connect` 让内存下降百分之三十七。",
        "`connect` 快了三倍。",
        "`connect` 的内存下降 ３７％。",
        "`connect` 的开销翻倍。",
    ],
)
def test_invented_numbers_are_dropped_in_chinese(text: str) -> None:
    assert check(fact(text), language=Language.ZH) is None


def test_a_number_with_its_unit_in_the_name_is_kept() -> None:
    assert check(fact("The timeout of `connect` is 250 ms.", "timeout_ms = 250")) is not None


def test_a_view_is_kept_without_a_quote_and_marked() -> None:
    claim = check(view("Callers of `connect` may wait longer."))

    assert claim is not None
    assert claim.inferred
    assert claim.evidence == ()


@pytest.mark.parametrize(
    "text",
    [
        "`connect` may wait 250 ms longer.",
        "`connect` may be tried 3 times.",
        "`connect` may take twice as long.",
    ],
)
def test_a_view_may_state_no_number(text: str) -> None:
    assert check(view(text)) is None


@pytest.mark.parametrize("text", ["It follows 1a2b3c4d5e.", "It completes #4711."])
def test_invented_hashes_and_references_are_dropped(text: str) -> None:
    assert check(view(text)) is None


def test_a_reference_of_the_message_is_kept() -> None:
    said = fact("It completes #4711.", "Retry (#4711)", "MESSAGE")

    assert check(said, message="Retry (#4711)") is not None


def test_the_wrong_language_is_dropped() -> None:
    assert check(fact("`connect` 增加了 `retries` 参数。")) is None
    assert check(fact("`connect` now takes `retries`."), language=Language.ZH) is None


def test_a_link_is_taken_out_of_a_kept_statement() -> None:
    claim = check(fact("[`connect`](https://evil.example) takes `retries`."))

    assert claim is not None
    assert claim.text == "`connect` takes `retries`."


def test_repeated_statements_are_shown_once_and_not_counted_as_dropped() -> None:
    commit = rated()
    _, grounds = material(commit, Language.EN, 2_000)
    checker = Checker(commit.facts, grounds, Language.EN)

    kept = checker.claims([fact("`connect` takes `retries`.")] * 2 + [fact("`other_name` is new.")])

    assert (len(kept), checker.dropped) == (1, 1)


def test_a_quote_of_what_was_not_sent_is_dropped() -> None:
    long = change("src/pool.py", "\n".join(f"+value_{n} = {n}" for n in range(900)))
    commit = rated("Add values", long)
    _, grounds = material(commit, Language.EN, 700)

    assert (
        Checker(commit.facts, grounds, Language.EN).claim(fact("`value_899` is new.", "value_899 = 899"))
        is None
    )


def test_yaml_items_are_found_on_added_lines() -> None:
    workflow = change(".github/workflows/ci.yml", "+- uses: actions/checkout@v4")

    claim = check(
        fact("It uses `actions/checkout@v4`.", "- uses: actions/checkout@v4", ".github/workflows/ci.yml"),
        workflow,
    )

    assert claim is not None
    assert claim.evidence[0].line == 1


def test_files_are_known_by_the_names_that_git_gives_them() -> None:
    assert check(fact("`connect` takes `retries`.", file="b/src/pool.py"), POOL) is not None
