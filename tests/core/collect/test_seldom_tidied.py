"""Python looks for garbage as before once the last import has ended, however they overlap."""

from __future__ import annotations

import gc
from contextlib import ExitStack

import pytest

from core.collect.seldom_tidied import seldom_tidied


def test_it_is_as_before_when_the_last_of_several_has_left_and_not_sooner() -> None:
    before = gc.get_threshold()
    with ExitStack() as outlasting:
        with ExitStack() as first:
            first.enter_context(seldom_tidied())
            outlasting.enter_context(seldom_tidied())
        meanwhile = gc.get_threshold()
    assert meanwhile[0] > before[0]
    assert gc.get_threshold() == before


def test_it_is_as_before_after_an_import_that_failed() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_tidied():
        _ = 1 / 0
    assert gc.get_threshold() == before
