"""What `lectern up` starts: a UI whose launched runs reach Postgres through the daemon, and a JupyterLab with a token."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lectern import local, services
from pipelines.database import Database
from pipelines.models import Channel, Video
from tests import inputs

pytestmark = pytest.mark.slow
RUN_S = 180.0
LAUNCH = """
mutation ($params: ExecutionParams!) {
  launchRun(executionParams: $params) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message }
    ... on RunConfigValidationInvalid { errors { message } }
  }
}
"""
ADD_PARTITION = """
mutation ($selector: RepositorySelector!, $key: String!) {
  addDynamicPartition(repositorySelector: $selector, partitionsDefName: "channels", partitionKey: $key) { __typename }
}
"""
STATUS = "query ($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
REPOSITORY = {"repositoryLocationName": "lectern", "repositoryName": "__repository__"}


@pytest.fixture(scope="module")
def state_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("services") / "state dir"


@pytest.fixture(scope="module")
def environ(state_dir: Path) -> dict[str, str]:
    return inputs.environment(state_dir)


@pytest.fixture(scope="module")
def addresses(environ: dict[str, str], state_dir: Path) -> Iterator[dict[str, str]]:
    try:
        started = inputs.lectern(environ, "up", "--json")
        assert started.returncode == 0, started.stderr
        yield json.loads(started.stdout)
    finally:
        inputs.lectern(environ, "down")
        local.stop(state_dir)


def _ask(address: str, query: str, **variables: Any) -> dict[str, Any]:
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{address}/graphql", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        answer: dict[str, Any] = json.load(reply)
    assert "errors" not in answer, answer
    data: dict[str, Any] = answer["data"]
    return data


def test_a_run_launched_in_the_ui_is_executed_by_the_daemon(
    addresses: dict[str, str], state_dir: Path, tmp_path: Path
) -> None:
    url = local.url(state_dir)
    assert url is not None
    db = Database(url)
    db.merge(Channel, [Channel("tiny", "Tiny", str(inputs.write_channel(tmp_path, cues=20)))])
    added = _ask(addresses["dagster"], ADD_PARTITION, selector=REPOSITORY, key="tiny")["addDynamicPartition"]
    assert added["__typename"] in {"AddDynamicPartitionSuccess", "DuplicateDynamicPartitionError"}
    parameters = {
        "selector": {**REPOSITORY, "jobName": "__ASSET_JOB", "assetSelection": [{"path": ["videos"]}]},
        "mode": "default",
        "runConfigData": {},
        "executionMetadata": {"tags": [{"key": "dagster/partition", "value": "tiny"}]},
    }
    launched = _ask(addresses["dagster"], LAUNCH, params=parameters)["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    status, deadline = "", time.monotonic() + RUN_S
    while status not in {"SUCCESS", "FAILURE", "CANCELED"} and time.monotonic() < deadline:
        time.sleep(1)
        status = _ask(addresses["dagster"], STATUS, id=launched["run"]["runId"])["runOrError"]["status"]
    assert status == "SUCCESS", (state_dir / "services" / "daemon.log").read_text()[-3000:]
    assert len(db.read(Video, channel_key="tiny")) == len(inputs.TRANSCRIPTS)
    db.close()


def test_jupyterlab_opens_with_its_token_only(addresses: dict[str, str]) -> None:
    address = urllib.parse.urlsplit(addresses["jupyterlab"])
    contents = f"http://{address.netloc}/api/contents"
    with urllib.request.urlopen(f"{contents}?{address.query}", timeout=60) as reply:
        names = {entry["name"] for entry in json.load(reply)["content"]}
    assert "01_channel.ipynb" in names
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(contents, timeout=60)
    assert refused.value.code == 403


def test_jupyterlab_does_not_ask_the_outside_for_news_and_updates(addresses: dict[str, str]) -> None:
    address = urllib.parse.urlsplit(addresses["jupyterlab"])
    plugin = "@jupyterlab/apputils-extension:notification"
    with urllib.request.urlopen(
        f"http://{address.netloc}/lab/api/settings/{plugin}?{address.query}", timeout=60
    ) as reply:
        defaults = json.load(reply)["schema"]["properties"]
    assert defaults["fetchNews"]["default"] == "false"
    assert defaults["checkForUpdates"]["default"] is False


def test_services_listen_on_this_machine_only(addresses: dict[str, str]) -> None:
    assert {urllib.parse.urlsplit(address).hostname for address in addresses.values()} == {"127.0.0.1"}


def test_up_again_gives_the_same_addresses(addresses: dict[str, str], environ: dict[str, str]) -> None:
    again = inputs.lectern(environ, "up", "--json")
    assert json.loads(again.stdout) == addresses


def test_down_stops_everything_and_says_what(
    addresses: dict[str, str], environ: dict[str, str], state_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = inputs.lectern(environ, "down")
    assert done.returncode == 0
    for name in ("dagster", "daemon", "jupyter", "database"):
        assert name in done.stderr
    monkeypatch.setenv("LECTERN_STATE_DIR", str(state_dir))
    assert services.running() == []
    assert not local.is_running(state_dir)
    assert "nothing was running" in inputs.lectern(environ, "down").stderr
