"""How the order of ratings is scored: pairs in order, the best tenth, what is lost."""

from benchmarks.quality import Scored, best_tenth, in_order, lost, weekly


def scored(*rows: tuple[int, float], week: int = 1, level: str = "low") -> list[Scored]:
    """Return commits of one week with their grades and scores."""
    return [Scored(grade, (2026, week), score, level) for grade, score in rows]


def test_a_tie_is_half_a_pair_in_order() -> None:
    assert in_order(scored((3, 2.0), (0, 1.0), (0, 2.0))) == (1.5, 2)


def test_only_pairs_within_a_week_count_for_the_week() -> None:
    assert weekly([*scored((2, 1.0), (0, 0.0)), *scored((0, 9.0), week=2)]) == 1.0


def test_equal_scores_at_the_edge_of_the_best_tenth_count_in_proportion() -> None:
    commits = scored(*[(2, 5.0)] * 5, *[(0, 5.0)] * 5, *[(0, 0.0)] * 10)
    assert best_tenth(commits) == 0.5


def test_what_users_were_told_of_and_is_rated_low_is_lost() -> None:
    commits = [*scored((3, 1.0), level="low"), *scored((2, 1.0), level="high"), *scored((0, 0.0))]
    assert (lost(commits, 2), lost(commits, 3)) == (0.5, 1.0)
