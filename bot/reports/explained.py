"""One commit as a Markdown page: what `explain` writes."""

from analysis.language import Language
from analysis.results import DigestCommit
from bot.presenters import shown
from bot.reports.anchors import Headings
from bot.reports.commits import blocks


def explained_report(one: DigestCommit, language: Language) -> str:
    """Return all that is known of a commit; nothing in it can become markup."""
    heading = Headings().new(1, shown.subject(one.commit, language), "commit")
    return "\n\n".join(blocks(heading, one, language)) + "\n"
