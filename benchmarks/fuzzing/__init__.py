"""What the fuzzer feeds to whatever reads hostile text, and what it expects of each input.

Each module is a target: `INPUTS` is a strategy, `check` holds one input to all that is promised of any.
"""
