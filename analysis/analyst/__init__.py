"""Analysis by a language model: what it is asked, and which of its claims a reader may see."""

from analysis.analyst.analyst import Headline, analyse, analyse_briefs, headline
from analysis.analyst.asking import added
from analysis.analyst.replies import Analysed, from_facts, with_warning
from analysis.analyst.version import version

__all__ = [
    "Analysed",
    "Headline",
    "added",
    "analyse",
    "analyse_briefs",
    "from_facts",
    "headline",
    "version",
    "with_warning",
]
