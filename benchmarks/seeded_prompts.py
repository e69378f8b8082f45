"""Whether `compare` finds a candidate worse that was made worse, and no more than that: `python -m benchmarks.seeded_prompts CASES`.

CASES is what `benchmarks/eval_channels.py` writes: real channels. Offline, the candidate is the production tag without the
creator's voice, and the same tag by another name. With a model, a stand-in on 127.0.0.1 follows its prompt: it retells the
facts, and uses openers, contractions and phrasings of the creator where the prompt shows them, and nowhere else. Its candidates
are the released prompt `script-draft` without what it says of the voice, and the same prompt in other words. Each comparison is
that of `lectern eval compare`. Seven minutes for 13 cases on two busy cores.
"""

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals import libraries, runner, targets
from evals.cases import read_cases
from evals.comparison import Comparison, compare
from evals.runs import Run
from evals.suite import Suite, load_suite
from lectern import environment
from pipelines import settings
from pipelines.embeddings import load_embedder
from pipelines.models import VerifiedFact
from pipelines.sentences import normalised_words
from pipelines.writing import rules, speech
from tests.model_server import KEY, Answer, running

RELEASED = settings.ROOT / "prompts"
WORSE, EQUAL = "without-voice", "reworded"
_OPENERS = frozenset("so and but now well okay right actually because then look".split())
_MAY_FOLLOW = re.compile(r"(?:The|An?|In|At|When|Most|Many|There|It|This|These|That|If|As|After|Before) ")
_FILLERS = (
    "Let us stay with that for a moment.",
    "Where does that leave us?",
    "Keep that in mind for what follows.",
    "What comes of it?",
    "That is worth a second look.",
    "Let us take it one step further.",
    "What does it tell us about the rest?",
    "We will come back to that later.",
)  # for a beat of few facts, whatever the prompt shows
_CUTS = (
    r"- Sound like this creator:.*?(?=\n- )",
    r"\n\{% if examples %\}.*?\{% endif %\}",
    r"\n\{% if habits %\}.*?\{% endif %\}",
    r"\n\nThe creator's phrasings.*?\{\{ frames \| as_data \}\}",
)
_REWORDED = (
    ("You write one beat of the narration of an educational video, to be spoken by one creator.", "One creator speaks an educational video; you write one beat of what they say."),
    ("Every sentence you write has a kind:", "Each of your sentences is of a kind:"),
    ("Spoken English: short sentences that can be said in one breath", "English as it is spoken: sentences short enough for one breath"),
    ("Meet the word budget within ten percent.", "Keep to the word budget, give or take ten percent."),
)  # fmt: skip


class PromptFollower:
    """A model that retells the facts of its prompt, in the creator's manner as far as the prompt shows one.

    What it draws from is chosen by a digest of the whole prompt, so that a prompt in other words gives another script.
    """

    def __init__(self, facts: Sequence[VerifiedFact], index: rules.SourceIndex) -> None:
        self._said = {
            is_spoken: {
                fact.fact_id: said.sentences for fact in facts if (said := speech.speak(fact, index, None, rate))
            }
            for is_spoken, rate in ((True, 1.0), (False, 0.0))
        }
        self._index = index

    def __call__(self, request: dict[str, Any]) -> Answer:
        """Return the reply to a request for openings, a beat or a repair."""
        asked = request["response_format"]["json_schema"]["name"]
        if asked == "ProposedHooks":
            return Answer(content='{"hooks": []}')
        if asked == "MendedBeat":
            return Answer(content='{"edits": []}')
        prompt = request["messages"][1]["content"]
        said = f"{request['messages']} {request.get('seed')}"
        chance = random.Random(hashlib.sha256(said.encode()).hexdigest())
        return Answer(content=json.dumps({"sentences": self._beat(prompt, chance)}))

    def _beat(self, prompt: str, chance: random.Random) -> list[dict[str, Any]]:
        budget = int(re.findall(r"Word budget: (\d+)", prompt)[0])
        openers, phrasings, is_spoken = manner(prompt)
        phrasings = chance.sample(phrasings, len(phrasings))
        told: list[dict[str, Any]] = []
        ids = re.findall(r"(?m)^(\w+) \| (?:SUPPORTED|NOT_ENOUGH_INFO) \|", prompt)
        for place, fact_id in enumerate(ids):
            if n_words(told) >= budget:
                break
            sentences = self._said[is_spoken].get(fact_id, ())
            tail = [line["text"] for line in told[-2:]]
            if self._index.longest_run(" ".join([*tail, *sentences]))[1] > rules.MAX_VERBATIM_WORDS:
                continue
            if place % 2 == 0 and phrasings:
                told.append(line(phrasings.pop()))
            for text in sentences:
                told.append(line(opened(text, openers, chance), [] if text.endswith("?") else [fact_id]))
        for filler in chance.sample(_FILLERS, len(_FILLERS)):
            if n_words(told) < budget - 8:
                told.append(line(filler))
        return told or [line(_FILLERS[0])]


def manner(prompt: str) -> tuple[list[str | None], list[str], bool]:
    """Return what a prompt shows of the creator: the openers of their sentences (None: without one), phrasings, contractions."""
    shown = re.findall(r"How this creator talks.*?<data-\w+>\n(.*?)\n</data", prompt, re.DOTALL)
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(shown)) if shown else []
    firsts = [re.match(r"\w+", sentence) for sentence in sentences]
    openers = [found.group().lower() if found and found.group().lower() in _OPENERS else None for found in firsts]
    listed = re.findall(r"The creator's phrasings.*?<data-\w+>\n(.*?)\n</data", prompt, re.DOTALL)
    phrasings = [row.partition(" | ")[2] for row in (listed[0].splitlines() if listed else [])]
    share = re.findall(r"[Cc]ontract[^:\n]*: usually ([\d.]+)", prompt)
    fitting = [f"{text[:1].upper()}{text[1:]}".rstrip(",:;") for text in phrasings if len(text.split()) > 2]
    return (
        openers,
        [text if text[-1] in ".!?" else f"{text}." for text in fitting],
        bool(share) and float(share[0]) > 0.4,
    )


def opened(text: str, openers: Sequence[str | None], chance: random.Random) -> str:
    """Return a sentence behind an opener of the creator, as often as they use one."""
    opener = chance.choice(openers) if openers else None
    if opener is None or not _MAY_FOLLOW.match(text):
        return text
    return f"{opener.capitalize()} {text[:1].lower()}{text[1:]}"


def line(text: str, fact_ids: Sequence[str] = ()) -> dict[str, Any]:
    """Return a sentence in the form of a reply."""
    kind = "sourced" if fact_ids else "rhetoric"
    return {"text": text, "kind": kind, "fact_ids": list(fact_ids), "story_id": None, "visual": ""}


def n_words(told: Sequence[dict[str, Any]]) -> int:
    """Return how many words are told."""
    return sum(len(normalised_words(row["text"])) for row in told)


def write_prompts(folder: Path) -> None:
    """Copy the released prompts, with two versions of the production's `script-draft` beside it."""
    shutil.copytree(RELEASED, folder)
    version = targets.resolve("production", engine=targets.OFFLINE).prompts["script-draft"][0]
    released = (folder / "script-draft" / f"{version}.j2").read_text(encoding="utf-8")
    worse, equal = released, released
    for pattern in _CUTS:
        worse, n_cut = re.subn(pattern, "", worse, flags=re.DOTALL)
        assert n_cut, f"{version} of script-draft has nothing like {pattern}"
    for old, new in _REWORDED:
        assert old in equal, f"{version} of script-draft does not say {old!r}"
        equal = equal.replace(old, new)
    for name, text in ((WORSE, worse), (EQUAL, equal)):
        (folder / "script-draft" / f"{name}.j2").write_text(text, encoding="utf-8")


def stand_in(cases: Path) -> PromptFollower:
    """Return the model for the topics of some cases."""
    embedder = load_embedder(settings.state_dir())
    facts: dict[str, VerifiedFact] = {}
    texts: list[str] = []
    for library, topic in sorted({(c.input["library"], c.input["topic"]) for c in read_cases(cases).cases}):
        subject = libraries.read(settings.ROOT / library, embedder).subject(topic, 3.0, embedder)
        facts |= {fact.fact_id: fact for fact in subject.facts}
        texts += [document.text for document in subject.documents]
    return PromptFollower(list(facts.values()), rules.SourceIndex(dict.fromkeys(texts)))


def run(suite: Suite, cases: Path, **given: Any) -> Run:
    """Run the production tag, changed as `given` says."""
    return runner.run(suite, targets.resolve(given.pop("tag", "production"), **given), cases_path=cases)


def table(title: str, found: Comparison) -> str:
    """Return a comparison as lines: the verdict, then each metric with its difference, interval, adjusted p and finding."""
    lines = [f"## {title}: {found.verdict.upper()}", found.reason]
    for metric in found.metrics:
        gap, p = metric.difference, metric.p_adjusted
        interval = "-" if gap.low is None or gap.high is None else f"[{gap.low:+.3f}, {gap.high:+.3f}]"
        value = "-" if gap.value is None else f"{gap.value:+.3f}"
        lines.append(
            f"{metric.name:<20}{value:>9} {interval:<20}{'-' if p is None else f'{p:.4f}':>8}  {metric.finding}"
        )
    return "\n".join(lines)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("cases", type=Path)
    cases = arguments.parse_args().cases.resolve()
    environment.prepare()
    suite = load_suite("script")
    offline = run(suite, cases, engine=targets.OFFLINE)
    without = run(suite, cases, engine=targets.OFFLINE, without=["voice"])
    print(table("offline, without voice", compare(suite, offline, without)), flush=True)
    same = run(suite, cases, engine=targets.OFFLINE, tag="experimental")
    print(table("offline, an equal tag", compare(suite, offline, same)), flush=True)
    with tempfile.TemporaryDirectory() as name, running() as server:
        write_prompts(Path(name) / "prompts")
        server.answer_by(stand_in(cases))
        os.environ.update(
            PROMPTS_DIR=str(Path(name) / "prompts"),
            PIPELINE_TAGS_CONFIG_PATH=str(RELEASED / "pipeline-tags.yaml"),
            LECTERN_LLM_MODEL="prompt-follower",
            LECTERN_LLM_BASE_URL=server.base_url,
            LECTERN_LLM_API_KEY=KEY,
            LECTERN_LLM_CANDIDATES="1",  # the choice among several goes by voice, and would hide a part of what the prompt does
        )
        released = run(suite, cases)
        for version in (WORSE, EQUAL):
            found = compare(suite, released, run(suite, cases, prompts={"script-draft": version}))
            print(table(f"a model, script-draft {version}", found), flush=True)


if __name__ == "__main__":
    main()
