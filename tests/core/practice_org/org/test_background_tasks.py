import threading

from core.practice_org.org.background_tasks import BackgroundTasks


def test_errands_run_in_the_order_of_their_moments() -> None:
    background_tasks = BackgroundTasks()
    done: list[int] = []
    finished = threading.Event()
    background_tasks.add(finished.set, after=0.12)
    background_tasks.add(lambda: done.append(2), after=0.06)
    background_tasks.add(lambda: done.append(1))
    assert finished.wait(10)
    assert done == [1, 2]
    background_tasks.stop(5)


def test_one_that_fails_does_not_end_the_others() -> None:
    background_tasks = BackgroundTasks()
    finished = threading.Event()
    for _ in range(4):
        background_tasks.add(lambda: 1 // 0)
    background_tasks.add(finished.set)
    assert finished.wait(10)
    background_tasks.stop(5)


def test_nothing_begins_after_the_end() -> None:
    background_tasks = BackgroundTasks()
    begun = threading.Event()
    background_tasks.add(begun.set, after=0.05)
    background_tasks.stop(5)
    background_tasks.add(begun.set)
    assert not begun.wait(0.2)
