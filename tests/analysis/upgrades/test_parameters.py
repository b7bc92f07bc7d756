"""What a changed signature asks of callers, told from two definition lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.upgrades.parameters import demand, parameters


def named(definition: str, name: str, language: str = "Python") -> list[str] | None:
    found = parameters(definition, name, language)
    return None if found is None else [parameter.name for parameter in found]


@pytest.mark.parametrize(
    ("definition", "names"),
    [
        ("def f(a, b=1, *args, c, **rest):", ["a", "b", "*args", "c", "**rest"]),
        ("def f(self, a: dict[str, int] = {1: 2}, /):", ["a"]),
        ("async def f(cls) -> None:", []),
        ("def f(a, *, b):", ["a", "b"]),
        ("def f[T](a: T):", ["a"]),
    ],
)
def test_the_parameters_of_python_are_read(definition: str, names: list[str]) -> None:
    assert named(definition, "f") == names


def test_angle_brackets_hold_commas_in_typed_languages() -> None:
    assert named("pub fn f<T>(a: Map<K, V>, b: u8) -> u8 {", "f", "Rust") == ["a", "b"]


def test_receivers_of_rust_are_no_parameters() -> None:
    assert named("fn f(&mut self, a: u8)", "A::f", "Rust") == ["a"]


def test_a_definition_that_is_cut_off_has_no_known_parameters() -> None:
    assert named("def f(a, b", "f") is None


def test_a_definition_of_something_else_has_no_known_parameters() -> None:
    assert named("def g(a)", "f") is None


def test_a_question_mark_makes_a_parameter_of_typescript_optional() -> None:
    found = parameters("export function f(a: string, b?: number)", "f", "TypeScript")

    assert found is not None
    assert [parameter.optional for parameter in found] == [False, True]


def test_what_an_annotation_is_given_makes_no_parameter_optional() -> None:
    """`Query(gt=0)` says what may be passed, not that it may be left out."""
    found = parameters(
        "def f(a: Annotated[int, Query(gt=0)], b: Annotated[int, Query(gt=0)] = 1):", "f", "Python"
    )

    assert found is not None
    assert [parameter.optional for parameter in found] == [False, True]


def test_names_do_not_matter_to_callers_that_pass_by_position() -> None:
    assert demand("function f(a, b)", "function f(a, c)", "f", "JavaScript") is None


def test_an_unknown_language_asks_nothing() -> None:
    assert demand("f(a)", "f(a, b)", "f", None) is None


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80), st.text(max_size=80), st.text(max_size=8), st.sampled_from(["Python", "Rust", "Go"])
)
def test_no_definition_raises(before: str, after: str, name: str, language: str) -> None:
    demand(before, after, name, language)
    demand(f"def f({before})", f"def f({after})", "f", language)


def test_where_types_come_first_a_parameter_is_known_by_its_last_word() -> None:
    found = parameters("int look_up(robj *key, int flags, void)", "look_up", "C")

    assert [one.name for one in found or ()] == ["key", "flags"]
