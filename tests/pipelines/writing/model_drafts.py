"""Small drafts for tests of the model writer: facts, beats and sentences with only what a test says of them."""

from collections.abc import Sequence

from pipelines.models import OutlineBeat, Project, ResearchDocument, ScriptSentence, SentenceKind, Verdict, VerifiedFact
from pipelines.writing import rules
from pipelines.writing.beat_briefs import BeatBrief
from pipelines.writing.drafted import Allowed

KEY = "c/t"
PROJECT = Project(KEY, "c", "the oldest light", "library", 1.0)


def fact(fact_id: str, text: str, heading: str = "") -> VerifiedFact:
    """A usable fact that quotes itself."""
    return VerifiedFact(
        fact_id, KEY, f"claim of {fact_id}", "d1", int(fact_id.strip("f") or 0), heading, text, text, 0, len(text),
        Verdict.SUPPORTED, 0.9, 2, (), 0.5, "offline-1",
    )  # fmt: skip


def beat(number: int, title: str, fact_ids: Sequence[str] = (), words: int = 40, name: str = "Explain") -> OutlineBeat:
    """A beat of the 5E framework."""
    return OutlineBeat(f"b{number}", KEY, number, "5e", "", name, title, "go on", words, 0.3, tuple(fact_ids), "")


def said(text: str, fact_ids: Sequence[str] = (), beat_id: str = "b1") -> ScriptSentence:
    """A sentence: sourced where it cites, else rhetoric."""
    kind = SentenceKind.SOURCED if fact_ids else SentenceKind.RHETORIC
    return ScriptSentence(
        f"s {text[:20]}", KEY, 0, beat_id, text, kind, tuple(fact_ids), None, None, False, "", 0.0, None, "m"
    )


def allowed(facts: Sequence[VerifiedFact]) -> Allowed:
    """What a script on `facts` may draw on, and nothing else."""
    document = ResearchDocument("d1", KEY, "Light", "a.md", "md", "0" * 64, " ".join(fact.text for fact in facts))
    return Allowed(PROJECT, tuple(facts), (), (), rules.SourceIndex([document.text]), 150.0, "m")


def brief(of: OutlineBeat, facts: Sequence[VerifiedFact] = (), number: int = 1) -> BeatBrief:
    """A brief without neighbours."""
    due = frozenset(fact.fact_id for fact in facts)
    return BeatBrief(of, number, ("fact",), tuple(facts), due, of.words, "", "", "", "", "", "", "", "", ())
