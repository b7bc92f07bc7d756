"""One SDK or program each, translation only."""
