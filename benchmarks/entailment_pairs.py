"""Labelled pairs (claim, sentence) from openly licensed collections and from known edits of real sentences.

Each collection is a clone of its public repository; what lies in a larger file than these was not read.

| repository | licence | what is read |
| --- | --- | --- |
| OanaMariaCamburu/e-SNLI | captions and pairs CC BY-SA 4.0 (SNLI) | development and test part of SNLI |
| acmi-lab/counterfactually-augmented-data | Apache-2.0 | pairs of SNLI revised so that the label changes |
| BIU-NLP/Breaking_NLI | CC BY-SA 4.0 | pairs that differ in one word |
| nyu-mll/semi-automatic-nli | premises Wikipedia, CC BY-SA 3.0 | the three sets from Wikipedia |
| verypluming/MED, verypluming/HELP | CC BY-SA 4.0 | what follows when a word is wider or narrower |
| jayded/evidence-inference | MIT | what trials report of a treatment, as claims |
"""

import csv
import io
import json
import random
import re
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import known_edits
from pipelines.facts.verification.reading import read

SUPPORTS, REFUTES, NEITHER = range(3)
_LABELS = {
    "entailment": SUPPORTS,
    "contradiction": REFUTES,
    "neutral": NEITHER,
    "e": SUPPORTS,
    "c": REFUTES,
    "n": NEITHER,
}
_LEAST_SHARED = (
    0.25  # of the claim's words: two sentences that share less do not contradict, they speak of other things
)
_SPACES = re.compile(r" (n't|'s|'re|'ll|'m|[.,;:!?])")
_DIRECTIONS = {"significantly increased": 0, "significantly decreased": 1, "no significant difference": 2}
_TRIALS = (
    ("{i} increases {o} compared with {c}.", "{i} leads to higher {o} than {c}.", "{i} raises {o}."),
    ("{i} reduces {o} compared with {c}.", "{i} leads to lower {o} than {c}.", "{i} decreases {o}."),
    ("{i} does not change {o} compared with {c}.", "There is no difference in {o} between {i} and {c}."),
)
_LONGEST_PROMPT = 140
_QUOTE_LENGTHS = (50, 420)
_SENTENCE_WORDS = (6, 45)


class Pair(NamedTuple):
    """What the sentence says of the claim: `label` is SUPPORTS, REFUTES or NEITHER."""

    claim: str
    sentence: str
    label: int
    source: str


def collections(clones: Path, rng: random.Random) -> list[Pair]:
    """Return the pairs of every collection cloned under `clones` as OWNER+NAME/repo."""
    found = [*_snli(clones), *_one_word(clones), *_revised(clones), *_wikipedia(clones), *_monotone(clones)]
    return [pair for pair in [*found, *_trials(clones, rng)] if pair.claim and pair.sentence]


def edits(documents: Sequence[Sequence[str]], rng: random.Random) -> list[Pair]:
    """Return pairs of an edited sentence and the sentence itself; `documents` are lists of sentences."""
    kept = [[one for one in sentences if _is_plain(one)] for sentences in documents]
    everywhere = sorted({name for sentences in kept for one in sentences for name in known_edits.names(one)})
    return [
        pair
        for sentences in kept
        for at, sentence in enumerate(sentences)
        for pair in _edited(sentence, at, sentences, everywhere, rng)
    ]


def _edited(
    sentence: str, at: int, sentences: Sequence[str], everywhere: Sequence[str], rng: random.Random
) -> Iterator[Pair]:
    """Yield one false edit, one true one and one sentence that says something else or more."""
    here = [name for one in sentences if one != sentence for name in known_edits.names(one)]
    false = known_edits.FALSE | {"entity": known_edits.entity(here if here and rng.random() < 0.6 else everywhere)}
    for kind in rng.sample(sorted(false), len(false)):
        wrong = false[kind](sentence, rng)
        if wrong and wrong != sentence:
            yield Pair(wrong, sentence, REFUTES, kind)
            break
    for kind in rng.sample(sorted(known_edits.TRUE), len(known_edits.TRUE)):
        right = known_edits.TRUE[kind](sentence, rng)
        if right and right != sentence:
            yield Pair(right, sentence, SUPPORTS, kind)
            break
    near = [sentences[place] for place in (at - 1, at + 1) if 0 <= place < len(sentences)]
    if near:
        other = rng.choice(near)
        is_added = rng.random() < 0.5
        yield Pair(
            known_edits.added(sentence, other, rng) if is_added else other,
            sentence,
            NEITHER,
            "added" if is_added else "other",
        )


def _is_plain(sentence: str) -> bool:
    least, most = _SENTENCE_WORDS
    return least <= len(sentence.split()) <= most and sentence[-1] in '.!?"' and any(map(str.islower, sentence))


def _snli(clones: Path) -> Iterator[Pair]:
    for part in ("dev", "test"):
        columns = [
            _text(clones, "OanaMariaCamburu+e-SNLI", f"dataset/eSNLI/{name}.{part}").splitlines()
            for name in ("s1", "s2", "labels")
        ]
        for sentence, claim, label in zip(*columns, strict=True):
            if label in _LABELS:
                yield Pair(_detokenised(claim), _detokenised(sentence), _LABELS[label], "snli")


def _one_word(clones: Path) -> Iterator[Pair]:
    with zipfile.ZipFile(io.BytesIO(_bytes(clones, "BIU-NLP+Breaking_NLI", "breaking_nli_dataset.zip"))) as packed:
        names = [name for name in packed.namelist() if name.endswith(".jsonl") and "MACOSX" not in name]
        lines = [line for name in names for line in packed.read(name).decode().splitlines() if line.strip()]
    for row in map(json.loads, lines):
        if row["gold_label"] in _LABELS:
            yield Pair(row["sentence2"], row["sentence1"], _LABELS[row["gold_label"]], "one word")


def _revised(clones: Path) -> Iterator[Pair]:
    name, path = "acmi-lab+counterfactually-augmented-data", "NLI/revised_combined/train.tsv"
    for row in csv.DictReader(io.StringIO(_text(clones, name, path)), delimiter="\t"):
        if row["gold_label"] in _LABELS:
            yield Pair(row["sentence2"], row["sentence1"], _LABELS[row["gold_label"]], "revised")


def _wikipedia(clones: Path) -> Iterator[Pair]:
    for part in ("sim_wiki", "translate_wiki", "base_wiki"):
        for line in _text(clones, "nyu-mll+semi-automatic-nli", f"data/{part}/train.jsonl").splitlines():
            row = json.loads(line)
            label = _LABELS.get(row.get("label"))
            if label is None or (label == REFUTES and _shared(row["hypothesis"], row["premise"]) < _LEAST_SHARED):
                continue
            yield Pair(row["hypothesis"], row["premise"], label, "wikipedia")


def _monotone(clones: Path) -> Iterator[Pair]:
    columns = {
        ("verypluming+MED", "MED.tsv"): ("sentence2", "sentence1"),
        ("verypluming+HELP", "output_en/leskexppmb_and.tsv"): ("new_sentence", "ori_sentence"),
        ("verypluming+HELP", "output_en/leskexppmb_or.tsv"): ("new_sentence", "ori_sentence"),
    }
    for (name, path), (claim, sentence) in columns.items():
        rows = csv.DictReader(io.StringIO(_text(clones, name, path)), delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in rows:
            if row["gold_label"] in _LABELS:
                yield Pair(
                    _detokenised(row[claim]), _detokenised(row[sentence]), _LABELS[row["gold_label"]], "monotone"
                )


def _trials(clones: Path, rng: random.Random) -> Iterator[Pair]:
    """Yield what a trial reports as claims: that a treatment raises, lowers or does not change an outcome."""
    prompts: dict[str, dict[str, str]] = {}
    for path in ("annotations/prompts_merged.csv", "annotations/additional_files/prompts_doctor_generated.csv"):
        for row in csv.DictReader(io.StringIO(_text(clones, "jayded+evidence-inference", path))):
            prompts.setdefault(row["PromptID"], row)
    reports: dict[str, list[tuple[dict[str, str], str, int]]] = defaultdict(list)
    rows = csv.DictReader(io.StringIO(_text(clones, "jayded+evidence-inference", "annotations/v2_annotations.csv")))
    for row in rows:
        quote = " ".join((row["Annotations"] or "").split())
        is_sentence = "\n" not in row["Annotations"].strip() and quote[-1:] in (".", ")")
        least, most = _QUOTE_LENGTHS
        if row["Valid Label"] == "True" and row["Label"] in _DIRECTIONS and is_sentence and least <= len(quote) <= most:
            reports[row["PMCID"]].append((prompts[row["PromptID"]], quote, _DIRECTIONS[row["Label"]]))
    for own in reports.values():
        for prompt, quote, direction in own:
            if len(prompt["Intervention"]) + len(prompt["Outcome"]) > _LONGEST_PROMPT:
                continue
            said = rng.choice((direction, direction, *{0, 1, 2} - {direction}))
            yield Pair(_trial(prompt, said, rng), quote, SUPPORTS if said == direction else REFUTES, "trial")
            outcome = prompt["Outcome"].lower()
            others = [
                text
                for other, text, _ in own
                if other["Outcome"].lower() != outcome and text != quote and outcome[:12] not in text.lower()
            ]
            if others:
                yield Pair(_trial(prompt, rng.randrange(3), rng), rng.choice(others), NEITHER, "trial")


def _trial(prompt: dict[str, str], direction: int, rng: random.Random) -> str:
    parts = {name[0].lower(): prompt[name].strip() for name in ("Intervention", "Outcome", "Comparator")}
    text = rng.choice(_TRIALS[direction]).format(**parts)
    return text[:1].upper() + text[1:]


def _shared(claim: str, sentence: str) -> float:
    own = read(claim).words
    return len(own & read(sentence).words) / max(len(own), 1)


def _detokenised(text: str) -> str:
    return _SPACES.sub(r"\1", text).replace("( ", "(").strip()


def _text(clones: Path, name: str, path: str) -> str:
    return _bytes(clones, name, path).decode("utf-8")


def _bytes(clones: Path, name: str, path: str) -> bytes:
    command = ["git", "-C", str(clones / name / "repo"), "show", f"HEAD:{path}"]
    return subprocess.run(command, capture_output=True, check=True).stdout
