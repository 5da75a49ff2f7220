"""A whole run of the demo street, committed: reports and checks are tested on it without a walk.

`run` is the second night with what was seen, `history` what was known before it, `expected.json`
what the checks, the diff and the report said. `python -m tests.golden.update` makes all anew from
the last `make demo`; review the diff of expected.json.
"""
