"""A builder of script sentences."""

from pipelines.models import ScriptSentence, SentenceKind


def line(
    text: str,
    kind: SentenceKind = SentenceKind.RHETORIC,
    *fact_ids: str,
    ordinal: int = 0,
    beat: str = "b",
    is_placeholder: bool = False,
) -> ScriptSentence:
    story = "s1" if kind is SentenceKind.STORY and not is_placeholder else None
    return ScriptSentence(
        f"{ordinal}:{text}", "c/t", ordinal, beat, text, kind, fact_ids, story, None, is_placeholder, "", 1.0, None, "test"
    )  # fmt: skip


def script(*texts: str) -> list[ScriptSentence]:
    return [line(text, ordinal=ordinal) for ordinal, text in enumerate(texts)]
