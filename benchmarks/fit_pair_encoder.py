"""Fine-tune the packaged sentence encoder to read a claim and a sentence together, on a CPU.

It learns from openly licensed pairs and from known edits of real sentences (`entailment_pairs`), from no labelled claim
of the sets that the verifier is measured on. Wants `pip install torch` and the clones that `entailment_pairs` names.

    OMP_NUM_THREADS=1 python benchmarks/fit_pair_encoder.py FOLDER CLONES --checkpoint FILE.pt --minutes 80
    OMP_NUM_THREADS=1 python benchmarks/fit_pair_encoder.py FOLDER CLONES --checkpoint FILE.pt --gain [--vectors FILE.npz]

The second form says what its verdicts on a claim's three best sentences add to the verifier's features. The product does
not ship it yet.
"""

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file
from sklearn.metrics import balanced_accuracy_score
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import claim_sets, entailment_pairs, fit_verifier, known_edits, pair_network, verdict_scores
from benchmarks.claim_sets import Item
from benchmarks.pair_network import Encoded, PairNetwork
from pipelines import embeddings
from pipelines.facts.verification.classifier import LABELS
from pipelines.facts.verification.features import NEAREST

PEAK_RATE, WARM_UP, FALL = 2e-4, 200, 0.85  # of AdamW; steps; share of the time in which the rate falls to nothing
SMOOTHING = 0.05
KEPT_OUT = 1200  # pairs, to look at while it learns
SHARE = {"monotone": 0.6, "one word": 0.3}  # of a collection in each round; 1 if not named
EDITS_SHARE = 0.45
EDITED = {*known_edits.FALSE, *known_edits.TRUE, "entity", "added", "other"}
SENTENCES = {"scifact": 5000, "fm2": 5500, "wice": 3000, "factcheckgpt": 2000, "truthfulqa": 500, "vitaminc": 180}
SEED = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="claim sets, whose documents (not claims) are edited")
    parser.add_argument("clones", type=Path, help="folder with the clones of the collections")
    parser.add_argument("--minutes", type=float, default=0, help="how long to learn")
    parser.add_argument("--checkpoint", type=Path, required=True, help="read first where it exists; written in the end")
    parser.add_argument("--gain", action="store_true", help="measure what it adds to the verifier")
    parser.add_argument("--vectors", type=Path, help="file that keeps the sentence vectors between runs")
    parser.add_argument("--graph", type=Path, help="write the network as an ONNX graph with 8-bit matrices")
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    network = PairNetwork(load_file(embeddings.model_file("model.safetensors")))
    if arguments.checkpoint.exists():
        network.load_state_dict(torch.load(arguments.checkpoint))
    if arguments.minutes:
        pairs = entailment_pairs.collections(arguments.clones, rng)
        pairs += entailment_pairs.edits(documents(arguments.folder, rng), rng)
        learn(network, pairs, 60 * arguments.minutes, rng, arguments.checkpoint)
    network.eval()
    if arguments.graph:
        pair_network.save(network, arguments.graph)
    if arguments.gain:
        gain(network, claim_sets.read(arguments.folder, arguments.vectors))


def documents(folder: Path, rng: random.Random) -> list[list[str]]:
    """Return documents of the claim sets, in random order, about `SENTENCES` of each set."""
    found = []
    for name, wanted in SENTENCES.items():
        lines = (folder / name / "docs.jsonl").read_text(encoding="utf-8").splitlines()
        rng.shuffle(lines)
        taken = 0
        for sentences in (json.loads(line)["sentences"] for line in lines):
            if taken >= wanted:
                break
            found.append(sentences)
            taken += len(sentences)
    return found


def learn(
    network: PairNetwork, pairs: list[entailment_pairs.Pair], seconds: float, rng: random.Random, checkpoint: Path
) -> None:
    """Train for `seconds` of wall time; after each round save and print how many of the pairs kept out are judged right."""
    encoded = [
        (one.ids, one.type_ids)
        for one in embeddings.load_tokenizer().encode_batch([(one.claim, one.sentence) for one in pairs])
    ]
    order = rng.sample(range(len(pairs)), len(pairs))
    kept_out, order = order[:KEPT_OUT], order[KEPT_OUT:]
    labels = torch.tensor([pair.label for pair in pairs])
    parameters = [one for one in network.parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=PEAK_RATE, weight_decay=0.01)
    loss_of = nn.CrossEntropyLoss(label_smoothing=SMOOTHING)
    start, step, seen, smooth = time.monotonic(), 0, 0, 1.1
    while (elapsed := time.monotonic() - start) < seconds:
        chosen = [at for at in order if rng.random() < share(pairs[at].source)]
        for length, own in pair_network.batches(encoded, chosen, rng):
            elapsed = time.monotonic() - start
            if elapsed >= seconds:
                break
            step, seen = step + 1, seen + len(own)
            rate = PEAK_RATE * min(1.0, step / WARM_UP, max(0.02, (1 - elapsed / seconds) / FALL))
            for group in optimiser.param_groups:
                group["lr"] = rate
            loss = loss_of(network(*pair_network.padded(encoded, length, own)), labels[own])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            smooth = 0.99 * smooth + 0.01 * loss.item()
            if step % 500 == 0:
                print(f"{step} steps, {seen} pairs, loss {smooth:.3f}, {seen / elapsed:.0f} pairs/s", flush=True)
        torch.save(network.state_dict(), checkpoint)
        print(" ", right(network, pairs, encoded, kept_out, rng), flush=True)


def gain(network: PairNetwork, items: list[Item]) -> None:
    """Print the verifier's scores without and with the network's verdicts, in folds and with each set left out."""
    labels = np.array([LABELS.index(item.label) for item in items])
    sets = np.array([item.dataset for item in items])
    folds = claim_sets.folds(items)
    rows = fit_verifier.ranked_rows(items, folds)
    for name, table in (("features", rows), ("with pairs", np.hstack([rows, pair_rows(network, items)]))):
        for how, found in (
            ("in folds", fit_verifier.by_fold(table, labels, sets, folds)),
            ("set left out", fit_verifier.by_set(table, labels, sets)),
        ):
            scores = np.array(
                [
                    (
                        verdict_scores.macro_f1(labels[sets == one], found[sets == one].argmax(1)),
                        balanced_accuracy_score(labels[sets == one] == 0, found[sets == one].argmax(1) == 0),
                    )
                    for one in sorted(set(sets) - {fit_verifier.EDITED})
                ]
            )
            f1, balanced = 100 * scores.mean(axis=0)
            print(f"{name}, {how}: macro-F1 {f1:.1f}, balanced accuracy {balanced:.1f}", flush=True)


def pair_rows(network: PairNetwork, items: list[Item]) -> NDArray[np.float64]:
    """Return for each claim how its best sentences support and refute it: the first two, the highest, the mean, (n, 8)."""
    pairs = [
        (row, item.claim, item.candidates[at].text) for row, item in enumerate(items) for at in item.order[:NEAREST]
    ]
    tokenizer = embeddings.load_tokenizer()
    tokenizer.enable_truncation(pair_network.LENGTHS[-1], strategy="only_second")
    encoded = [(one.ids, one.type_ids) for one in tokenizer.encode_batch([(claim, text) for _, claim, text in pairs])]
    shares = np.empty((len(pairs), 3))
    with torch.no_grad():
        for length, own in pair_network.batches(encoded, range(len(pairs)), random.Random(SEED)):
            shares[own] = torch.softmax(network(*pair_network.padded(encoded, length, own)), 1).numpy()
    of_claim: dict[int, list[NDArray[np.float64]]] = defaultdict(list)
    for (row, _, _), verdict in zip(pairs, shares, strict=True):
        of_claim[row].append(verdict[:2])
    found = np.zeros((len(items), 8))
    for row, verdicts in of_claim.items():
        best = np.array(verdicts)
        found[row] = np.concatenate([best[0], best[min(1, len(best) - 1)], best.max(axis=0), best.mean(axis=0)])
    return found


def share(source: str) -> float:
    return EDITS_SHARE if source in EDITED else SHARE.get(source, 1.0)


def right(
    network: PairNetwork,
    pairs: list[entailment_pairs.Pair],
    encoded: list[Encoded],
    chosen: list[int],
    rng: random.Random,
) -> dict[str, float]:
    """Return the share of right verdicts by source, edits taken together."""
    network.eval()
    hits: dict[str, list[bool]] = defaultdict(list)
    with torch.no_grad():
        for length, own in pair_network.batches(encoded, chosen, rng):
            guesses = network(*pair_network.padded(encoded, length, own)).argmax(1).tolist()
            for at, guess in zip(own, guesses, strict=True):
                source = "edits" if pairs[at].source in EDITED else pairs[at].source
                hits[source].append(guess == pairs[at].label)
    network.train()
    return {source: round(sum(found) / len(found), 3) for source, found in sorted(hits.items())}


if __name__ == "__main__":
    main()
