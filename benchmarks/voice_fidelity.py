"""How well the fidelity score knows a creator's own words from other people's, on speakers that it was not made from.

    python benchmarks/voice_fidelity.py CORPUS [--words 250] [--draws 3] [--ablate] [--calibrate]

CORPUS is a folder with `manifest.csv` and a folder of .txt per speaker. A profile is five documents of a creator, a text a
piece of another document of theirs. Other texts: every other creator's pieces, the five nearest in topic to each own
piece (cosine of content words), and machine-written text by other models than those the score has seen. Areas and equal
error rates are means over creators, with the 95 % interval of a bootstrap over creators. `--calibrate` fits the
log-odds in folds over creators, reports Brier score and reliability on the creators left out, and writes the coefficients
fitted on all of them to `pipelines/voice/calibration.json`.
"""

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from pipelines.voice import fidelity, other_speakers, segment_vectors, speech_sums
from pipelines.voice.ngrams import FAMILIES, FAMILY_WEIGHTS
from pipelines.voice.spoken_words import spoken_words

N_PROFILE, N_PIECES, N_NEAR, N_FOLDS = 5, 16, 5, 6
SEEN_MACHINE = "sam-paech/slop-score"  # its essays are among the rows of the score
Truth = NDArray[np.bool_]
Measure = Callable[[NDArray[np.float64], NDArray[np.float64]], float]


@dataclass(frozen=True)
class Text:
    """A document, or a piece of one."""

    speaker: str
    group: str
    kind: str
    text: str


@dataclass(frozen=True)
class Trials:
    """Every profile against every piece: rows of evidence (P, C, 4), and which pairs count as what (P, C)."""

    speakers: tuple[str, ...]
    evidence: NDArray[np.float64]
    own: Truth
    others: Truth
    near: Truth
    machine: Truth


def read(corpus: Path) -> tuple[list[Text], list[Text]]:
    """Return (creators' documents, machine-written texts by unseen models)."""
    creators: list[Text] = []
    machine: list[Text] = []
    with (corpus / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["split"] == "dev" or (row["split"] == "ai_dev" and row["source_repo"] != SEEN_MACHINE):
                text = (corpus / row["speaker"] / f"{row['doc_id']}.txt").read_text(encoding="utf-8")
                document = Text(row["speaker"], row["group"], row["pipeline"].split(":")[0], text)
                (creators if row["split"] == "dev" else machine).append(document)
    return creators, machine


def without_marks(text: str) -> str:
    """Return lower-case words only: the form in which a transcript's maker left no trace."""
    return " ".join(re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")))


def pieces_of(documents: Sequence[Text], n_words: int, at_most: int, rng: np.random.Generator) -> list[Text]:
    """Cut documents into pieces of `n_words`, and take some of each in turn."""
    by_document = []
    for document in documents:
        words = document.text.split()
        starts = rng.permutation(np.arange(0, max(1, len(words) - int(0.75 * n_words) + 1), n_words))
        found = [replace(document, text=" ".join(words[start : start + n_words])) for start in starts]
        by_document.append([piece for piece in found if len(piece.text.split()) >= 0.75 * n_words])
    taken: list[Text] = []
    while len(taken) < at_most and any(by_document):
        taken += [rows.pop() for rows in by_document if rows]
    return taken[:at_most]


def draw(
    creators: Sequence[Text], machine: Sequence[Text], n_words: int, seed: int
) -> tuple[dict[str, list[Text]], list[Text]]:
    """Return (profile documents per speaker, pieces to be scored)."""
    rng = np.random.default_rng(seed)
    by_speaker: dict[str, dict[str, list[Text]]] = defaultdict(lambda: defaultdict(list))
    for document in creators:
        by_speaker[document.speaker][document.group].append(document)
    profiles, pieces = {}, []
    for speaker, groups in sorted(by_speaker.items()):
        names = [str(name) for name in rng.permutation(sorted(groups))]
        n_profile = min(N_PROFILE, len(names) - 1)
        profiles[speaker] = [groups[name][0] for name in names[:n_profile]]
        rest = [document for name in names[n_profile:] for document in groups[name]]
        pieces += pieces_of(rest, n_words, N_PIECES, rng)
    return profiles, pieces + pieces_of(machine, n_words, 96, rng)


def score(
    profiles: dict[str, list[Text]], pieces: Sequence[Text], is_flat: bool, others: other_speakers.OtherSpeakers
) -> Trials:
    """Score every piece by every profile."""
    form = without_marks if is_flat else str
    read_words = [spoken_words(form(piece.text)).words for piece in pieces]
    vectors = [(segment_vectors.text_vector(words, others), len(words)) for words in read_words]
    rows = []
    for documents in profiles.values():
        sums = [speech_sums.sum_speech(spoken_words(form(document.text)).words, others) for document in documents]
        voice = fidelity.make_voice(
            speech_sums.add_speech(sums, others.vocabulary.size).vector(others.vocabulary.size), others
        )
        rows.append([fidelity.evidence(voice, vector, n_words) for vector, n_words in vectors])
    speakers = tuple(profiles)
    whose = np.array([piece.speaker for piece in pieces])
    own = np.array([whose == speaker for speaker in speakers])
    machine = np.tile(~np.isin(whose, speakers), (len(speakers), 1))
    everyday = others.vocabulary.pattern_words
    topics = TfidfVectorizer(analyzer=lambda words: [word for word in words if word not in everyday], min_df=2)
    topic = topics.fit_transform(read_words)
    likeness = (topic @ topic.T).toarray()
    near = np.zeros_like(own)
    for row in range(len(speakers)):
        rivals = np.flatnonzero(~own[row] & ~machine[row])
        for column in np.flatnonzero(own[row]):
            near[row, rivals[np.argsort(-likeness[column, rivals])[:N_NEAR]]] = True
    return Trials(speakers, np.array(rows), own, ~own & ~machine, near, machine)


def area(own: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return the probability that an own text scores above another, ties counted half (Mann-Whitney)."""
    return float(((own[:, None] > other).mean() + (own[:, None] >= other).mean()) / 2)


def equal_error_rate(own: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return the rate at which as many own texts are refused as other texts are let through."""
    thresholds = np.sort(np.concatenate([own, other]))
    refused = np.searchsorted(np.sort(own), thresholds) / len(own)
    passed = 1 - np.searchsorted(np.sort(other), thresholds) / len(other)
    nearest = int(np.argmin(np.abs(refused - passed)))
    return float((refused[nearest] + passed[nearest]) / 2)


def per_creator(
    runs: Sequence[Trials], coefficients: Sequence[float], rivals: str, measure: Measure
) -> dict[str, float]:
    """Return the mean of a measure over draws, per creator."""
    found: dict[str, list[float]] = defaultdict(list)
    for run in runs:
        scores = run.evidence @ np.array(coefficients)
        for row, speaker in enumerate(run.speakers):
            other = scores[row, getattr(run, rivals)[row]]
            if len(other) >= N_NEAR and run.own[row].any():
                found[speaker].append(measure(scores[row, run.own[row]], other))
    return {speaker: float(np.mean(values)) for speaker, values in found.items()}


def right_speaker(runs: Sequence[Trials], coefficients: Sequence[float]) -> dict[str, float]:
    """Return, per creator, the share of own texts that their profile scores highest of all profiles."""
    found: dict[str, list[float]] = defaultdict(list)
    for run in runs:
        best = (run.evidence @ np.array(coefficients)).argmax(0)
        for row, speaker in enumerate(run.speakers):
            found[speaker].append(float((best[run.own[row]] == row).mean()))
    return {speaker: float(np.mean(values)) for speaker, values in found.items()}


def stated(values: dict[str, float]) -> str:
    """Return mean and interval over creators."""
    table = np.array(list(values.values()))
    means = np.random.default_rng(0).choice(table, (2000, len(table))).mean(1)
    low, high = np.percentile(means, (2.5, 97.5))
    return f"{table.mean():.3f} ({low:.3f} to {high:.3f})"


def report(name: str, runs: Sequence[Trials], coefficients: Sequence[float]) -> None:
    """Print one line of figures."""
    near = per_creator(runs, coefficients, "near", area)
    worst = ", ".join(f"{speaker} {value:.2f}" for speaker, value in sorted(near.items(), key=lambda row: row[1])[:4])
    print(
        f"{name:16} topic AUC {stated(near)} EER {stated(per_creator(runs, coefficients, 'near', equal_error_rate))} | "
        f"all {stated(per_creator(runs, coefficients, 'others', area))} | "
        f"machine {stated(per_creator(runs, coefficients, 'machine', area))} | "
        f"right of {len(runs[0].speakers)}: {stated(right_speaker(runs, coefficients))} | lowest: {worst}",
        flush=True,
    )


def labelled(runs: Sequence[Trials], speakers: Sequence[str]) -> tuple[NDArray[np.float64], Truth]:
    """Return the evidence of own and topic-matched texts of some creators, and which are own."""
    rows, truth = [], []
    for run in runs:
        for row, speaker in enumerate(run.speakers):
            if speaker in speakers:
                chosen = run.own[row] | run.near[row]
                rows.append(run.evidence[row, chosen])
                truth.append(run.own[row, chosen])
    return np.concatenate(rows), np.concatenate(truth)


def fit(runs: Sequence[Trials], speakers: Sequence[str]) -> list[float]:
    """Return the coefficients of the log-odds, own and other texts weighing the same."""
    rows, truth = labelled(runs, speakers)
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000).fit(rows[:, 1:], truth)
    return [round(float(value), 4) for value in (*model.intercept_, *model.coef_[0])]


def calibrate(runs: Sequence[Trials]) -> list[float]:
    """Print how true the probabilities are on creators left out of the fit, and return the fit on all."""
    speakers = sorted({speaker for run in runs for speaker in run.speakers})
    chances, answers = [], []
    for fold in range(N_FOLDS):
        left_out = speakers[fold::N_FOLDS]
        coefficients = fit(runs, [speaker for speaker in speakers if speaker not in left_out])
        rows, truth = labelled(runs, left_out)
        chances.append(1 / (1 + np.exp(-rows @ np.array(coefficients))))
        answers.append(truth)
    chance, answer = np.concatenate(chances), np.concatenate(answers)
    weight = np.where(answer, 0.5 / answer.sum(), 0.5 / (~answer).sum())
    print(f"Brier score {float(weight @ (chance - answer) ** 2):.3f} (0.25 says nothing), n = {len(answer)}")
    for low in np.arange(0, 1, 0.2):
        chosen = (chance >= low) & (chance < low + 0.2)
        if chosen.any():
            said = np.average(chance[chosen], weights=weight[chosen])
            came = np.average(answer[chosen], weights=weight[chosen])
            print(f"  said {said:.2f}, came true {came:.2f} (n = {chosen.sum()})")
    return fit(runs, speakers)


def one_family_less(others: other_speakers.OtherSpeakers) -> Iterator[tuple[str, other_speakers.OtherSpeakers]]:
    """Yield the score without one family of n-grams each: no text has any, and the rows lose theirs."""
    for number, name in enumerate(FAMILIES):
        families = [
            {f"\0{gram}": index for gram, index in family.items()} if place == number else family
            for place, family in enumerate(others.vocabulary.features)
        ]
        kept = others.vocabulary.family_of[others.indices] != number
        shares = np.square(FAMILY_WEIGHTS) / np.sum(np.square(FAMILY_WEIGHTS))
        rows = csr_matrix(
            (others.values * kept, others.indices, others.indptr), shape=(len(others.weights), others.vocabulary.size)
        )
        gram = (rows @ rows.T).toarray() / (1 - shares[number])
        yield (
            f"no {name}",
            replace(
                others,
                vocabulary=replace(others.vocabulary, features=tuple(families), _letters={}),
                values=rows.data / np.sqrt(1 - shares[number]),
                mean=np.asarray(others.weights @ rows).ravel() / np.sqrt(1 - shares[number]),
                inner=other_speakers.inner_inverse(gram, others.weights, others.ridge),
            ),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--words", type=int, default=250)
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--calibrate", action="store_true")
    arguments = parser.parse_args()
    creators, machine = read(arguments.corpus)
    others = other_speakers.stored()
    drawn = [draw(creators, machine, arguments.words, seed) for seed in range(arguments.draws)]
    runs = [score(*trial, False, others) for trial in drawn]
    print(f"{len({text.speaker for text in creators})} creators, {arguments.words} words, {arguments.draws} draws")
    report("as transcribed", runs, others.calibration)
    report("words only", [score(*trial, True, others) for trial in drawn], others.calibration)
    kinds = {document.speaker: document.kind for document in creators}
    for kind in sorted(set(kinds.values())):
        near = per_creator(runs, others.calibration, "near", area)
        chosen = {speaker: value for speaker, value in near.items() if kinds[speaker] == kind}
        print(f"  {kind}: topic AUC {stated(chosen)}, {len(chosen)} creators")
    if arguments.ablate:
        for name, fewer in one_family_less(others):
            report(name, [score(*trial, False, fewer) for trial in drawn], others.calibration)
    if arguments.calibrate:
        sizes = [
            [score(*draw(creators, machine, n, seed), False, others) for seed in range(2)] for n in (125, 250, 800)
        ]
        coefficients = calibrate([run for group in sizes for run in group])
        stored = json.loads(other_speakers.CALIBRATION.read_text(encoding="utf-8")) | {"calibration": coefficients}
        other_speakers.CALIBRATION.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
        print("calibration", coefficients)


if __name__ == "__main__":
    main()
