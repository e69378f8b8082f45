"""Fine-tune the packaged sentence encoder to read a claim and a sentence together, on a CPU.

It learns from openly licensed pairs and from known edits of real sentences (`entailment_pairs`), from no labelled claim
of the sets that the verifier is measured on. Wants `pip install torch` and the clones that `entailment_pairs` names.

    OMP_NUM_THREADS=1 python benchmarks/fit_pair_encoder.py FOLDER CLONES --checkpoint FILE.pt --minutes 80
    OMP_NUM_THREADS=1 python benchmarks/fit_pair_encoder.py FOLDER CLONES --checkpoint FILE.pt --graph FILE.onnx

The second form writes what the product ships; `fit_verifier.py` then has to fit the verifier anew.
"""

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from pathlib import Path

import torch
from safetensors.numpy import load_file
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import entailment_pairs, known_edits, pair_network
from benchmarks.pair_network import Encoded, PairNetwork
from pipelines import embeddings

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
