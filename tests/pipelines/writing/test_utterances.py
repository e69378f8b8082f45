"""What may be said of facts: the creator's bans hold, quotations name their source, what the topic is is not lost."""

from dataclasses import replace

from pipelines.models import ControlAction, PhraseFrame, Project, ResearchDocument, Story, StyleControl, VerifiedFact
from pipelines.writing import utterances
from pipelines.writing.rules import SourceIndex
from pipelines.writing.steering import Steering

PLAIN = Steering()
SAYABLE = "General relativity was one of the major intellectual achievements of the twentieth century."
STRIKING = "No one has ever seen the inside of a black hole."
DEFINITION = (
    "Dark energy is an energy whose density is 10⁻²⁹ grams in a cubic centimetre."  # a symbol: not to be reworded
)


def _fact(like: VerifiedFact, text: str, ordinal: int) -> VerifiedFact:
    return replace(like, fact_id=f"f{ordinal}", ordinal=ordinal, text=text, quote=text)


def _banning(phrase: str) -> Steering:
    return Steering((StyleControl("x", "c", "phrase", phrase, ControlAction.BAN),))


def test_what_cannot_be_said_and_what_is_banned_is_left_out(facts: list[VerifiedFact]) -> None:
    stated = [_fact(facts[0], SAYABLE, 0), _fact(facts[0], "As shown in Figure 2, they are.", 1)]
    index = SourceIndex([fact.quote for fact in stated])
    assert [said.fact.fact_id for said in utterances.spoken(stated, index, (), (), PLAIN)] == ["f0"]
    assert utterances.spoken(stated, index, (), (), _banning("general relativity")) == []


def test_the_creators_share_of_contractions_is_what_their_own_words_and_wishes_make_it(
    frames: list[PhraseFrame], foreign_story: Story
) -> None:
    short, long = (replace(foreign_story, text=text * 12) for text in ("It's late. ", "It is late. "))
    rates = [utterances.contraction_rate(frames[:1], [story], PLAIN) for story in (long, short)]
    assert rates == [0.0, 1.0]
    lowered = Steering((StyleControl("x", "c", "trait", "contraction_share", ControlAction.LOWER),))
    assert 0 < utterances.contraction_rate(frames[:1], [short], lowered) < 1


def test_quotations_name_their_source_and_repeat_nothing_that_is_said(
    facts: list[VerifiedFact], documents: list[ResearchDocument]
) -> None:
    stated = [_fact(facts[0], SAYABLE, 0), _fact(facts[0], STRIKING, 1)]
    striking = stated[1]
    said = utterances.spoken([striking], SourceIndex([STRIKING]), (), (), PLAIN)
    (quote,) = utterances.quotations([striking], [], documents, PLAIN)
    assert quote.sentences == (f"As {documents[0].publisher} puts it: “{STRIKING}”",)
    assert striking not in [quote.fact for quote in utterances.quotations(stated, said, documents, PLAIN)]
    assert utterances.quotations([striking], [], documents, _banning("black hole")) == []
    assert utterances.quotations([striking], [], [], PLAIN) == []


def test_what_the_topic_is_comes_as_a_quotation_where_it_cannot_be_said_in_other_words(
    project: Project, facts: list[VerifiedFact], documents: list[ResearchDocument]
) -> None:
    stated = [_fact(facts[0], DEFINITION, 0), _fact(facts[0], SAYABLE, 1)]
    index = SourceIndex([fact.quote for fact in stated])
    about = replace(project, topic="Dark energy")
    *others, lead = utterances.spoken_with_lead(about, stated, index, (), (), PLAIN, documents)
    assert [said.fact.fact_id for said in others] == ["f1"]
    assert lead.sentences == (f"As {documents[0].publisher} puts it: “{DEFINITION}”",)
    assert utterances.spoken_with_lead(about, stated, index, (), (), PLAIN)[-1].sentences[0].startswith("As the source")
    assert utterances.spoken_with_lead(project, stated, index, (), (), PLAIN) == others
    assert utterances.spoken_with_lead(about, stated, index, (), (), _banning("dark energy")) == others
