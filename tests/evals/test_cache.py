"""What is kept is found again, by another process too; a file that is no cache is refused with the remedy."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from evals.cache import OUTPUT, SCORE, Cache, key_of
from evals.cases import SuiteError
from pipelines.models import ModelCall
from pipelines.settings import ROOT

CALL = ModelCall("id", "model", "prompt", "v1", {"messages": []}, "reply", "stop", 1, 2, None, 0.5)


def test_values_are_kept_by_kind_and_key_and_replaced(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "evals" / "cache.sqlite")
    cache.put(OUTPUT, {"a": {"value": "déjà"}, "b": None})
    cache.put(OUTPUT, {"a": [1]})
    assert (cache.get(OUTPUT, "a"), cache.get(SCORE, "a"), cache.get(OUTPUT, "c")) == ([1], None, None)


def test_calls_of_models_come_back_as_they_were(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite")
    assert cache.one(ModelCall, call_id="id") is None
    assert cache.merge(ModelCall, [CALL]) == 1
    assert cache.one(ModelCall, call_id="id") == CALL


def test_another_process_and_other_threads_write_at_the_same_time(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    code = (
        "import sys; from pathlib import Path; from evals.cache import Cache; cache = Cache(Path(sys.argv[1]))\n"
        "for at in range(100): cache.put('output', {f'process {at}': at})"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT)
    cache = Cache(path)
    threads = [
        threading.Thread(target=lambda own=own: [cache.put(OUTPUT, {f"{own} {at}": at}) for at in range(50)])
        for own in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert process.wait() == 0
    assert all(cache.get(OUTPUT, f"process {at}") == at for at in range(100))
    assert all(cache.get(OUTPUT, f"{own} {at}") == at for own in range(4) for at in range(50))


def test_a_file_that_is_no_cache_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_text("this is no database" * 100)
    with pytest.raises(SuiteError, match=r"cache\.sqlite: cannot be used as a cache .* Remove it, or use --no-cache"):
        Cache(path)


def test_a_key_depends_on_every_value_and_not_on_the_order_of_names() -> None:
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})
    assert len({key_of("a", "b"), key_of("ab"), key_of("b", "a"), key_of(["a", "b"])}) == 4
