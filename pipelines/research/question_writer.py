"""The sub-questions of a brief by a language model, with rules that overrule it.

The model only asks. What answers a question is verbatim from the sources, whoever asked it.
"""

from collections.abc import Sequence

from haystack import component
from pydantic import BaseModel, ConfigDict, Field

from pipelines.model_component import ModelComponent
from pipelines.models import Passage, Project
from pipelines.research.lexical import stems
from pipelines.research.questions import SubQuestion
from pipelines.sentences import words

MAX_QUESTIONS, MAX_WORDS = 12, 20


class ProposedQuestion(BaseModel):
    """A question as the model proposes it, with the heading that it comes from."""

    model_config = ConfigDict(extra="forbid")
    question: str = Field(min_length=1, max_length=300)
    heading: str = Field(min_length=1, max_length=500)


class ProposedQuestions(BaseModel):
    """The reply to the headings of one library."""

    model_config = ConfigDict(extra="forbid")
    questions: list[ProposedQuestion]


@component
class ModelQuestionWriter(ModelComponent):
    """Asks a model for the questions of a brief and keeps those that a heading of the library bears out."""

    prompt_name = "query-writing"

    @component.output_types(questions=list[SubQuestion])
    def run(self, project: Project, passages: list[Passage]) -> dict[str, list[SubQuestion]]:
        """Return up to twelve sub-questions, the most important first; none where no passage has a heading.

        Raises:
            ModelError: there was no usable reply.
        """
        prompt = self.begin(project)
        sections: dict[str, Passage] = {}
        for passage in passages:
            sections.setdefault(passage.heading, passage)
        headings = [heading for heading in sections if heading]
        if not headings:
            return {"questions": []}
        variables = {"topic": project.topic, "audience": project.audience, "headings": "\n".join(headings)}
        found: dict[str, SubQuestion] = {}
        for proposed in self.client.complete(prompt, variables, ProposedQuestions).questions:
            reason = objection(proposed, passages)
            if reason is None:
                section = sections[proposed.heading]
                question = SubQuestion(proposed.question.strip(), section.document_id, section.heading)
                found.setdefault(question.text.lower(), question)
            else:
                self.rejections[reason] += 1
        self.report_rejections(project.project_key)
        return {"questions": list(found.values())[:MAX_QUESTIONS]}


def objection(proposed: ProposedQuestion, passages: Sequence[Passage]) -> str | None:
    """Return why a proposed question cannot be kept, or None.

    Its heading must stand in the library as quoted, and its words must be those of the heading or of its section.
    """
    section = [passage for passage in passages if passage.heading == proposed.heading]
    if not section:
        return "heading not in the library"
    text = proposed.question.strip()
    if not text.endswith("?") or text.count("?") > 1 or len(words(text)) > MAX_WORDS:
        return "not one short question"
    asked = set(stems(text))
    told = {stem for passage in section for stem in stems(f"{passage.heading} {passage.text}")}
    return None if asked and len(asked & told) >= 0.6 * len(asked) else "asks what its section does not speak of"
