"""Builders of scripts, and of the setting that they are judged in."""

from collections.abc import Sequence

from pipelines.models import OutlineBeat, Project, ScriptSentence, SentenceKind, VerifiedFact
from pipelines.writing.faults import Setting
from pipelines.writing.rules import SourceIndex
from tests.spoken_facts import TOPIC, fact

OPENING, PROMISE, BODY, MORE, ENDING = "opening", "promise", "body", "more", "ending"
CONTENTS = {
    OPENING: ("hook",),
    PROMISE: ("promise",),
    BODY: ("fact", "definition"),
    MORE: ("fact", "evidence"),
    ENDING: ("recap", "close"),
}
PACE = 60.0  # words a minute: a sentence of seven words takes seven seconds


def beats() -> list[OutlineBeat]:
    return [
        OutlineBeat(name, "c/t", at, "test", "", name, name, "", 50, 1.0, (), "") for at, name in enumerate(CONTENTS)
    ]


def script(*said: tuple[str, str, str]) -> list[ScriptSentence]:
    """Sentences by (beat, text, fact id); an empty id makes rhetoric."""
    return [
        ScriptSentence(
            f"s{place}", "c/t", place, beat, text, SentenceKind.SOURCED if fact_id else SentenceKind.RHETORIC,
            (fact_id,) if fact_id else (), None, None, False, "", 1.0, None, "test",
        )
        for place, (beat, text, fact_id) in enumerate(said)
    ]  # fmt: skip


def facts(lines: Sequence[ScriptSentence], heading: str = "Collapse") -> dict[str, VerifiedFact]:
    """A fact of one section for each sourced sentence, in its words, unless it points back: then of what is in `named`."""
    found = {}
    for place, line in enumerate(lines):
        if line.fact_ids:
            made = fact(place, line.text, heading).fact
            found[line.fact_ids[0]] = VerifiedFact(**{**made.__dict__, "fact_id": line.fact_ids[0]})
    return found


def setting(lines: Sequence[ScriptSentence], minutes: float | None = None, **changed: object) -> Setting:
    """The setting of a script about black holes, as long as it is."""
    n_words = sum(len(line.text.split()) for line in lines)
    project = Project("c/t", "c", TOPIC, "library", minutes or n_words / PACE)
    values: dict[str, object] = {
        "project": project,
        "outline": beats(),
        "contents": CONTENTS,
        "facts": facts(lines),
        "index": SourceIndex([]),
    }
    return Setting(**{**values, **changed})  # type: ignore[arg-type]


def rules_of(lines: Sequence[ScriptSentence], given: Setting) -> list[str]:
    from pipelines.writing import diagnosis

    return [fault.rule for fault in diagnosis.find(lines, given)]


def texts(lines: Sequence[ScriptSentence]) -> list[str]:
    return [line.text for line in lines]
