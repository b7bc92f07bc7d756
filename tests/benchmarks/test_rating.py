"""The benchmark turns labelled lines into predictions, and never looks at the label."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from analysis.models import FileStatus, Withheld
from benchmarks import rating, style
from benchmarks.labelled import labelled, rows

PATCH = """diff --git a/src/a.py b/src/a.py
index 1..2 100644
--- a/src/a.py
+++ b/src/a.py
@@ -1 +1 @@ def f():
-    old()
+    new()
diff --git a/old.py b/new.py
similarity index 100%
rename from old.py
rename to new.py
"""


def _row(**values: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of the data
    return {
        "repo": "acme/api",
        "sha": "0123456789ab",
        "date": "2026-01-05T12:00:00+01:00",
        "is_bot": False,
        "author_id": "7",
        "subject": "fix: call the new one",
        "body": "It was\r\nold.",
        "merge_subject": "x",
        "files": [["src/a.py", 1, 1], ["new.py", 0, 0], ["logo.png", -1, -1], ["cut.py", 3, 0]],
        "patch": PATCH,
    } | values


def test_a_row_becomes_a_commit_with_its_diff() -> None:
    one = labelled(_row())
    assert one.commit.message == "fix: call the new one\n\nIt was\nold."
    assert [change.status for change in one.diff.files[:2]] == [FileStatus.MODIFIED, FileStatus.RENAMED]
    assert one.diff.files[0].patch.startswith("@@ -1 +1 @@ def f():")
    assert [change.withheld for change in one.diff.files[1:]] == [None, Withheld.BINARY, Withheld.NOT_GIVEN]


@pytest.mark.parametrize("packed", [False, True])
def test_each_row_gets_one_line_with_its_own_names(
    tmp_path: Path,
    packed: bool,  # noqa: FBT001 - a table's column
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, out = tmp_path / ("d.jsonl.gz" if packed else "d.jsonl"), tmp_path / "out"
    text = "\n".join(json.dumps(_row(sha=f"{n:012}")) for n in range(3)) + "\n"
    data.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    arguments = ["--data", str(data), "--predictions", str(out), "--processes", "1"]
    monkeypatch.setattr("sys.argv", ["rating", *arguments])
    rating.main()
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(line["repo"], line["sha"]) for line in lines] == [("acme/api", f"{n:012}") for n in range(3)]
    assert all(set(line) == {"repo", "sha", "score", "level"} for line in lines)


def test_the_label_does_not_matter() -> None:
    assert {rating.prediction(json.dumps(_row(grade=grade))) for grade in (0, 3)} == {
        rating.prediction(json.dumps(_row()))
    }


def test_empty_lines_are_no_commits(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text("\n{}\n\n")
    assert list(rows(tmp_path / "d.jsonl")) == ["{}\n"]


def test_the_influence_of_style_counts_moved_levels() -> None:
    commits = [labelled(_row()), labelled(_row(subject="Call the new one"))]
    assert style.influence(commits, style.without_prefix) == style.Influence(tried=1, moved=0)
    assert style.influence(commits, style.with_prefix).tried == 1
