"""What code can know about a commit with certainty: one module for each kind of fact."""
