"""CPU time of one verdict, sentence vectors stored, beside one encoder pass over each pair of claim and sentence.

    OMP_NUM_THREADS=1 python benchmarks/verifier_speed.py [--claims 40]

Claims are those of the factuality cases, candidates the forty sentences of the sample library that cover each best.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipelines import sentences, settings
from pipelines.embeddings import load_embedder
from pipelines.facts.verification import selection, verifier
from pipelines.facts.verification.selection import Candidate

CASES = settings.ROOT / "evals" / "cases" / "factuality.jsonl"
LIBRARY = settings.ROOT / "samples" / "library"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=40)
    n_claims = parser.parse_args().claims
    claims = [json.loads(line)["input"]["claim"] for line in CASES.read_text(encoding="utf-8").splitlines()][:n_claims]
    texts = [path.read_text(encoding="utf-8") for path in sorted(LIBRARY.glob("*.md"))]
    library = [(span.text, "") for text in texts for span in sentences.split(text)]
    embedder = load_embedder(settings.state_dir())
    judge = verifier.load(settings.DEFAULT_SUPPORT_PRECISION)
    near = {claim: [library[at][0] for at in selection.shortlist(claim, library)] for claim in claims}
    stored = {text: embedder.embed([text])[0] for claim in claims for text in near[claim]}

    def verify(claim: str) -> None:
        kept = [library[at][0] for at in selection.shortlist(claim, library)]
        own = embedder.embed([claim])[0]
        judge.judge(claim, [Candidate(text, "", at, float(stored[text] @ own)) for at, text in enumerate(kept)])

    def encode_pairs(claim: str) -> None:
        embedder.embed([f"{claim} {text}" for text in near[claim]])

    for claim in claims:
        verify(claim)  # readings of the library are kept, as vectors are
    one, two = cpu_ms(verify, claims), cpu_ms(encode_pairs, claims)
    n_pairs = sum(map(len, near.values())) / len(claims)
    print(f"{len(claims)} claims, {len(library)} sentences, {n_pairs:.0f} candidates a claim")
    print(f"verification {one:.1f} ms CPU a claim; an encoder pass for each pair {two:.1f} ms; ratio {one / two:.3f}")


def cpu_ms(work: Callable[[str], None], claims: list[str]) -> float:
    start = time.process_time()
    for claim in claims:
        work(claim)
    return 1000 * (time.process_time() - start) / len(claims)


if __name__ == "__main__":
    main()
