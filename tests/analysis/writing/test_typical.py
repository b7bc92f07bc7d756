"""The notes on typical commits, word for word; a change of wording shows here as a reader would see it.

After a wanted change of wording write the files anew from `typical.as_text`, and read the difference.
"""

from pathlib import Path

import pytest
from typical import TYPICAL, as_text

NOTES = Path(__file__).parent / "notes"


@pytest.mark.parametrize("name", TYPICAL)
def test_the_notes_on_a_typical_commit_read(name: str) -> None:
    assert as_text(name) == (NOTES / f"{name}.txt").read_text(encoding="utf-8")
