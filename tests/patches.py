"""Short ways to write a file's change in a test, and the hostile things that happen to patches."""

import textwrap

from hypothesis import strategies as st

from analysis.diff import Patch, parse
from analysis.facts.classes import classify
from analysis.facts.models import FileFacts
from analysis.models import FileChange, FileStatus


def changed(path: str, patch: str, status: FileStatus = FileStatus.MODIFIED) -> FileChange:
    """Return the change of one file; `patch` may be indented as the test is."""
    text = textwrap.dedent(patch).removeprefix("\n")
    return FileChange(path, status, additions=text.count("\n+"), deletions=text.count("\n-"), patch=text)


def read(path: str, patch: str, status: FileStatus = FileStatus.MODIFIED) -> tuple[FileFacts, Patch]:
    """Return what each finder of facts is given for one file."""
    change = changed(path, patch, status)
    hunks = parse(change)
    return classify(change, hunks), hunks


def lines(path: str, *changes: str, status: FileStatus = FileStatus.MODIFIED) -> tuple[FileFacts, Patch]:
    """Return what a finder is given for changed lines alone, each with its sign: one hunk at line 1."""
    old, new = (sum(line[:1] in (sign, " ") for line in changes) for sign in "-+")
    header = f"@@ -{int(old > 0)},{old} +{int(new > 0)},{new} @@"
    return read(path, "\n".join((header, *changes)) + "\n", status)


REAL = (
    """@@ -10,7 +10,9 @@ class Pool:
     def get(self, key):
-        return self._kept[key]
+        return self._kept.get(key)
+
+    def put(self, key, value=None, *, ttl=60):
+        os.environ.get("POOL_TTL", "60")
     x = 1
     y = 2
     z = 3
     w = 4
""",
    """@@ -1,3 +1,4 @@
 [dependencies]
-serde = "1.0"
+serde = { version = "2.0", features = ["a"] }
+tokio = "1.40"
 [features]
""",
    """@@ -1,2 +1,3 @@ on:
-      - uses: actions/checkout@v4
+      - uses: actions/checkout@v5
+        python-version: ["3.12", "3.13"]
       - run: make
""",
    """@@ -0,0 +1,4 @@
+pub fn open(path: &Path) -> Result<File> {
+    let mut x = env::var("A");
+}
+impl<T> Drop for Pool<T> {
""",
    """@@ -3 +3 @@ func (s *Store) Get(ctx context.Context) error {
-\treturn nil
+\treturn err
""",
    """@@ -0,0 +1,3 @@
+ALTER TABLE a DROP COLUMN b;
+-- +goose Down
+SELECT 1;
""",
)
"""Patches such as people make, to be mutated."""

PATHS = (
    *(
        "src/pool.py",
        "src/lib.rs",
        "store.go",
        "a/b.ts",
        "x.c",
        "Main.java",
        "m.kt",
        "a.rb",
        "a.php",
        "x.proto",
    ),
    *("pyproject.toml", "Cargo.toml", "Cargo.lock", "go.mod", "go.sum", "package.json", "package-lock.json"),
    *("requirements.txt", "yarn.lock", "pnpm-lock.yaml", "Gemfile.lock", ".github/workflows/ci.yml"),
    *(
        ".pre-commit-config.yaml",
        "Dockerfile",
        "chart/values.yaml",
        "schema.json",
        ".env.example",
        "README.md",
    ),
    *(
        "db/migrate/20260101_a.rb",
        "migrations/0001_a.py",
        "migrations/1.sql",
        "versions/a_b.py",
        "",
        "/",
        "\n",
    ),
)
"""Paths that each lead to other finders."""


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw a real-looking patch with lines cut, doubled, swapped, and things nobody should send."""
    pieces = draw(st.sampled_from(REAL)).split("\n")
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(pieces) - 1))
        other = draw(st.integers(0, len(pieces) - 1))
        harm = draw(st.sampled_from(HARMS))
        if harm is None:
            pieces[place], pieces[other] = pieces[other], pieces[place]
        else:
            cut = draw(st.integers(0, len(pieces[place])))
            pieces[place] = pieces[place][:cut] + harm + pieces[place][cut:]
    return "\n".join(pieces)[: draw(st.integers(0, 600))]


HARMS = (
    *(
        None,
        "",
        "\x00",
        "\ud800",
        "\u2028",
        "\r",
        "\x85",
        "9" * 4500,
        "٣",
        "\n",
        "\n+",
        "\n-",
        "\n@@ -1 +1 @@ def f(\n",
    ),
    *(
        "(",
        ")" * 30,
        "[" * 30,
        '"',
        "@@",
        "\\ No newline at end of file\n",
        "x" * 3000,
        "İ",
        "=" * 99,
        "://a:b@c",
    ),
)
"""What `mutated` puts into a line; `None` swaps two lines."""
