import threading

from core.practice_org.errands import Errands


def test_errands_run_in_the_order_of_their_moments() -> None:
    errands = Errands()
    done: list[int] = []
    finished = threading.Event()
    errands.add(finished.set, after=0.12)
    errands.add(lambda: done.append(2), after=0.06)
    errands.add(lambda: done.append(1))
    assert finished.wait(10)
    assert done == [1, 2]
    errands.stop(5)


def test_one_that_fails_does_not_end_the_others() -> None:
    errands = Errands()
    finished = threading.Event()
    for _ in range(4):
        errands.add(lambda: 1 // 0)
    errands.add(finished.set)
    assert finished.wait(10)
    errands.stop(5)


def test_nothing_begins_after_the_end() -> None:
    errands = Errands()
    begun = threading.Event()
    errands.add(begun.set, after=0.05)
    errands.stop(5)
    errands.add(begun.set)
    assert not begun.wait(0.2)
