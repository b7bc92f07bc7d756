"""The packed diff: inside its budget, fair to every file, honest about the rest."""

import pytest
from handmade import change, facts, gone, new
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import facts as any_facts

from analysis.analyst.packing import pack
from analysis.analyst.tokens import estimate
from analysis.facts.models import Facts

BIG = "\n".join(f"+value_{number} = compute_{number}()" for number in range(400))


@settings(max_examples=60, deadline=None)
@given(any_facts, st.integers(0, 3_000))
def test_no_packed_diff_exceeds_its_budget(known: Facts, budget: int) -> None:
    assert estimate(pack(known, budget).text) <= budget


@pytest.mark.parametrize("budget", [200, 500, 1_000, 4_000])
def test_large_diffs_stay_inside_their_budget(budget: int) -> None:
    known = facts("x", change("src/a.py", BIG), change("src/b.py", BIG), change("docs/c.md", BIG))

    assert estimate(pack(known, budget).text) <= budget


def test_a_small_change_is_sent_whole_under_numbered_hunks() -> None:
    packed = pack(facts("x", change("src/a.py", "-a = 1\n+a = 2", heading="def f():")), 1_000)

    assert "[1] src/a.py @@ -1,1 +1,1 @@ def f():\n-a = 1\n+a = 2" in packed.text
    assert "Not shown in full" not in packed.text


def test_every_source_file_gets_a_turn_before_any_gets_a_second_hunk() -> None:
    long = change("src/a.py", BIG)
    known = facts("x", long, change("src/b.py", "+small_thing = 1"))

    assert "+small_thing = 1" in pack(known, 1_000).text


def test_source_comes_before_docs_where_not_all_fits() -> None:
    known = facts("x", change("docs/a.md", BIG), change("src/b.py", BIG))

    packed = pack(known, 1_500)

    assert packed.hunks[0].path == "src/b.py"


def test_lock_and_generated_files_are_listed_but_not_sent() -> None:
    known = facts("x", change("Cargo.lock", '+name = "serde"'), change("src/a.rs", "+let a = 1;"))

    packed = pack(known, 1_000)

    assert {hunk.path for hunk in packed.hunks} == {"src/a.rs"}
    assert "Cargo.lock lock +1 -0" in packed.text
    assert "1 lock or generated files" in packed.text


def test_a_hunk_that_only_deletes_is_collapsed_after_three_lines() -> None:
    known = facts("x", gone("src/a.py", "\n".join(f"line_{number} = 0" for number in range(9))))

    text = pack(known, 2_000).text

    assert "-line_2 = 0\n… 6 more lines" in text
    assert "-line_3 = 0" not in text


def test_names_that_do_not_fit_are_told_in_the_digest() -> None:
    lines = BIG + "\n+def the_last_function(): pass"

    text = pack(facts("x", change("src/a.py", lines)), 1_200).text

    assert "the_last_function" in text


def test_what_was_left_out_is_said() -> None:
    known = facts("x", change("src/a.py", BIG), change("tests/test_a.py", BIG))

    packed = pack(known, 1_000, not_listed=3)

    assert "Not shown in full: 2 hunks of 2 files, 3 files that were not listed." in packed.text


def test_the_list_of_files_ends_in_a_count_where_it_is_too_long() -> None:
    known = facts("x", *(new(f"src/module_{number}.py", "a = 1") for number in range(200)))

    assert "more files (+" in pack(known, 1_000).text


def test_an_endless_line_is_cut_visibly() -> None:
    text = pack(facts("x", change("src/a.js", "+" + "x" * 5_000)), 2_000).text

    assert "x…" in text
