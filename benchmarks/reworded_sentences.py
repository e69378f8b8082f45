"""How well a changed meaning is noticed in a reworded sentence: what is flagged of it, and what of untouched sentences.

Each sourced sentence of a project's newest draft is changed in one way that its facts do not bear out (a number, a negation,
the facts of another sentence), and judged as the editor judges what a person writes. Untouched sentences, judged without
knowing that the writer made them, show false alarms.

    .venv/bin/python benchmarks/reworded_sentences.py CHANNEL/TOPIC
"""

import re
import sys

from evals.statistics import share
from lectern import environment
from pipelines.database import Database
from pipelines.editing import retyping, store
from pipelines.models import ScriptSentence, SentenceKind, VerifiedFact

_AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|can|could|will|would)\b")
_DIGITS = re.compile(r"\d+")


def other_number(text: str) -> str | None:
    """Return `text` with its first number raised by one, None without a number in digits."""
    changed = _DIGITS.sub(lambda match: str(int(match.group()) + 1), text, count=1)
    return changed if changed != text else None


def negated(text: str) -> str | None:
    """Return `text` with a "not" behind its first auxiliary, None without one."""
    changed = _AUXILIARY.sub(r"\1 not", text, count=1)
    return changed if changed != text else None


def flagged(
    rows: list[tuple[ScriptSentence, str, tuple[str, ...]]], facts: list[VerifiedFact], knows: bool
) -> list[bool]:
    """Return for each (sentence, wording, citations) whether it is doubted; `knows`: the wording before is given."""
    return [retyping.doubt(text, ids, facts, row.text if knows else None) is not None for row, text, ids in rows]


def main(project_key: str) -> None:
    """Print one line per kind of change: flagged of how many, with a 95 % interval."""
    db = Database(environment.prepare())
    draft = next(version for version in reversed(store.history(db, project_key)) if version.is_machine)
    rows = [row for row in store.content(db, draft).sentences if row.kind is SentenceKind.SOURCED]
    facts = db.read(VerifiedFact, project_key=project_key)
    db.close()
    shifted = [*rows[len(rows) // 2 :], *rows[: len(rows) // 2]]
    numbers = [(row, text, row.fact_ids) for row in rows if (text := other_number(row.text))]
    turned = [(row, text, row.fact_ids) for row in rows if (text := negated(row.text))]
    foreign = [(row, row.text, other.fact_ids) for row, other in zip(rows, shifted, strict=True)]
    untouched = [(row, row.text, row.fact_ids) for row in rows]
    for name, cases, knows in (
        ("another number", numbers, True),
        ("a negation", turned, True),
        ("facts of another sentence", foreign, False),
        ("untouched", untouched, False),
    ):
        found = flagged(cases, facts, knows)
        rate = share(sum(found), len(found))
        print(f"{name}: {sum(found)} of {rate.n} flagged, {rate.low:.2f} to {rate.high:.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
