"""A random model of both sides: it looks for every way in which an opt-out is lost or a deliberate act is undone.

    python -m tests.model --steps 20000 --seed 1          run for long; prints steps, examples, operations, failures
        [--workers 2] [--failures 3] [--shorten SECONDS] [--skip RULE,...] [--without OPERATION,...]

An example is some 35 random operations (`acts/`) on the real engine and a real practice org over HTTPS: colleagues
change records there, the admin collects, imports, re-subscribes and moves settings here, syncs and pushes run whole,
are disturbed at any call, are cut off, or are killed at any call or commit; a few run as commands of their own. After
each, an oracle that knows nothing of the program's rules (`truth.py`, `oracle.py`) says which rule does not hold.
A failing example is made short and printed as a list of operations, which goes into `regressions.py` and is replayed
by the tests from then on.

How it gets between: `line.py` stands under every session of requests and tells engines apart by their access tokens;
`lives.py` stands under every statement of an engine's database, so that a killed engine can neither write nor send, as
if its process were gone. The computer's clock and the org's are moved on together (`Clock`, `clock_ahead_s`), and
waiting for a retry takes no time (`Hurried`).

What the rules leave open the oracle leaves open, too. Where a rule says *must* it asks what is certain (`must_belong`,
`must_count`), where it says *must not* what is possible (`may_belong`, `may_count`); between the two lies what no
program can know, such as a box that was ticked and unticked between two syncs, or whether a tick that was first seen
after a re-subscribe had been set before it.

What it does not look for: how many records fit into a job (its examples are small), the words of messages, the window,
other clients' faults of paging, and encrypted fields; those have tests of their own.
"""
