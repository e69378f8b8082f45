"""Whose words are kept."""

import pytest

from pipelines.models import Channel
from pipelines.transcripts import formats, segmentation, speakers, tokens


def said(text: str, name: str, kind: str = "txt", speaker: str | None = None) -> str:
    counts = speakers.tally(text)
    creator, is_named = speakers.creator_label(Channel("key", name, "", speaker), [counts])
    cues = formats.parse(text.encode(), kind).cues
    kept = speakers.kept_label(counts, creator, is_named)
    return " ".join(sentence.text for sentence in segmentation.split(tokens.read(cues), kept))


INTERVIEW = (
    "Ann Lee: Welcome.\n\nBo Guest: Thanks.\n\nAnn Lee: Tell me.\n\n"
    "All of it.\n\nBo Guest: Well, no. Not at all. Never.\n"
)


def test_the_creators_paragraphs_go_on_until_the_next_label() -> None:
    assert said(INTERVIEW, "Ann Lee") == "Welcome. Tell me. All of it."
    assert said(INTERVIEW, "Ann") == "Welcome. Tell me. All of it."
    assert said(INTERVIEW, "Some show", speaker="Bo Guest") == "Thanks. Well, no. Not at all. Never."


def test_without_a_name_the_one_who_says_most_is_kept() -> None:
    text = "PROFESSOR: A long lecture goes here, on and on.\n\nAUDIENCE: Why?\n\nPROFESSOR: Because.\n"
    assert said(text, "Hal Abelson") == "A long lecture goes here, on and on. Because."


def test_questions_from_the_room_are_left_out_of_a_lecture_without_labels() -> None:
    lines = [
        "So that is the loss we use here.",
        "- [Student] Sorry, what is that?",
        "- It is a sum, as I said.",
    ]
    text = "\n\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}" for n, line in enumerate(lines, start=1))
    assert said(text, "J. Johnson", "srt") == "So that is the loss we use here. It is a sum, as I said."


@pytest.mark.parametrize(
    "text",
    [
        "Look at this. Example: a star.\nExample: a moon.",
        "Or: we wait.\n\nAnd then we go.",
        "API: it answers.\n\nAlone.",
    ],
)
def test_a_colon_makes_no_speaker_and_loses_no_text(text: str) -> None:
    kept = said(text, "Ann Lee")
    assert all(word in kept for word in text.replace("API:", "").split())


def test_the_turns_of_one_speaker_are_cut_out_of_the_cues() -> None:
    cues = formats.parse(INTERVIEW.encode(), "txt").cues
    assert [turn.strip() for turn in speakers.own_turns(cues, "Ann Lee")] == ["Welcome.", "Tell me.", "All of it."]
    assert len(speakers.own_turns(cues, speakers.ALL_SPEAKERS)) == 5
    assert speakers.turn_counts(INTERVIEW) == {"Ann Lee": 2, "Bo Guest": 2}
