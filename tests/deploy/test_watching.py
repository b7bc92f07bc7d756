"""What watches the bot: alert rules, the dashboard and their page name metrics and events that there are."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
import yaml
from prometheus_client import CollectorRegistry
from prometheus_client.metrics import MetricWrapperBase

from adapters.metrics.families import PREFIX, families
from bot.observing import METRICS
from bot.vitals import PATH

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy" / "prometheus" / "alerts.yaml"
CASES = RULES.with_name("alerts.test.yaml")
BOARD = ROOT / "deploy" / "grafana" / "commit-digest.json"
PAGES = (ROOT / "docs" / "operations.md", ROOT / "docs" / "operations.zh-CN.md")

OF_PROMETHEUS = {"up", "job", "instance", "le"}
_SELECTED = re.compile(r"\b((?:commit_digest|process)_\w+|up)\b(?:\{([^}]*)\})?")
_ALERT = re.compile(r'alertname="(\w+)"')
_GROUPED = re.compile(r"\bby \(([^)]*)\)")
_SUFFIX = {"counter": ("_total",), "gauge": ("",), "histogram": ("_bucket", "_count", "_sum")}


@cache
def known() -> Mapping[str, frozenset[str]]:
    """Return each name that can be asked for, with its labels."""
    of, names = families(), dict[str, frozenset[str]]()
    for one in (getattr(of, field.name) for field in fields(of)):
        if isinstance(one, MetricWrapperBase):
            names |= {
                f"{one._name}{suffix}": frozenset(one._labelnames) | OF_PROMETHEUS
                for suffix in _SUFFIX[str(one._type)]
            }
    return (
        names | dict.fromkeys(_of_process(of.registry), frozenset(OF_PROMETHEUS)) | {"up": frozenset({"job"})}
    )


def _of_process(registry: CollectorRegistry) -> Iterator[str]:
    yield from (
        sample.name for one in registry.collect() for sample in one.samples if "process_" in sample.name
    )


def rules() -> list[dict[str, str]]:
    """Return the alert rules."""
    found = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return [rule for group in found["groups"] for rule in group["rules"]]


def panels() -> list[dict[str, object]]:
    """Return the panels of the dashboard, the headings of its rows left out."""
    board = json.loads(BOARD.read_text(encoding="utf-8"))
    return [panel for panel in board["panels"] if panel["type"] != "row"]


def expressions() -> list[str]:
    """Return every query."""
    asked = [target["expr"] for panel in panels() for target in panel["targets"]]  # type: ignore[attr-defined] # JSON
    return [*asked, *(rule["expr"] for rule in rules())]


def rows(page: Path, name: str) -> list[str]:
    """Return the rows of the table of a page that tells of `name`: headings are translated, names are not."""
    parts = re.split(r"^### .*$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (told,) = (part for part in parts if f"\n| `{name}`" in part)
    return [line for line in told.splitlines() if line.startswith("| `")]


@pytest.mark.parametrize("expression", expressions())
def test_a_query_names_metrics_and_labels_that_there_are(expression: str) -> None:
    selected = _SELECTED.findall(expression)

    assert selected
    labels = set[str]()
    for name, matchers in selected:
        assert name in known(), name
        labels |= known()[name]
        assert set(re.findall(r"(\w+)[=!]", matchers)) <= known()[name]
    for group in _GROUPED.findall(expression):
        assert {one.strip() for one in group.split(",")} <= labels, group


def test_every_rule_says_what_is_wrong_and_what_to_do() -> None:
    for rule in rules():
        assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
        assert set(rule["annotations"]) == {"summary", "description"}
        assert rule["labels"]["severity"] in {"critical", "warning", "info"}  # type: ignore[index] # YAML
    assert len({rule["alert"] for rule in rules()}) == len(rules())


def test_every_rule_has_a_case_in_which_it_fires_and_one_in_which_it_does_not() -> None:
    """How to have promtool judge them stands at the head of their file."""
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    asked = [one for test in cases["tests"] for one in test["promql_expr_test"]]

    assert cases["rule_files"] == [RULES.name]
    for fires in (True, False):
        named = {
            found[1]
            for one in asked
            if bool(one["exp_samples"]) is fires
            if (found := _ALERT.search(one["expr"]))
        }
        assert named == {rule["alert"] for rule in rules()}


def test_no_two_panels_of_the_dashboard_lie_on_each_other() -> None:
    taken = set[tuple[int, int]]()
    for panel in panels():
        at: dict[str, int] = panel["gridPos"]  # type: ignore[assignment] # JSON
        cells = {(at["x"] + x, at["y"] + y) for x in range(at["w"]) for y in range(at["h"])}
        assert not cells & taken
        assert at["x"] + at["w"] <= 24
        taken |= cells


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_lists_every_metric_with_its_labels_and_no_other(page: Path) -> None:
    listed = dict[str, set[str]]()
    for line in rows(page, "runs_total"):
        names, labels = (set(re.findall(r"`(\w+)`", cell)) for cell in line.split("|")[1:3])
        listed |= dict.fromkeys(names, labels)
    shown = {name: labels for name, labels in known().items() if name.startswith(PREFIX)}
    expected = {
        name.removeprefix(PREFIX).removesuffix("_bucket"): set(labels - OF_PROMETHEUS)
        for name, labels in shown.items()
        if not name.endswith(("_count", "_sum"))
    }

    assert listed == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_tells_of_events_that_there_are(page: Path) -> None:
    sources = [path for layer in ("bot", "adapters") for path in (ROOT / layer).rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    events = {name for line in rows(page, "run_began") for name in re.findall(r"`([a-z]+_[a-z_]+)`", line)}

    assert len(events) > 20
    assert {name for name in events if f'"{name}"' not in code} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_names_the_addresses_and_files(page: Path) -> None:
    said = page.read_text(encoding="utf-8")

    assert f"`{PATH}`" in said
    assert f"`{METRICS}`" in said
    for file in (RULES, BOARD):
        assert f"../{file.relative_to(ROOT)}" in said
