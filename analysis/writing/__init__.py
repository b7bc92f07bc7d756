"""Writing an analysis without a model: sentences made of facts alone, in the reader's language."""

from analysis.writing.writer import write_from_facts

__all__ = ["write_from_facts"]
