"""What may be said of facts: the creator's bans hold, quotations name their source, what the topic is is not lost."""

from dataclasses import replace

import pytest

from pipelines.models import ControlAction, PhraseFrame, Project, ResearchDocument, StyleControl, VerifiedFact
from pipelines.writing import utterances
from pipelines.writing.rules import SourceIndex
from pipelines.writing.steering import Steering

PLAIN = Steering()
SAYABLE = "General relativity was one of the major intellectual achievements of the twentieth century."
STRIKING = "Remarkably, nothing ever escapes."  # opens with an interjection: no other wording is found
DEFINITION = "Spaghettification is the “stretching of things” near a hole"


def _fact(like: VerifiedFact, text: str, ordinal: int) -> VerifiedFact:
    return replace(like, fact_id=f"f{ordinal}", ordinal=ordinal, text=text, quote=text)


def _banning(phrase: str) -> Steering:
    return Steering((StyleControl("x", "c", "phrase", phrase, ControlAction.BAN),))


def test_what_cannot_be_said_and_what_is_banned_is_left_out(facts: list[VerifiedFact]) -> None:
    stated = [_fact(facts[0], SAYABLE, 0), _fact(facts[0], "As shown in Figure 2, they are.", 1)]
    index = SourceIndex([fact.quote for fact in stated])
    assert [said.fact.fact_id for said in utterances.spoken(stated, index, (), (), PLAIN)] == ["f0"]
    assert utterances.spoken(stated, index, (), (), _banning("general relativity")) == []
