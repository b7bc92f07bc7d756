"""Failures in kinds: what has to be mended, and by whom."""

import pytest

from analysis.errors import (
    SourceLimitedError,
    SourceUnreadableError,
    UnknownBranchError,
    UnknownRepositoryError,
)
from bot.causes import Cause, cause_of, known_cause
from bot.errors import (
    About,
    CannotLookError,
    NoPlatformError,
    OutcomeUnknownError,
    RefusedError,
    StoreFullError,
)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (SourceUnreadableError("acme/api"), Cause.SOURCE),
        (SourceLimitedError("acme/api", 900.0), Cause.SOURCE),
        (UnknownRepositoryError("acme/api"), Cause.REPOSITORY),
        (UnknownBranchError("acme/api", "next"), Cause.REPOSITORY),
        (RefusedError("token_revoked", about=About.ACCOUNT), Cause.ACCOUNT),
        (RefusedError("is_archived", about=About.CHANNEL), Cause.CHANNEL),
        (RefusedError("unreachable", 10.0), Cause.PLATFORM),
        (RefusedError("invalid_blocks"), Cause.OURS),
        (OutcomeUnknownError("timeout"), Cause.PLATFORM),
        (CannotLookError("timeout"), Cause.PLATFORM),
        (CannotLookError("missing_scope", About.ACCOUNT), Cause.ACCOUNT),
        (CannotLookError("channel_not_found", About.CHANNEL), Cause.CHANNEL),
        (NoPlatformError("slack"), Cause.PLATFORM),
        (StoreFullError("data/bot.db"), Cause.STORE),
        (RuntimeError(), Cause.OURS),
    ],
)
def test_a_failure_is_of_the_kind_that_says_who_can_mend_it(error: Exception, cause: Cause) -> None:
    assert cause_of(error) is cause


@pytest.mark.parametrize(
    ("text", "cause"), [("channel", Cause.CHANNEL), ("of another release", Cause.OURS), (None, Cause.OURS)]
)
def test_a_stored_cause_is_read_whatever_it_is(text: str | None, cause: Cause) -> None:
    assert known_cause(text) is cause
