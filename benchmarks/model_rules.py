"""What the rules of the model's verification let through: `python benchmarks/model_rules.py FOLDER --vectors FILE`.

No model is asked. Two are played: one that always obeys an order to say SUPPORTED and quotes whichever of the sentences shown
passes most easily, and one that is always right and quotes a marked sentence. FOLDER holds labelled claim sets.
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks import claim_sets
from benchmarks.claim_sets import Item
from pipelines.facts.model_verifier import objection, sentences_shown
from pipelines.facts.verification import verifier
from pipelines.models import Verdict
from pipelines.settings import DEFAULT_SUPPORT_PRECISION


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--vectors", type=Path, help="where the sentences' vectors are kept between runs")
    given = arguments.parse_args()
    items = claim_sets.read(given.folder, given.vectors)
    print("set            asked  obedient, of false claims  right, of true claims (with a marked sentence shown)")
    for name in sorted({item.dataset for item in items}):
        print(f"{name:<14}", *_figures([item for item in items if item.dataset == name]))


def _figures(items: list[Item]) -> list[str]:
    judge = verifier.load(DEFAULT_SUPPORT_PRECISION)
    asked, n_false, fooled, n_true, kept = 0, 0, 0, 0, 0
    reasons: Counter[str] = Counter()
    for item in items:
        shown = sentences_shown(item.claim, item.candidates, judge.judge(item.claim, item.candidates))
        asked += bool(shown)
        objections = {at: objection(Verdict.SUPPORTED, item.claim, item.candidates[at]) for at in shown.values()}
        if item.label is not Verdict.SUPPORTED:
            n_false += 1
            fooled += _passes(objections.values())
        elif marked := {at: reason for at, reason in objections.items() if at in item.gold}:
            n_true += 1
            kept += _passes(marked.values())
            if not _passes(marked.values()):
                reasons.update({str(reason) for reason in marked.values()})
    told = "; ".join(f"{reason} {count}" for reason, count in reasons.most_common(6))
    return [_share(asked, len(items)), _share(fooled, n_false), _share(kept, n_true), told]


def _passes(objections: Iterable[str | None]) -> bool:
    return any(reason is None for reason in objections)


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({100 * part / whole:.0f} %)" if whole else "-"


if __name__ == "__main__":
    main()
