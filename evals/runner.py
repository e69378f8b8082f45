"""A suite's cases through a target, as outputs on disk: at once where a model is asked, kept, and resumed where it ended."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from importlib import import_module
from itertools import islice
from pathlib import Path
from threading import Thread

from evals import code, model_calls, ragas_adapter, runs, scoring
from evals.cache import OUTPUT, Cache, key_of
from evals.cases import Case, MissingInputError, Output, SuiteError, as_row, read_cases
from evals.runs import Manifest, OutputRow, Run, Spent
from evals.suite import Answer, Suite
from evals.targets import Target, model_settings

WATCHED = 20  # outputs, the first that end
MAX_FAILED_SHARE = 0.5  # of them; with more nothing else is asked: the key is wrong or the server is down
_IN_HAND = 2  # cases a worker: those beyond are handed out when an output has come

Progress = Callable[[int, int], None]
"""Told how many outputs are there, and how many there shall be."""
_Asked = tuple[Case, int]


def run(
    suite: Suite,
    target: Target,
    *,
    cases_path: Path | None = None,
    split: str | None = None,
    epochs: int = 1,
    limit: int | None = None,
    workers: int | None = None,
    use_cache: bool = True,
    progress: Progress | None = None,
) -> Run:
    """Return the whole run of a target on the cases of a suite, scored; what stands on disk of it is not asked again.

    Args:
        suite: whose task and metrics.
        target: what is measured.
        cases_path: cases other than the suite's own.
        split: take only the cases of this one.
        epochs: answers of each case; their numbers are part of the key of a model's reply.
        limit: take only so many cases, the first.
        workers: cases at once; None: one offline, `LECTERN_LLM_CONCURRENCY` with a model.
        use_cache: False: ask everything afresh, and begin the run anew.
        progress: told how far it is.

    Raises:
        SuiteError: the target or the cases cannot be used, too many outputs failed, or another process is at the run.
        SettingsError: a setting is wrong.
    """
    suite.refuse(target)
    dataset = read_cases(cases_path or suite.cases_path)
    cases = _chosen(dataset.cases, split, limit)
    manifest = Manifest(
        suite=suite.name,
        dataset_sha256=dataset.sha256,
        target=target,
        code=_code(suite, cases),
        epochs=epochs,
        n_planned=len(cases) * epochs,
        cases_path=str(cases_path or suite.cases_path),
        started_at=datetime.now(UTC).isoformat(timespec="seconds"),
        split=split,
        limit=limit,
    )
    folder = runs.create(runs.root(), manifest, cases).folder
    return _completed(suite, folder, workers, use_cache, progress, is_anew=not use_cache)


def resume(
    suite: Suite,
    unfinished: Run,
    *,
    workers: int | None = None,
    use_cache: bool = True,
    progress: Progress | None = None,
) -> Run:
    """Return a run with what was missing or had failed in it, scored.

    Raises:
        SuiteError: the code has changed since the run began, or as for `run`.
    """
    if _code(suite, unfinished.cases) != unfinished.manifest.code:
        raise SuiteError(
            f"{unfinished.folder}: the code has changed since this run began, and outputs of two codes are not comparable. "
            f"Start it anew: lectern eval run {suite.name}"
        )
    return _completed(suite, unfinished.folder, workers, use_cache, progress)


def _code(suite: Suite, cases: Sequence[Case]) -> str:
    return code.task_digest(suite.task_path, (path for case in cases for path in suite.reads(case)))


def _chosen(cases: Sequence[Case], split: str | None, limit: int | None) -> list[Case]:
    chosen = [case for case in cases if split in {None, case.split}]
    if not chosen:
        splits = ", ".join(sorted({case.split for case in cases}))
        raise SuiteError(f"No case of split {split!r}. There are: {splits}.")
    return chosen[:limit]


def _completed(
    suite: Suite, folder: Path, workers: int | None, use_cache: bool, progress: Progress | None, is_anew: bool = False
) -> Run:
    with runs.held(folder), scoring.cache_of(use_cache) as cache:
        if is_anew:
            runs.write_outputs(folder, ())
        runs.cut_torn_line(folder)
        found = runs.read(folder)
        generation = _Generation(suite, found, cache, progress)
        if generation.missing:
            found = generation.run(workers)
        _refuse_empty(found)
        return scoring.score(suite, found, use_cache=use_cache)


def _refuse_empty(run: Run) -> None:
    if all(row.output is None for row in run.outputs):
        raise SuiteError(f"{run.folder}: every output failed, first: {run.outputs[0].error}")


class _Generation:
    """The outputs of one run that are not there yet."""

    def __init__(self, suite: Suite, found: Run, cache: Cache | None, progress: Progress | None) -> None:
        self.suite = suite
        self.found = found
        self.cache = cache
        self.cases = found.cases
        self.rows = {(row.case_id, row.epoch): row for row in found.outputs if row.output is not None}
        self._progress = progress or (lambda done, planned: None)
        self._fresh: list[OutputRow] = []
        self.missing = [
            (case, epoch)
            for epoch in range(found.manifest.epochs)
            for case in self.cases
            if (case.case_id, epoch) not in self.rows
        ]

    def run(self, workers: int | None) -> Run:
        """Make what is missing, and return the run with all outputs in the order of the cases."""
        started = time.perf_counter()
        self._keep([row for asked in self.missing if (row := self._cached(asked))])
        asked = [one for one in self.missing if (one[0].case_id, one[1]) not in self.rows]
        if asked:
            self._ask(asked, workers)
        epochs = range(self.found.manifest.epochs)
        outputs = tuple(self.rows[case.case_id, epoch] for case in self.cases for epoch in epochs)
        runs.write_outputs(self.found.folder, outputs)
        wall_s = self.found.manifest.wall_s + time.perf_counter() - started
        manifest = replace(self.found.manifest, wall_s=round(wall_s, 3))
        runs.write_manifest(self.found.folder, manifest)
        return Run(self.found.folder, manifest, outputs)

    def _ask(self, asked: Sequence[_Asked], workers: int | None) -> None:
        target = self.found.manifest.target
        with model_calls.session(self.cache):
            answer = self.suite.prepare(self.cases, target)
        if workers is None:
            workers = 1 if target.is_offline else model_settings(target.engine).llm_concurrency
        if not target.is_offline:
            Thread(target=_import_for_scoring, args=(self.suite,), daemon=True).start()
        coming = iter(asked)
        waiting: dict[Future[Output], _Attempt] = {}
        with _pool(workers) as pool:
            while True:
                for case, epoch in islice(coming, _IN_HAND * workers - len(waiting)):
                    attempt = _Attempt(answer, case, epoch)
                    waiting[pool.submit(attempt.made)] = attempt
                if not waiting:
                    return
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                self._keep([waiting.pop(future).row(future) for future in done])
                self._refuse_failure()

    def _keep(self, rows: Sequence[OutputRow]) -> None:
        """Put outputs on the disk, and what did not fail into the cache."""
        if rows:
            runs.append_outputs(self.found.folder, rows)
        fresh = [row for row in rows if not row.is_cached]
        self._fresh += fresh
        self.rows |= {(row.case_id, row.epoch): row for row in rows}
        if self.cache:
            by_id = {case.case_id: case for case in self.cases}
            self.cache.put(
                OUTPUT,
                {
                    self._key(by_id[row.case_id], row.epoch): (row.output, asdict(row.spent))
                    for row in fresh
                    if row.output is not None
                },
            )
        self._progress(len(self.rows), self.found.manifest.n_planned)

    def _cached(self, asked: _Asked) -> OutputRow | None:
        kept = self.cache.get(OUTPUT, self._key(*asked)) if self.cache else None
        if kept is None:
            return None
        return OutputRow(asked[0].case_id, asked[1], kept[0], None, Spent(**kept[1]), is_cached=True)

    def _key(self, case: Case, epoch: int) -> str:
        """The whole case counts: a task may use its source or what is expected, as one that holds a video out does."""
        manifest = self.found.manifest
        return key_of(manifest.suite, manifest.code, manifest.target.digest, as_row(case), epoch)

    def _refuse_failure(self) -> None:
        """End a run in which most of the first outputs failed; a case that lacks its input is no failure of the target."""
        first = self._fresh[:WATCHED]
        failed = [row for row in first if row.error and not row.error.startswith(MissingInputError.__name__)]
        if len(first) == WATCHED and len(failed) > MAX_FAILED_SHARE * WATCHED:
            raise SuiteError(
                f"{len(failed)} of the first {WATCHED} outputs failed, first: {failed[0].error} Nothing more is asked. "
                f"What is there is kept: lectern eval resume {self.found.manifest.run_id}"
            )


class _Attempt:
    """One answer of one case, with what it spent."""

    def __init__(self, answer: Answer, case: Case, epoch: int) -> None:
        self._answer = answer
        self._case = case
        self._epoch = epoch
        self._spent = Spent()

    def made(self) -> Output:
        """Ask for the answer, on a thread of the pool, and return it as it will be read from the disk."""
        started = time.perf_counter()
        with model_calls.metered() as meter:
            try:
                output: Output = json.loads(json.dumps(self._answer(self._case, self._epoch)))
                return output
            finally:
                self._spent = meter.spent(round(time.perf_counter() - started, 6))

    def row(self, future: "Future[Output]") -> OutputRow:
        """Return what came of it; whatever was raised is the row's error, with its kind."""
        error = future.exception()
        if error is None:
            return OutputRow(self._case.case_id, self._epoch, future.result(), None, self._spent)
        kind = getattr(error, "kind", None)
        said = f"{type(error).__name__}{f' ({kind})' if kind else ''}: {error}"
        return OutputRow(self._case.case_id, self._epoch, None, said, self._spent)


def _import_for_scoring(suite: Suite) -> None:
    """Import what scoring will need, while a model is waited for anyway: ragas alone takes seconds."""
    import_module("evals.statistics")
    if suite.metrics:
        ragas_adapter.import_ragas()


@contextmanager
def _pool(workers: int) -> Iterator[ThreadPoolExecutor]:
    """Yield a pool of threads; when the block ends early, what has not begun is not begun."""
    pool = ThreadPoolExecutor(workers, thread_name_prefix="case")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
