"""The analyst against a scripted model: every way to answer badly ends with something useful."""

import pytest
from analyses import POOL, rated, words
from fakes import digest_commit
from handmade import change, commit
from scripted import ONE_CALL, ScriptedModel, answer

from analysis.analyst import analyse, analyse_briefs, headline, version
from analysis.errors import ModelUnavailableError, PromptTooLongError, UnusableAnswerError
from analysis.language import Language
from analysis.models import Diff
from analysis.rated import rate_commit
from analysis.results import Depth, Usage, WrittenBy

QUOTE = "def connect(host, retries=3):"
SAID = {"text": "`connect` now takes `retries`.", "file": "src/pool.py", "quote": QUOTE, "kind": "fact"}
VIEW = {"text": "Callers of `connect` may wait longer.", "file": "", "quote": "", "kind": "inference"}
ALL = {
    "types": ["feature"],
    "importance": "keep",
    "importance_file": "",
    "importance_quote": "",
    "summary": [SAID],
    "scope": [SAID],
    "advice": [],
}
BIG = "\n".join(f"+value_{number} = compute_{number}()" for number in range(1_500))


async def test_a_standard_commit_takes_one_call() -> None:
    model = ScriptedModel(answer(ALL))

    made = await analyse(model, rated(), Depth.STANDARD, Language.EN)

    assert len(model.asked) == 1
    assert made.usage == ONE_CALL
    assert made.analysis.written_by is WrittenBy.MODEL


async def test_prompts_of_one_kind_begin_alike_and_end_with_the_data() -> None:
    model = ScriptedModel()
    for message in ("One thing", "Another thing"):
        await analyse(model, rated(message), Depth.DEEP, Language.ZH)

    first, second = model.asked
    assert first.instructions == second.instructions
    assert first.schema == second.schema
    assert "One thing" in first.data
    assert first.data.index("<<<FACTS") < first.data.index("<<<MESSAGE") < first.data.index("<<<DIFF")


async def test_addresses_of_people_stay_out_of_the_prompt() -> None:
    model = ScriptedModel()

    await analyse(model, rated("Tidy\n\nSigned-off-by: Ada <ada@example.org>"), Depth.STANDARD, Language.EN)

    assert "ada@example.org" not in model.seen


async def test_every_field_of_the_schema_is_required_and_every_list_has_a_maximum() -> None:
    model = ScriptedModel()
    await analyse(model, rated(), Depth.DEEP, Language.EN)

    schema = model.asked[0].schema
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert schema["required"] == list(properties)
    assert list(properties)[:2] == ["types", "importance"]
    assert all("maxItems" in one for one in properties.values() if one["type"] == "array")


async def test_a_cut_answer_is_asked_once_for_the_fields_it_lacks() -> None:
    rest = {"risks": [VIEW], "advice": []}
    model = ScriptedModel(answer({"summary": [SAID]}, cut=True), answer(rest))

    made = await analyse(model, rated(), Depth.DEEP, Language.EN)

    properties = model.asked[1].schema["properties"]
    assert isinstance(properties, dict)
    assert len(model.asked) == 2
    assert "summary" not in properties
    assert "risks" in properties
    assert VIEW["text"] in words(made.analysis)
    assert made.usage == Usage(2, 200, 20, 10, 1.0)


async def test_a_second_cut_is_not_asked_about_again() -> None:
    model = ScriptedModel(answer({"summary": [SAID]}, cut=True), answer({}, cut=True))

    made = await analyse(model, rated(), Depth.DEEP, Language.EN)

    assert len(model.asked) == 2
    assert SAID["text"] in words(made.analysis)


async def test_what_a_cut_answer_gave_survives_a_failure_of_the_second_call() -> None:
    model = ScriptedModel(answer({"summary": [SAID]}, cut=True), ModelUnavailableError("unreachable"))

    made = await analyse(model, rated(), Depth.DEEP, Language.EN)

    assert SAID["text"] in words(made.analysis)
    assert made.usage == ONE_CALL


async def test_a_prompt_that_proves_too_long_is_halved_and_asked_once_more() -> None:
    model = ScriptedModel(PromptTooLongError(6_000), answer(ALL))

    await analyse(model, rated("Add values", change("src/a.py", BIG)), Depth.STANDARD, Language.EN)

    first, second = (model.tokens(question.data) for question in model.asked)
    assert second < first / 2 + 100


async def test_a_prompt_that_is_too_long_twice_leaves_the_commit_to_the_facts() -> None:
    model = ScriptedModel(PromptTooLongError(), PromptTooLongError())

    with pytest.raises(PromptTooLongError):
        await analyse(model, rated(), Depth.STANDARD, Language.EN)
    assert len(model.asked) == 2


async def test_a_window_that_holds_nothing_is_not_asked() -> None:
    model = ScriptedModel(window=900)

    with pytest.raises(PromptTooLongError):
        await analyse(model, rated(), Depth.DEEP, Language.EN)
    assert model.asked == []


@pytest.mark.parametrize("error", [ModelUnavailableError("refused"), UnusableAnswerError()])
async def test_a_failing_model_is_told_to_the_caller(
    error: ModelUnavailableError | UnusableAnswerError,
) -> None:
    with pytest.raises(type(error)):
        await analyse(ScriptedModel(error), rated(), Depth.DEEP, Language.EN)


async def test_the_boundary_of_a_shallow_clone_is_not_asked_about() -> None:
    model = ScriptedModel()

    made = await analyse(
        model, rate_commit(commit("x", boundary=True), Diff((POOL,))), Depth.DEEP, Language.EN
    )

    assert model.asked == []
    assert made.analysis.written_by is WrittenBy.FACTS


@pytest.mark.parametrize("window", [4_096, 8_192, 32_768])
@pytest.mark.parametrize("depth", [Depth.DEEP, Depth.STANDARD, Depth.BRIEF])
@pytest.mark.parametrize("language", Language)
async def test_no_question_exceeds_the_window(window: int, depth: Depth, language: Language) -> None:
    model = ScriptedModel(window=window)  # it checks each question itself
    message = "Add values\n\n" + "A long explanation of it. " * 400

    await analyse(model, rated(message, *(change(f"src/a{n}.py", BIG) for n in range(4))), depth, language)

    assert model.asked


async def test_a_very_large_commit_is_told_by_groups_and_then_written_once() -> None:
    noted = {
        "text": "`value_1` is new here.",
        "file": "src/a0/m.py",
        "quote": "value_1 = compute_1()",
        "kind": "fact",
    }
    model = ScriptedModel(
        answer({"claims": [noted, {**noted, "text": "`never_seen` is new."}]}), window=8_000
    )

    made = await analyse(
        model, rated("Add", *(change(f"src/a{n}/m.py", BIG) for n in range(9))), Depth.DEEP, Language.EN
    )

    names = [question.name.partition("-")[0] for question in model.asked]
    assert names[-1] == "deep"
    assert names[:2] == ["group1", "group2"]
    assert noted["text"] in model.asked[-1].data
    assert "never_seen" not in model.asked[-1].data
    assert made.analysis.claims_dropped == 1
    assert made.usage.calls == len(model.asked)


async def test_briefs_of_a_day_take_one_call_and_come_back_by_commit() -> None:
    commits = [rated(sha=digit * 40) for digit in "123"]
    items = [
        {"commit": number, "text": SAID["text"], "file": "src/pool.py", "quote": QUOTE} for number in (3, 1)
    ]
    model = ScriptedModel(answer({"briefs": items}))

    made = await analyse_briefs(model, commits, Language.EN)

    assert len(model.asked) == 1
    assert [made[one.commit.sha].analysis.written_by for one in commits] == [
        WrittenBy.MODEL,
        WrittenBy.FACTS,
        WrittenBy.MODEL,
    ]
    assert sum(one.usage.calls for one in made.values()) == 1


async def test_a_brief_about_the_wrong_commit_is_written_from_facts() -> None:
    other = rated("Docs", change("docs/a.md", "+words"), sha="2" * 40)
    item = {"commit": 1, "text": SAID["text"], "file": "src/pool.py", "quote": QUOTE}

    made = await analyse_briefs(ScriptedModel(answer({"briefs": [item]})), [other, rated()], Language.EN)

    assert made[other.commit.sha].analysis.written_by is WrittenBy.FACTS
    assert made[other.commit.sha].analysis.claims_dropped == 1


@pytest.mark.parametrize(
    "fields", [{}, {"briefs": None}, {"briefs": [None, 1, {"commit": True}, {"commit": 99, "text": "x"}]}]
)
async def test_a_useless_batch_is_written_from_facts(fields: dict[str, object]) -> None:
    made = await analyse_briefs(ScriptedModel(answer(fields)), [rated()], Language.ZH)

    assert made["a" * 40].analysis.summary


async def test_a_cut_batch_is_asked_once_for_the_briefs_it_lacks() -> None:
    commits = [rated(sha=digit * 40) for digit in "12"]
    item = {"commit": 1, "text": SAID["text"], "file": "src/pool.py", "quote": QUOTE}
    model = ScriptedModel(answer({"briefs": [item]}, cut=True), answer({"briefs": [item]}))

    made = await analyse_briefs(model, commits, Language.EN)

    assert len(model.asked) == 2
    assert all(one.analysis.written_by is WrittenBy.MODEL for one in made.values())


async def test_many_briefs_are_split_by_the_window() -> None:
    model = ScriptedModel(window=4_096)

    made = await analyse_briefs(model, [rated(sha=f"{n:040x}") for n in range(30)], Language.ZH)

    assert len(model.asked) > 1
    assert len(made) == 30


async def test_briefs_that_were_paid_for_survive_a_later_failure() -> None:
    model = ScriptedModel(answer({}), ModelUnavailableError("unreachable"), window=4_096)

    made = await analyse_briefs(model, [rated(sha=f"{n:040x}") for n in range(30)], Language.ZH)

    assert 0 < len(made) < 30


async def test_a_brief_may_raise_its_commit_by_one_level() -> None:
    docs = rated("docs: words", POOL)
    item = {"commit": 1, "importance": "raise", "text": SAID["text"], "file": "src/pool.py", "quote": QUOTE}

    made = (await analyse_briefs(ScriptedModel(answer({"briefs": [item]})), [docs], Language.EN))["a" * 40]

    assert made.rating.level is not docs.rating.level


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Retries in `connect` come first.", True),
        ("`other_thing` comes first.", False),
        ("Memory goes down by 37 %.", False),
        ("今天最要紧的是 `connect`。", False),
        ("", False),
        ("x" * 500 + ".", False),
    ],
)
async def test_a_headline_says_only_what_the_analyses_say(said: str, *, shown: bool) -> None:
    commits = [digest_commit(commit("Retry in `connect`"))]

    made = await headline(ScriptedModel(answer({"headline": said})), commits, Language.EN)

    assert (made.text is not None) is shown
    assert made.usage == ONE_CALL


async def test_a_quiet_day_needs_no_headline() -> None:
    model = ScriptedModel()

    assert (await headline(model, [], Language.EN)).text is None
    assert model.asked == []


def test_the_version_is_the_same_every_time() -> None:
    assert version() == version()
