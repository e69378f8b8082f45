"""How much of a library reaches speech, stage by stage: `python benchmarks/yield.py LIBRARY...`.

Prints for each folder of sources: sentences, claims, facts, facts that can be said in other words, and their words;
and of every loss the reason and the number. With `--claims` or `--spoken` it prints those as well, for reading by hand.
"""

import argparse
from collections import Counter
from pathlib import Path

from pipelines import embeddings, settings
from pipelines.facts import age, claims, references
from pipelines.facts.pipeline import extract_claims, find_evidence, verify_claims
from pipelines.facts.verification import verifier
from pipelines.models import Passage, Project, ResearchDocument, VerifiedFact
from pipelines.research.library import read_library
from pipelines.research.passages import cut_passages
from pipelines.sentences import split, words
from pipelines.settings import state_dir
from pipelines.writing import outline, speech
from pipelines.writing.rules import SourceIndex


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("libraries", type=Path, nargs="+", help="folders of sources")
    arguments.add_argument("--claims", action="store_true", help="print each claim")
    arguments.add_argument("--spoken", action="store_true", help="print each fact with what is said for it")
    given = arguments.parse_args()
    for library in given.libraries:
        report(library, given.claims, given.spoken)


def report(library: Path, shows_claims: bool, shows_spoken: bool) -> None:
    """Print the funnel of one library."""
    embedder = embeddings.load_embedder(state_dir())
    project = Project(f"benchmark/{library.name}", "benchmark", library.name.replace("-", " "), str(library), 8)
    documents = [document for document in read_library(project) if not document.problem]
    passages = cut_passages(documents, embedder)
    found = extract_claims(project, documents, passages)
    rows = find_evidence(project, found, documents, passages, embedder, verifier.load(settings.support_precision()))
    facts = outline.usable(verify_claims(project, found, rows, documents, embedder))
    index = SourceIndex([document.text for document in documents] + [fact.quote for fact in facts])
    said = {fact.fact_id: speech.speak(fact, index) for fact in facts}
    n_sentences = sum(len(split(document.text)) for document in documents)
    n_spoken = sum(told is not None for told in said.values())
    n_words = sum(told.n_words for told in said.values() if told)
    print(
        f"\n{library.name}: {sum(len(words(document.text)) for document in documents)} words, {n_sentences} sentences"
    )
    print(f"  claims {len(found)}, distinct and not refuted {len(facts)}")
    print(f"  speakable {n_spoken} of {len(facts)} ({n_spoken / max(1, len(facts)):.0%}), {n_words} words")
    print_losses("sentences lost", Counter(losses_of_claims(documents, passages)))
    print_losses("facts lost", Counter(losses_of_speech(facts, {i for i, told in said.items() if told})))
    for claim in found if shows_claims else ():
        print(f"  C {claim.text}")
    for fact in facts if shows_spoken else ():
        told = said[fact.fact_id]
        print(f"  F {fact.text}\n  S {' '.join(told.sentences) if told else '-'}")


def losses_of_claims(documents: list[ResearchDocument], passages: list[Passage]) -> list[str]:
    """Return the reason of each sentence of the passages that is not a claim."""
    unique = references.unique_nouns(document.text for document in documents)
    old = age.dated(documents)
    reasons = []
    for document in documents:
        own = [passage for passage in passages if passage.document_id == document.document_id]
        judged = claims.judge(document, own, unique, document.document_id in old)
        reasons += [entry.problem for entry in judged if entry.problem]
    return reasons


def losses_of_speech(facts: list[VerifiedFact], spoken: set[str]) -> list[str]:
    """Return the reason of each fact that is not said."""
    lost = [fact for fact in facts if fact.fact_id not in spoken]
    return [speech.refusal(fact.text) or "no faithful wording without 12 source words in a row" for fact in lost]


def print_losses(title: str, reasons: Counter[str]) -> None:
    """Print the reasons of a loss, the most frequent first."""
    print(f"  {title} {reasons.total()}")
    for reason, count in reasons.most_common():
        print(f"    {count:4d} {reason}")


if __name__ == "__main__":
    main()
