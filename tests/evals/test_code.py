"""A digest of code changes with what a task or a metric runs, and with nothing else."""

from functools import partial
from pathlib import Path

from evals import code
from evals.claims.extraction import check_worthy_precision
from evals.discourse_moves.scores import PER_MOVE
from evals.suite import EVALS


def test_a_task_and_the_modules_of_evaluations_behind_it_count(tmp_path: Path) -> None:
    named = {path.relative_to(EVALS).as_posix() for path in code.modules_behind(EVALS / "video_structure" / "task.py")}
    assert {"video_structure/task.py", "discourse_moves/documents.py", "cases.py"} <= named
    assert "video_structure/agreement.py" not in named  # another metric needs no other outputs


def test_files_outside_the_repository_count_by_their_state(tmp_path: Path) -> None:
    task, outside = tmp_path / "task.py", tmp_path / "talk.txt"
    task.write_text("")
    seen = {code.task_digest(task, []), code.task_digest(task, [outside])}
    outside.write_text("one")
    seen.add(code.task_digest(task, [outside]))
    outside.write_text("another")
    seen.add(code.task_digest(task, [outside]))
    (tmp_path / "passages.jsonl").write_text("{}")
    seen.add(code.task_digest(task, [outside]))
    assert len(seen) == 5
    assert code.task_digest(task, [outside]) in seen


def test_what_is_bound_to_a_metrics_function_counts() -> None:
    digests = {code.function_digest(metric.function) for metric in PER_MOVE}
    assert len(digests) == len(PER_MOVE)
    plain = check_worthy_precision.function
    assert code.function_digest(plain) == code.function_digest(plain)
    assert code.function_digest(partial(plain)) != code.function_digest(plain)
