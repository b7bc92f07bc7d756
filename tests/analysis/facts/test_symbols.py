"""Which definitions a diff adds, removes, renames or changes, in several languages."""

import pytest
from patches import lines, read

from analysis.facts.models import Alteration, SymbolChange
from analysis.facts.symbols import is_measured, symbols
from analysis.models import FileStatus

ADDED, REMOVED, CHANGED = Alteration.ADDED, Alteration.REMOVED, Alteration.CHANGED
SIGNATURE, RENAMED = Alteration.SIGNATURE, Alteration.RENAMED


def told(path: str, patch: str) -> list[tuple[str, str]]:
    """Return name and alteration of each symbol."""
    return [(one.name, one.alteration.value) for one in symbols(*read(path, patch))]


def only(path: str, *changes: str) -> SymbolChange:
    """Return the one symbol that changed lines alter."""
    (symbol,) = symbols(*lines(path, *changes))
    return symbol


@pytest.mark.parametrize(
    ("path", "line", "name", "kind", "public"),
    [
        ("a.py", "def connect(url):", "connect", "def", True),
        ("a.py", "async def connect(url):", "connect", "def", True),
        ("a.py", "class Pool(Base):", "Pool", "class", True),
        ("a.py", "def _connect():", "_connect", "def", False),
        ("a.py", "def test_connect():", "test_connect", "def", False),
        ("a.rs", "pub async fn connect<T>(url: T) -> Result<()> {", "connect", "fn", True),
        ("a.rs", "pub(crate) fn connect() {", "connect", "fn", False),
        ("a.rs", "fn connect() {", "connect", "fn", False),
        ("a.rs", "pub const LIMIT: usize = 3;", "LIMIT", "const", True),
        ("a.rs", "pub unsafe trait Raw {", "Raw", "trait", True),
        ("a.go", "func Connect(url string) error {", "Connect", "func", True),
        ("a.go", "func connect() {", "connect", "func", False),
        ("a.go", "func (s *Store) Get(key string) {", "Store.Get", "func", True),
        ("a.go", "type Store struct {", "Store", "type", True),
        ("a.go", "type Set[T any] struct {", "Set", "type", True),
        ("a.ts", "export async function connect() {", "connect", "function", True),
        ("a.ts", "export interface Props {", "Props", "interface", True),
        ("a.ts", "export default class App {", "App", "class", True),
        ("a.ts", "function helper() {", "helper", "function", False),
        ("a.js", "export const limit = 3", "limit", "const", True),
        ("a.c", "int connect_to(char *url) {", "connect_to", "function", True),
        ("a.c", "static void helper(void)", "helper", "function", False),
        ("a.cpp", "class Pool final : public Base {", "Pool", "class", True),
        ("A.java", "public final class Pool {", "Pool", "class", True),
        ("A.java", "    private int size() {", "size", "function", False),
        ("a.kt", "suspend fun load(id: Int): User", "load", "fun", True),
        ("a.swift", "public func load() -> User {", "load", "func", True),
        ("a.rb", "def self.load!", "load!", "def", True),
        ("a.php", "public static function load($a)", "load", "function", True),
        ("a.proto", "message User {", "User", "message", True),
    ],
)
def test_a_defining_line_that_comes_is_an_added_symbol(
    path: str, line: str, name: str, kind: str, *, public: bool
) -> None:
    """Each language has its words, and its way to say what others may use."""
    symbol = only(path, f"+{line}")
    assert (symbol.name, symbol.kind, symbol.alteration, symbol.public) == (name, kind, ADDED, public)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("a.py", "    return default(x)"),
        ("a.py", "# def gone():"),
        ("a.rs", "let f = || {};"),
        ("a.rs", "// pub fn old() {}"),
        ("a.c", "    if (connect(a)) {"),
        ("a.c", "    return connect(a);"),
        ("a.c", "extern int connect(char *);"),
        ("a.c", "else if (a)"),
        ("a.c", "#define X(a) a"),
        ("a.go", "type A = B"),
        ("a.ts", "const x = 1"),
        ("a.java", "    return new Pool(a) {"),
        ("README.md", "def connect():"),
        ("tests/a.py", "def connect():"),
        ("a.sh", "def connect():"),
    ],
)
def test_other_lines_define_nothing(path: str, line: str) -> None:
    """Calls, comments, declarations, prose and tests give no symbol."""
    assert not symbols(*lines(path, f"+{line}"))


def test_a_body_belongs_to_the_function_that_the_heading_names() -> None:
    """Git says above the hunk whose lines these are."""
    assert told("a.py", "@@ -9 +9 @@ def connect(url):\n-    return 1\n+    return 2\n") == [
        ("connect", "changed")
    ]


def test_a_line_at_the_left_edge_is_outside_of_the_heading() -> None:
    """A constant below a function is not its body."""
    assert told("a.py", "@@ -9 +9 @@ def connect(url):\n-LIMIT = 1\n+LIMIT = 2\n") == []


def test_a_changed_comment_changes_no_symbol() -> None:
    """Words about code are not code."""
    assert told("a.py", "@@ -9 +9 @@ def connect(url):\n-    # tpyo\n+    # typo\n") == []


def test_a_method_carries_the_name_of_its_class() -> None:
    """The class may stand in the hunk as context."""
    patch = "@@ -1,3 +1,4 @@\n class Pool:\n     x = 1\n+    def get(self):\n         pass\n"
    assert told("a.py", patch) == [("Pool.get", "added")]


def test_what_a_function_holds_is_no_symbol() -> None:
    """Nobody outside can name a local function."""
    found = symbols(*lines("a.py", "+def outer():", "+    def inner():", "+        pass"))
    assert [(one.name, one.public) for one in found] == [("outer", True)]


def test_what_stands_too_deep_for_a_member_is_local() -> None:
    """The heading names the class; the method between it and the definition is not shown."""
    patch = "@@ -9,0 +10,2 @@ class App:\n+        def decorator(f):\n+        def under_an_if(self):\n"
    assert [one.name for one in symbols(*read("a.py", patch))] == ["App.under_an_if"]


def test_a_changed_head_is_a_changed_signature_with_both_sides() -> None:
    """What callers must write is shown before and after."""
    symbol = only("a.py", "-def connect(url):", "+def connect(url, *, retries=3):")
    assert symbol.alteration is SIGNATURE
    assert (symbol.before, symbol.after) == ("def connect(url)", "def connect(url, *, retries=3)")


def test_a_signature_over_several_lines_is_read_whole() -> None:
    """A changed line inside an open bracket changes the definition above it."""
    symbol = only(
        "a.py", " def connect(", "     url,", "-    retries=1,", "+    retries=3,", " ):", "     pass"
    )
    assert symbol.alteration is SIGNATURE
    assert symbol.after == "def connect(url, retries=3)"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("def f(a, b):", "def f(a,b) :"),
        ("def f(a='x'):", 'def f(a="x"):'),
        ("def f(a: Optional[int]):", "def f(a: int | None):"),
        ("def f(a: typing.List[int]):", "def f(a: list[int]):"),
        ("def f(a):", "def f(a):  # noqa: X"),
    ],
)
def test_another_spelling_is_the_same_signature(old: str, new: str) -> None:
    """Layout, quotation marks, comments and older names of types change nothing for a caller."""
    assert all(one.alteration is CHANGED for one in symbols(*lines("a.py", f"-{old}", f"+{new}")))


def test_a_head_that_only_moved_is_no_news() -> None:
    """The same definition on both sides is neither added nor removed."""
    found = symbols(*lines("a.py", "-def f(a):", "-    pass", " X = 1", "+def f(a):", "+    pass"))
    assert not {one.alteration for one in found} & {ADDED, REMOVED, SIGNATURE}


def test_a_definition_with_another_name_and_the_same_parameters_is_renamed() -> None:
    """One removed and one added in the same hunk, alike but for the name."""
    symbol = only("a.py", "-def fetch_all(url, limit):", "+def fetch_every(url, limit):")
    assert (symbol.alteration, symbol.before, symbol.after) == (RENAMED, "fetch_all", "fetch_every")


def test_two_unlike_definitions_are_removed_and_added() -> None:
    """Without parameters in common and without a likeness of names nothing says that one became the other."""
    found = symbols(*lines("a.py", "-def start():", "+def shutdown():"))
    assert sorted(one.alteration.value for one in found) == ["added", "removed"]


def test_a_definition_that_others_may_use_no_longer_is_removed() -> None:
    """From `pub` to `pub(crate)` is a removal for everybody outside."""
    assert only("a.rs", "-pub fn get(&self) {", "+pub(crate) fn get(&self) {").alteration is REMOVED


def test_a_constructor_counts_for_its_public_class() -> None:
    """Callers of the class feel a changed `__init__`."""
    symbol = only("a.py", " class Pool:", "-    def __init__(self, a):", "+    def __init__(self, a, b):")
    assert (symbol.name, symbol.public) == ("Pool.__init__", True)


def test_members_of_an_implementation_carry_the_name_of_the_type() -> None:
    """Rust writes methods apart from the type."""
    patch = "@@ -1,2 +1,3 @@\n impl<T: Send> Drop for Pool<T> {\n+    pub fn get(&self) -> T {\n     }\n"
    assert told("a.rs", patch) == [("Pool::get", "added")]


def test_a_type_of_rust_is_no_member_of_the_type_around_it() -> None:
    """It may stand in a method's body, far below the heading that names another type."""
    patch = "@@ -1,2 +1,3 @@ impl Token {\n     {\n+        struct Waits {\n     }\n"
    assert told("a.rs", patch) == [("Waits", "added")]


def test_a_class_far_below_the_heading_is_local_to_a_method() -> None:
    """Of the class in the heading it is no member."""
    patch = (
        "@@ -1,2 +1,3 @@ class Flask(Base):\n         x = 1\n+        class Quiet(Logger):\n         y = 2\n"
    )
    assert told("a.py", patch) == []


def test_what_a_function_of_c_returns_is_no_new_enum() -> None:
    """BSD writes the type on a line of its own."""
    found = told("a.c", "@@ -1,0 +1,3 @@\n+enum cmd_retval\n+cmd_exec(struct cmd *self)\n+{\n")
    assert found == [("cmd_exec", "added")]


def test_a_function_of_a_module_did_not_become_the_method_of_its_name() -> None:
    """At the margin of the file it belonged to no class."""
    found = told(
        "a.py", "@@ -1,1 +1,2 @@\n-def connect(url):\n+class Backend:\n+    def connect(self, url):\n"
    )
    assert found == [("connect", "removed"), ("Backend", "added"), ("Backend.connect", "added")]


def test_bounds_below_the_head_of_an_impl_do_not_end_it() -> None:
    """`where` begins a line at the indent of the head."""
    body = "+impl<T> FromIterator<T> for Pool<T>\n+where\n+    T: Send,\n+{\n+    fn from_iter() -> Self {\n"
    assert ("Pool::from_iter", "added") in told("a.rs", f"@@ -1,0 +1,5 @@\n{body}")


def test_a_deleted_file_takes_its_definitions_along() -> None:
    """Each is removed, with its line in the old file."""
    found = symbols(*lines("a.py", "-def f():", "-    pass", "-class B:", status=FileStatus.DELETED))
    assert [(one.name, one.alteration, one.evidence.line) for one in found] == [
        ("f", REMOVED, 1),
        ("B", REMOVED, 3),
    ]
    assert all(one.evidence.removed for one in found)


def test_the_rating_knows_which_languages_were_measured() -> None:
    """Other languages have symbols, but no figures."""
    assert is_measured(only("a.py", "+def f():"))
    assert not is_measured(only("a.rb", "+def f"))


def test_a_method_stays_where_its_class_merged_into_the_one_above() -> None:
    """The lines of the lower method did not change, only the class they belong to."""
    patch = """\
        @@ -1,9 +1,4 @@
         class AppContext:
        -    def push(self):
        -        pass
        -
        -class RequestContext:
             def copy(self):
                 pass
        @@ -30,3 +25,3 @@ class RequestContext:
             def push(self):
        -        a()
        +        b()
        """
    assert [name for name, alteration in told("a.py", patch) if alteration == "removed"] == ["RequestContext"]


def test_one_of_two_definitions_of_a_name_is_not_gone() -> None:
    """A name that the file still defines is there."""
    found = symbols(*lines("a.py", "-def f(a):", "-    pass", "-def f(a, b):", "+def f(a, b, c):"))
    assert REMOVED not in {one.alteration for one in found}


@pytest.mark.parametrize(
    "line",
    [
        "cmd_split_window_exec(struct cmd *self, struct cmdq_item *item)",
        "window_zoom(struct window_pane *wp,",
        "log_close(void)",
    ],
)
def test_a_function_of_c_may_stand_below_its_type(line: str) -> None:
    """So BSD and GNU write it; git's heading shows the name alone then."""
    assert only("a.c", " static int", f"+{line}").name == line.partition("(")[0]


@pytest.mark.parametrize(
    "line", ["RB_GENERATE(tree, node, entry, cmp)", "log_debug(x)", "f(a *b);", "if (a *b)"]
)
def test_macros_and_calls_at_the_left_edge_define_nothing(line: str) -> None:
    """A parameter has a type before its name, and a definition no semicolon."""
    assert not symbols(*lines("a.c", f"+{line}"))


def test_how_a_body_holds_a_parameter_is_no_change_of_a_signature() -> None:
    """In Rust a caller passes the same, `mut` or not."""
    found = symbols(*lines("a.rs", "-pub fn poll(mut self, mut n: u8) {", "+pub fn poll(self, n: u8) {"))
    assert {one.alteration for one in found} <= {CHANGED}


def test_a_method_of_a_public_trait_is_as_open_as_the_trait() -> None:
    """It carries no `pub` of its own."""
    patch = "@@ -1,2 +1,3 @@\n pub trait ReadExt: Read {\n+    fn read_all(&mut self) -> Read {\n     }\n"
    (method,) = [one for one in symbols(*read("a.rs", patch)) if one.alteration is ADDED]
    assert (method.name, method.public) == ("ReadExt::read_all", True)
