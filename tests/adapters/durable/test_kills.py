"""Workers killed with a signal that nothing can catch: every message once, in order, nothing paid twice.

A short run of the campaign in `benchmarks/kills.py`, with the same judge.
"""

from benchmarks.kills import campaign, judged
from benchmarks.plan import Plan
from benchmarks.standin import Faults

ROUGH = Faults(lost=0.05, late=0.05)


async def test_killed_and_started_again_a_bot_posts_everything_once(new_url: str) -> None:
    plan = Plan(new_url, kills=3, digests=12, repos=4, every=(0.1, 0.5), faults=ROUGH, limit=60)
    verdict = await campaign(plan)
    assert verdict.kills == plan.kills
    assert verdict.clean, verdict


async def test_workers_that_do_not_come_back_leave_nothing_undone(postgres_url: str) -> None:
    plan = Plan(
        postgres_url,
        kills=2,
        digests=15,
        repos=5,
        workers=3,
        for_good=True,
        every=(0.1, 0.4),
        dead_after=3.0,
        faults=ROUGH,
        limit=60,
    )
    verdict = await campaign(plan)
    assert verdict.kills == plan.kills
    assert verdict.clean, verdict
    assert verdict.after_last_kill < 60


def test_the_judge_sees_what_is_doubled_missing_and_out_of_order() -> None:
    log = [("C1", key, None) for key in ("e:0", "e:2", "e:1", "e:1")]
    assert judged(log, {"e": 4}) == (1, 1, 1)
    assert judged([("C1", f"e:{number}", None) for number in range(4)], {"e": 4}) == (0, 0, 0)
