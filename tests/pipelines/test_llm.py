"""Every way a provider fails, against a real server on 127.0.0.1; in both modes of reading a reply."""

import json
from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ConfigDict

from pipelines.database import Database
from pipelines.llm import MAX_ATTEMPTS, ModelClient
from pipelines.model_errors import ModelError, ModelErrorKind, redacted
from pipelines.model_pace import Pace
from pipelines.models import ModelCall
from pipelines.prompts import PromptService, ResolvedPrompt
from pipelines.settings import ROOT
from tests.model_server import KEY, Answer, ModelServer, failure, json_answer, running, settings_for

GOOD = {"words": ["a", "b"]}


class Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    words: list[str]


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with running() as started:
        yield started


@pytest.fixture(params=[True, False], ids=["streamed", "whole"])
def client(request: pytest.FixtureRequest, server: ModelServer) -> ModelClient:
    return ModelClient(settings_for(server), None, is_streaming=request.param, backoff_s=0.01)


@pytest.fixture(scope="module")
def prompt() -> ResolvedPrompt:
    return PromptService(ROOT / "prompts", ROOT / "prompts" / "pipeline-tags.yaml").resolve("claim-extraction", "facts")


VARIABLES = {"topic": "t", "title": "t", "heading": "h", "passage": "p"}


def ask(client: ModelClient, prompt: ResolvedPrompt, variables: dict[str, str] = VARIABLES) -> Words:
    return client.complete(prompt, variables, Words)


def kind_of(client: ModelClient, prompt: ResolvedPrompt) -> tuple[ModelErrorKind, str]:
    with pytest.raises(ModelError) as caught:
        ask(client, prompt)
    return caught.value.kind, str(caught.value)


def test_a_whole_reply_becomes_a_value(client: ModelClient, server: ModelServer, prompt: ResolvedPrompt) -> None:
    server.script(json_answer(GOOD))
    assert ask(client, prompt) == Words(words=["a", "b"])
    assert [message["role"] for message in server.requests[0]["messages"]] == ["system", "user"]
    assert server.requests[0]["response_format"]["json_schema"]["schema"]["required"] == ["words"]


def test_a_rate_limit_is_waited_for(client: ModelClient, server: ModelServer, prompt: ResolvedPrompt) -> None:
    server.script(failure(429, Retry_After="0.05"), json_answer(GOOD))
    assert ask(client, prompt).words
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("answer", "kind", "n_requests"),
    [
        (failure(429, Retry_After="0.01"), ModelErrorKind.QUOTA, 3),
        (failure(429, Retry_After="600"), ModelErrorKind.QUOTA, 1),
        (failure(429, code="insufficient_quota"), ModelErrorKind.QUOTA, 1),
        (failure(500), ModelErrorKind.TRANSIENT, 3),
        (failure(529), ModelErrorKind.TRANSIENT, 3),
        (failure(401, f"Incorrect API key provided: {KEY}"), ModelErrorKind.BUG, 1),
        (failure(404, "no such model"), ModelErrorKind.BUG, 1),
        (failure(400, "filtered", code="content_filter"), ModelErrorKind.CONTENT, 1),
        (Answer(body=b"<html>Welcome</html>", body_type="text/html"), ModelErrorKind.TRANSIENT, 3),
        (Answer(body=b'{"choices": [{"mess'), ModelErrorKind.TRANSIENT, 3),
        (Answer(body=b""), ModelErrorKind.TRANSIENT, 3),
        (Answer(is_without_choices=True), ModelErrorKind.TRANSIENT, 3),
        (Answer(content=None), ModelErrorKind.TRANSIENT, 3),
        (Answer(content=" "), ModelErrorKind.TRANSIENT, 3),
        (Answer(content=json.dumps(GOOD), finish_reason=None), ModelErrorKind.TRANSIENT, 3),
        (Answer(content=json.dumps(GOOD), finish_reason="length"), ModelErrorKind.CONTENT, 1),
        (Answer(content=json.dumps(GOOD), finish_reason="content_filter"), ModelErrorKind.CONTENT, 1),
        (Answer(content=json.dumps(GOOD), finish_reason="tool_calls"), ModelErrorKind.CONTENT, 1),
        (Answer(content="not JSON"), ModelErrorKind.CONTENT, 2),
    ],
    ids=lambda value: value.name if isinstance(value, ModelErrorKind) else None,
)
def test_a_fault_ends_as_its_kind_after_so_many_requests(
    client: ModelClient,
    server: ModelServer,
    prompt: ResolvedPrompt,
    answer: Answer,
    kind: ModelErrorKind,
    n_requests: int,
) -> None:
    server.script(answer)
    found, message = kind_of(client, prompt)
    assert found is kind, message
    assert len(server.requests) == n_requests
    assert KEY not in message
    assert "test-model" in message


def test_a_server_that_recovers_is_used(client: ModelClient, server: ModelServer, prompt: ResolvedPrompt) -> None:
    server.script(failure(500), Answer(is_without_choices=True), json_answer(GOOD))
    assert ask(client, prompt).words
    assert len(server.requests) == 3


@pytest.mark.parametrize("is_streaming", [True, False])
def test_a_stalled_reply_ends_at_our_timeout(server: ModelServer, prompt: ResolvedPrompt, is_streaming: bool) -> None:
    server.script(Answer(content=json.dumps(GOOD), stall_s=1.0), json_answer(GOOD))
    client = ModelClient(settings_for(server, timeout_s=0.2), None, is_streaming=is_streaming, backoff_s=0.01)
    assert ask(client, prompt).words
    assert len(server.requests) == 2


def test_a_server_that_is_not_there_is_named(server: ModelServer, prompt: ResolvedPrompt) -> None:
    with running() as gone:
        settings = settings_for(gone)
    kind, message = kind_of(ModelClient(settings, None, backoff_s=0.01), prompt)
    assert kind is ModelErrorKind.TRANSIENT
    assert gone.base_url in message


@pytest.mark.parametrize(
    "answer",
    [
        Answer(content=json.dumps(GOOD), cut_after=1),
        Answer(content=json.dumps(GOOD), cut_after=2),
        Answer(content=json.dumps(GOOD), cut_after=1, is_aborted=True),
        Answer(content=json.dumps(GOOD), cut_after=0),
    ],
    ids=["closed early", "no finish reason", "aborted in a chunk", "nothing came"],
)
def test_a_truncated_stream_is_an_error_and_nothing_of_it_is_stored(
    db: Database, server: ModelServer, prompt: ResolvedPrompt, answer: Answer
) -> None:
    server.script(answer)
    kind, message = kind_of(ModelClient(settings_for(server), db, epoch=99, backoff_s=0.01), prompt)
    assert kind is ModelErrorKind.TRANSIENT, message
    assert len(server.requests) == 3
    assert db.read(ModelCall) == []


def test_a_reply_that_breaks_the_schema_is_repaired_once_with_its_errors(
    client: ModelClient, server: ModelServer, prompt: ResolvedPrompt
) -> None:
    server.script(json_answer({"words": "a"}), json_answer(GOOD))
    assert ask(client, prompt).words == ["a", "b"]
    repair = server.requests[1]["messages"]
    assert repair[2] == {"role": "assistant", "content": '{"words": "a"}'}
    assert "words: Input should be a valid" in repair[3]["content"]


def test_a_reply_in_a_markdown_fence_needs_no_repair(
    client: ModelClient, server: ModelServer, prompt: ResolvedPrompt
) -> None:
    server.script(Answer(content=f"```json\n{json.dumps(GOOD)}\n```"))
    assert ask(client, prompt).words == ["a", "b"]
    assert len(server.requests) == 1


def test_a_failed_check_is_fed_back_and_then_final(
    client: ModelClient, server: ModelServer, prompt: ResolvedPrompt
) -> None:
    server.script(json_answer(GOOD))
    with pytest.raises(ModelError, match="too few words") as caught:
        client.complete(prompt, VARIABLES, Words, check=lambda value: ["too few words"] if len(value.words) < 3 else [])
    assert caught.value.kind is ModelErrorKind.CONTENT
    assert "too few words" in server.requests[1]["messages"][3]["content"]
    assert len(server.requests) == 2


def test_a_second_run_costs_no_request_and_outlives_the_client(
    db: Database, server: ModelServer, prompt: ResolvedPrompt
) -> None:
    server.script(json_answer({"words": 1}), json_answer(GOOD))
    prices = {"test-model": (1.0, 2.0)}
    ModelClient(settings_for(server), db, prices=prices).complete(prompt, VARIABLES, Words)
    server.script(failure(500))
    again = ModelClient(settings_for(server), db).complete(prompt, VARIABLES, Words)
    assert again == Words(words=["a", "b"])
    assert server.requests == []
    (call,) = db.read(ModelCall)
    assert (call.prompt_name, call.prompt_version, call.finish_reason) == ("claim-extraction", "v2", "stop")
    assert (call.prompt_tokens, call.completion_tokens) == (200, 40)  # the repaired reply was paid for as well
    assert call.cost_usd == pytest.approx(280e-6)
    assert KEY not in json.dumps(call.request)


@pytest.mark.parametrize("changed", ["epoch", "passage"])
def test_what_changes_the_request_is_asked_afresh(
    db: Database, server: ModelServer, prompt: ResolvedPrompt, changed: str
) -> None:
    server.script(json_answer(GOOD))
    ModelClient(settings_for(server), db).complete(prompt, VARIABLES, Words)
    server.script(json_answer({"words": ["new"]}))
    client = ModelClient(settings_for(server), db, epoch=1 if changed == "epoch" else 0)
    variables = {**VARIABLES, "passage": "another"} if changed == "passage" else VARIABLES
    assert client.complete(prompt, variables, Words).words == ["new"]
    assert len(server.requests) == 1


def test_a_cached_reply_that_fails_a_newer_check_is_asked_again(
    db: Database, server: ModelServer, prompt: ResolvedPrompt
) -> None:
    client = ModelClient(settings_for(server), db, epoch=7)
    server.script(json_answer(GOOD))
    ask(client, prompt)
    server.script(json_answer({"words": ["c", "d", "e"]}))
    value = client.complete(prompt, VARIABLES, Words, check=lambda found: [] if len(found.words) == 3 else ["three"])
    assert value.words == ["c", "d", "e"]


def test_samples_of_one_prompt_are_asked_and_kept_apart(
    db: Database, server: ModelServer, prompt: ResolvedPrompt
) -> None:
    client = ModelClient(settings_for(server), db, epoch=20)
    server.script(json_answer(GOOD))
    ask(client, prompt)
    assert client.propose(prompt, VARIABLES, Words).value == Words(words=["a", "b"])
    server.script(json_answer({"words": ["second"]}))
    assert client.propose(prompt, VARIABLES, Words, sample=1).value == Words(words=["second"])
    assert client.propose(prompt, VARIABLES, Words, sample=1).value == Words(words=["second"])
    (request,) = server.requests
    assert request["seed"] == 1
    assert request["temperature"] > 0


def test_a_refused_reply_is_asked_for_again_until_it_is_kept(
    db: Database, server: ModelServer, prompt: ResolvedPrompt
) -> None:
    client = ModelClient(settings_for(server), db, epoch=21)
    server.script(json_answer({"words": 1}))
    refused = [client.propose(prompt, VARIABLES, Words) for _ in range(2)][-1]
    assert (refused.value, len(server.requests)) == (None, 4)
    client.keep_refusals([refused])
    assert client.propose(prompt, VARIABLES, Words).value is None
    assert len(server.requests) == 4, "what is kept is not asked for again"
    server.script(json_answer(GOOD))
    assert ask(client, prompt) == Words(words=["a", "b"]), "but whoever needs an answer asks"


def test_a_sample_that_is_cut_off_goes_back_once_and_is_then_refused(
    server: ModelServer, prompt: ResolvedPrompt
) -> None:
    client = ModelClient(settings_for(server), None)
    half = Answer(content='{"words": ["a', finish_reason="length")
    server.script(half, json_answer(GOOD))
    assert client.propose(prompt, VARIABLES, Words).value == Words(words=["a", "b"])
    assert "fewer words" in server.requests[1]["messages"][-1]["content"]
    server.script(half)
    refused = client.propose(prompt, VARIABLES, Words)
    assert (refused.value, len(server.requests)) == (None, 2)
    assert "cut off" in refused.problems[0]


def test_a_client_counts_what_it_used(db: Database, server: ModelServer, prompt: ResolvedPrompt) -> None:
    client = ModelClient(settings_for(server), db, epoch=22, prices={"test-model": (1.0, 2.0)}, backoff_s=0.01)
    server.script(failure(500), json_answer({"words": 1}), json_answer(GOOD))
    ask(client, prompt)
    ask(client, prompt)
    used = client.usage
    assert (used.requests, used.cached) == (3, 1)
    assert (used.prompt_tokens, used.completion_tokens) == (200, 40)
    assert used.cost_usd == pytest.approx(280e-6)


def test_secrets_are_removed_wherever_a_server_echoes_them() -> None:
    text = redacted("Bearer abc.def-1 and key-abcdef123 and my-own", "my-own")
    assert text == "Bearer *** and *** and ***"


def test_a_paced_client_outlasts_refusals_that_end_a_client_without_a_pace(
    server: ModelServer, prompt: ResolvedPrompt
) -> None:
    refusals = [failure(429, Retry_After="0.01")] * (MAX_ATTEMPTS + 2)
    server.script(*refusals, json_answer(GOOD))
    pace = Pace(8)
    assert ask(ModelClient(settings_for(server), None, backoff_s=0.01, pace=pace), prompt).words
    assert pace.limit == 2  # halved to one, and one more after the success
    server.script(failure(500))
    kind, _ = kind_of(ModelClient(settings_for(server), None, backoff_s=0.01, pace=pace), prompt)
    assert (kind, len(server.requests)) == (ModelErrorKind.TRANSIENT, MAX_ATTEMPTS)


def test_clients_of_epochs_share_connections_and_count_apart(
    server: ModelServer, prompt: ResolvedPrompt, db: Database
) -> None:
    server.script(json_answer(GOOD))
    shared = ModelClient(settings_for(server), db, epoch=30)
    one, other = shared.for_epoch(31), shared.for_epoch(32)
    ask(one, prompt)
    ask(one, prompt)
    ask(other, prompt)
    assert len(server.requests) == 2
    assert [(client.usage.requests, client.usage.cached) for client in (shared, one, other)] == [(0, 0), (1, 1), (1, 0)]
