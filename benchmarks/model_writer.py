"""What a script by a model costs: `python -m benchmarks.model_writer PROJECT ... [--latency-s 3] [--candidates 3]`.

Drafts stored projects against a server on 127.0.0.1 that needs a known time for every reply and writes what the facts say.
Prints calls, tokens and wall time of the first draft, the ratio of its wall time to its longest chain of calls that need each
other, and the calls of the same draft again. Fifteen seconds a script at 3 s a reply.
"""

import argparse
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import Any

from lectern import environment
from lectern.drafting import drafting_material
from pipelines import settings
from pipelines.database import Database
from pipelines.llm import ModelClient
from pipelines.models import ModelCall, ResearchDocument, Severity, VerifiedFact
from pipelines.prompts import PromptService
from pipelines.sentences import normalised_words
from pipelines.voice.pipeline import score_text, speaking_pace
from pipelines.writing import rules, speech
from pipelines.writing.model_drafter import ModelScriptDrafter
from pipelines.writing.pipeline import contents_of, review_script
from tests.model_server import Answer, ModelServer, running, settings_for

MODEL = "benchmark-model"
CHARACTERS_PER_TOKEN = 4
_FAULTS = "The faults, one a line"
_FACTS = "Facts you may state, one a line"
_SIGNPOSTS = (
    "So let's stay with that for a moment, and see what it means for us.",
    "Now, where does that leave us, and what comes of it?",
    "Hold on to that thought, because we'll need it in a minute.",
    "And that is where it gets interesting, at least to me.",
    "Let's take that one step further, and look at it from the other side.",
    "So far, so good, but what does that tell us about the rest of it?",
)


@dataclass(frozen=True)
class Figures:
    """Of one script. Times in seconds."""

    beats: int
    calls: int
    prompt_tokens: int
    completion_tokens: int
    wall_s: float
    chain_s: float  # the longest chain of calls of which each needs the one before
    ratio: float  # wall / chain
    cpu_s: float  # of this process, the server and its waiting threads included
    one_by_one_s: float  # what the calls would take one after the other
    again_calls: int
    again_tokens: int
    again_s: float
    is_same: bool  # the second draft is the first
    minutes: float
    target_minutes: float
    blocking: int  # findings of the review
    warnings: int
    voice: float | None


class FactTeller:
    """Answers prompts as a model that retells its facts faithfully and varies little; it repairs by cutting.

    Every fifth first reply cites a fact that does not exist, so that the draft needs the turn that sends it back.
    """

    def __init__(self, facts: list[VerifiedFact], documents: list[ResearchDocument], latency_s: float) -> None:
        self.index = rules.SourceIndex([document.text for document in documents] + [fact.quote for fact in facts])
        said = {fact.fact_id: speech.speak(fact, self.index) for fact in facts}
        self.sentences = {fact_id: spoken.sentences for fact_id, spoken in said.items() if spoken}
        self.latency_s = latency_s

    def __call__(self, request: dict[str, Any]) -> Answer:
        """Return the reply to a request for a beat or a repair."""
        prompt = request["messages"][1]["content"]
        is_sent_back = len(request["messages"]) > 2
        if _FAULTS in prompt:
            places = {int(n) for n in re.findall(r"(?m)^(\d+) \| [^|\n]+ \| [^|\n]+$", prompt.split(_FAULTS)[1])}
            content: dict[str, Any] = {"edits": [{"number": n, "sentences": []} for n in sorted(places)[:2]]}
        else:
            content = {"sentences": self._beat(prompt, int(request.get("seed") or 0), is_sent_back)}
        reply = json.dumps(content)
        tokens = (
            sum(len(m["content"]) for m in request["messages"]) // CHARACTERS_PER_TOKEN,
            len(reply) // CHARACTERS_PER_TOKEN,
        )
        return Answer(content=reply, stall_s=self.latency_s, tokens=tokens)

    def _beat(self, prompt: str, version: int, is_sent_back: bool) -> list[dict[str, Any]]:
        budget = int(re.search(r"Word budget: (\d+)", prompt).group(1))  # type: ignore[union-attr]
        number = int(re.search(r"You write beat (\d+)", prompt).group(1))  # type: ignore[union-attr]
        told: list[dict[str, Any]] = []
        known = re.findall(r"(?m)^(\w+) \| (?:SUPPORTED|NOT_ENOUGH_INFO) \|", prompt)
        if not known:
            told.append(_line("So let's take it one step at a time, and see where it leads us.", "rhetoric", []))
        for fact_id in known[version % 2 :] or known:
            if sum(len(normalised_words(line["text"])) for line in told) >= budget:
                break
            spoken = self.sentences.get(fact_id, ())
            tail = [line["text"] for line in told[-2:]]
            if self.index.longest_run(" ".join([*tail, *spoken]))[1] > rules.MAX_VERBATIM_WORDS:
                continue
            told += [
                _line(text, *(("rhetoric", []) if text.endswith("?") else ("sourced", [fact_id]))) for text in spoken
            ]
        for text in _SIGNPOSTS[number % 2 :: 2]:  # a library of few facts leaves room
            if sum(len(normalised_words(line["text"])) for line in told) < budget - 10:
                told.append(_line(text, "rhetoric", []))
        if (number + version) % 5 == 0 and not is_sent_back:
            told.append(_line("And that is what it comes down to.", "sourced", ["no-such-fact"]))
        return told or [_line("Let's go on from here.", "rhetoric", [])]


def _line(text: str, kind: str, fact_ids: list[str]) -> dict[str, Any]:
    return {"text": text, "kind": kind, "fact_ids": fact_ids, "story_id": None, "visual": ""}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("projects", nargs="+", help="keys of projects with an outline")
    arguments.add_argument("--latency-s", type=float, default=3.0, help="what the server needs for a reply")
    arguments.add_argument("--candidates", type=int, default=settings.DEFAULT_CANDIDATES)
    given = arguments.parse_args()
    environment.prepare()
    db = Database(settings.load().database_url)
    print("project", *(field.name for field in fields(Figures)), sep="\t")
    with running() as server:
        for key in given.projects:
            found = measure(db, key, server, given.latency_s, given.candidates)
            values = (getattr(found, field.name) for field in fields(Figures))
            print(
                key, *(f"{value:.2f}" if isinstance(value, float) else value for value in values), sep="\t", flush=True
            )
    db.close()


def measure(db: Database, key: str, server: ModelServer, latency_s: float, candidates: int) -> Figures:
    """Draft a project twice, the second time from the call cache."""
    db.delete(ModelCall, model=MODEL)
    material = drafting_material(db, key)
    pace, _ = speaking_pace(material.profile.traits, material.controls)
    server.answer_by(FactTeller(material.inputs["facts"], material.inputs["documents"], latency_s))
    configured = replace(
        settings_for(server, timeout_s=60), llm_model=MODEL, llm_candidates=candidates, llm_max_tokens=4000
    )

    def draft() -> tuple[list[Any], Any, float, float]:
        drafter = ModelScriptDrafter(
            ModelClient(configured, db), PromptService.from_settings(configured), review_script, contents_of
        )
        started, worked = time.perf_counter(), time.process_time()
        told = material.drafted(drafter, pace, material.controls)
        return told, drafter.usage, time.perf_counter() - started, time.process_time() - worked

    script, usage, wall_s, cpu_s = draft()
    chain_s, n_calls = chain(server, latency_s), len(server.requests)
    again, used_again, again_s, _ = draft()
    inputs = material.inputs
    findings = review_script(
        inputs["project"], inputs["outline"], script, inputs["facts"], inputs["stories"], inputs["documents"], pace,
        material.controls, inputs["misconceptions"], inputs["explained"], inputs["known"], inputs["hooks"],
    )  # fmt: skip
    return Figures(
        beats=len(inputs["outline"]),
        calls=n_calls,
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        wall_s=wall_s,
        chain_s=chain_s,
        ratio=wall_s / chain_s,
        cpu_s=cpu_s,
        one_by_one_s=n_calls * latency_s,
        again_calls=used_again.requests,
        again_tokens=used_again.prompt_tokens + used_again.completion_tokens,
        again_s=again_s,
        is_same=again == script,
        minutes=rules.spoken_minutes(script, pace),
        target_minutes=material.project.minutes,
        blocking=sum(finding.severity is Severity.BLOCKING for finding in findings),
        warnings=sum(finding.severity is Severity.WARNING for finding in findings),
        voice=score_text(" ".join(s.text for s in script if not s.is_placeholder), material.profile).value,
    )


def chain(server: ModelServer, latency_s: float) -> float:
    """Return how long the calls take that need each other: draft, its second turn, and each round of repairs with its own.

    A beat is repaired once a round at most, so that the beat with most repairs tells how many rounds there were at least.
    """
    rounds: Counter[str] = Counter()
    depth = 1
    sent_back = {"draft": 0, "repair": 0}
    for request in server.requests:
        prompt = request["messages"][1]["content"]
        is_repair = _FAULTS in prompt
        if len(request["messages"]) > 2:
            sent_back["repair" if is_repair else "draft"] = 1
        elif is_repair and re.search(r" \| (?:SUPPORTED|NOT_ENOUGH_INFO) \| ", prompt):
            rounds[prompt.split(_FACTS)[1]] += 1  # the facts of a beat name it
    depth += max(rounds.values(), default=0) + sum(sent_back.values())
    return depth * latency_s


if __name__ == "__main__":
    main()
