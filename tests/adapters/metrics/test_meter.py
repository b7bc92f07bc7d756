"""The meter that Prometheus reads."""

from meters import read

from adapters.metrics import PrometheusMeter
from adapters.metrics.meter import MOST_SUBSCRIPTIONS
from analysis.language import Language
from analysis.results import Analysis, Claim, Depth, Insight, Usage, WrittenBy
from bot.meter import Answered, Load, ModelFault, PlatformFault
from bot.stores import RunState

FACTS = Analysis(Depth.BRIEF, Language.EN, WrittenBy.FACTS, (Claim("a"),))
MODELS = Analysis(
    Depth.DEEP,
    Language.EN,
    WrittenBy.MODEL,
    (Claim("a"), Claim("b")),
    insight=Insight(security=(Claim("c"),)),
    claims_dropped=2,
)


def test_what_may_happen_is_counted_from_nothing() -> None:
    """So that the first failure is already a rise."""
    samples = read(PrometheusMeter(["slack"]))

    assert samples["runs_total['digest', 'failed']"] == 0
    assert samples["platform_errors_total['refused', 'slack']"] == 0
    assert samples["claims_total['dropped']"] == 0
    assert not any("discord" in name for name in samples)


def test_runs_are_counted_by_their_outcome() -> None:
    meter = PrometheusMeter()
    meter.run_ended("digest", RunState.DONE)
    meter.run_ended("digest", RunState.DONE)

    assert read(meter)["runs_total['digest', 'done']"] == 2


def test_a_models_answers_faults_tokens_and_cost_add_up() -> None:
    meter = PrometheusMeter()
    meter.model_known("m")
    meter.model_answered("m", Usage(2, 100, 10, 50, 0.5))
    meter.model_failed("m", ModelFault.UNUSABLE, Usage(1, 100, 10, 0, None))
    meter.model_failed("m", ModelFault.REFUSED)
    samples = read(meter)

    assert samples["model_answers_total['m']"] == 1
    assert samples["model_calls_total['m']"] == 3
    assert samples["model_tokens_total['m', 'prompt']"] == 200
    assert samples["model_cost_dollars_total['m']"] == 0.5
    assert samples["model_faults_total['m', 'unusable']"] == 1
    assert samples["model_faults_total['limited', 'm']"] == 0


def test_a_model_that_is_left_alone_shows() -> None:
    meter = PrometheusMeter()
    meter.model_left_alone("m", alone=True)

    assert read(meter)["model_left_alone['m']"] == 1


def test_claims_of_models_are_counted_and_those_of_facts_are_not() -> None:
    meter = PrometheusMeter()
    meter.analysis_written(MODELS)
    meter.analysis_written(FACTS)
    samples = read(meter)

    assert (samples["claims_total['kept']"], samples["claims_total['dropped']"]) == (3, 2)
    assert samples["analyses_total['deep', 'model']"] == samples["analyses_total['brief', 'facts']"] == 1


def test_platforms_and_requests_are_counted() -> None:
    meter = PrometheusMeter()
    meter.part_posted("slack")
    meter.platform_failed("slack", PlatformFault.LIMITED)
    meter.request_answered("slack", Answered.DONE, 0.2)
    samples = read(meter)

    assert samples["parts_posted_total['slack']"] == 1
    assert samples["platform_errors_total['limited', 'slack']"] == 1
    assert samples["requests_total['done', 'slack']"] == 1
    assert samples["request_seconds_bucket['0.25', 'slack']"] == 1


def test_what_goes_on_now_is_told_as_it_is_now() -> None:
    meter = PrometheusMeter()
    meter.loads([Load("digest", 1, 4)])
    meter.loads([Load("digest", 2, 0)])
    meter.health({"database": True, "engine": False})
    meter.loop_lagged(0.2)
    samples = read(meter)

    assert (samples["runs_under_way['digest']"], samples["runs_waiting['digest']"]) == (2, 0)
    assert (samples["healthy['database']"], samples["healthy['engine']"]) == (1, 0)
    assert samples["event_loop_lag_seconds_count[]"] == 1


def test_a_subscription_that_is_gone_is_forgotten() -> None:
    meter = PrometheusMeter()
    meter.silences({"a": 1.0, "b": 2.0})
    meter.silences({"b": 3.0})
    samples = read(meter)

    assert "seconds_since_success['a']" not in samples
    assert (samples["seconds_since_success['b']"], samples["subscriptions[]"]) == (3, 1)


def test_of_very_many_subscriptions_those_that_wait_longest_are_shown() -> None:
    meter = PrometheusMeter()
    meter.silences({str(number): float(number) for number in range(MOST_SUBSCRIPTIONS + 5)})
    shown = {name: value for name, value in read(meter).items() if name.startswith("seconds_since")}

    assert len(shown) == MOST_SUBSCRIPTIONS
    assert min(shown.values()) == 5
    assert read(meter)["subscriptions[]"] == MOST_SUBSCRIPTIONS + 5


def test_a_hostile_name_stays_a_label() -> None:
    """Whatever a model is called."""
    meter = PrometheusMeter()
    meter.model_known('m"} 1\nforged_total 7\n\\')

    assert not any(name.startswith("forged") for name in read(meter))


def test_no_sample_only_tells_when_a_counter_was_made() -> None:
    assert not any("_created" in name for name in read(PrometheusMeter(["slack"])))
