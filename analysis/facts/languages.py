"""Which programming language a file is written in, told from the end of its name."""

_LANGUAGES = {
    "Python": "py pyi pyx pxd",
    "Rust": "rs",
    "Go": "go",
    "C": "c h",
    "C++": "cc cpp cxx hpp hh hxx ipp inl",
    "CUDA": "cu cuh",
    "Java": "java",
    "Kotlin": "kt kts",
    "Scala": "scala",
    "Groovy": "groovy",
    "JavaScript": "js jsx mjs cjs",
    "TypeScript": "ts tsx mts cts",
    "Vue": "vue",
    "Svelte": "svelte",
    "Ruby": "rb",
    "PHP": "php",
    "C#": "cs",
    "F#": "fs",
    "Swift": "swift",
    "Objective-C": "m mm",
    "Shell": "sh bash zsh fish",
    "PowerShell": "ps1",
    "SQL": "sql",
    "Protocol Buffers": "proto",
    "Lua": "lua",
    "Zig": "zig",
    "Elixir": "ex exs",
    "Erlang": "erl hrl",
    "Haskell": "hs",
    "Clojure": "clj cljs",
    "Dart": "dart",
    "Assembly": "asm s",
    "R": "r",
    "Julia": "jl",
    "Perl": "pl pm",
    "OCaml": "ml mli",
    "Nim": "nim",
    "D": "d",
    "Fortran": "f90",
    "Solidity": "sol",
    "Tcl": "tcl",
    "GraphQL": "graphql",
    "Thrift": "thrift",
}
_BY_ENDING = {ending: name for name, endings in _LANGUAGES.items() for ending in endings.split()}


def language_of(path: str) -> str | None:
    """Return the language of the file at `path`, `None` where it is no program text."""
    name = path.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    return _BY_ENDING.get(ending.lower()) if stem and dot else None


def is_source(path: str) -> bool:
    """Whether the file at `path` is program text."""
    return language_of(path) is not None
