"""What a corpus cannot answer: the questions that a topic raises and that no sentence of it speaks to.

Of every topic one can ask what it is, how it works, how it is known, how much, since when, what is open, what it is good
for and what is wrongly believed. A question counts as answered where sentences near the topic use words of such an answer.
What was looked for, and the nearest thing that was found, is kept beside each gap.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines import sentences
from pipelines.models import BriefSentence, Gap, Passage, Project, ResearchQuery, content_id
from pipelines.settings import OFFLINE_ENGINE

MIN_ANSWERS = 2  # sentences that answer, for a question to count as answered
MIN_WORDS = 5  # of a sentence that is asked
MIN_RELEVANCE = 0.3  # cosine similarity to the topic of a passage whose sentences are asked


@dataclass(frozen=True)
class Facet:
    """One thing that can be asked of every topic. `sought` describes in words what `cues` look for."""

    question: str
    sought: str
    cues: re.Pattern[str]


FACETS = (
    Facet("What is meant by {topic}?", "a definition", re.compile(r"\b(?:is|are) (?:an?|the) \w+|\b(?:called|known as|defined|means|refers to)\b")),
    Facet("What brings about {topic}, and by what steps?", "a cause or a mechanism", re.compile(r"\b(?:because|causes?d?|leads? to|led to|when|until|therefore|so|since|after|made (?:by|of|in)|form(?:s|ed)|came from|gr[eo]w\w*|turned|allow(?:s|ed)|results? (?:in|from)|due to|so that|by (?:means of|\w+ing)|produces?d?|turns? into)\b")),
    Facet("How do we know about {topic}?", "an observation, a measurement or an experiment", re.compile(r"\b(?:observ\w+|measur\w+|detect\w+|experiment\w*|evidence|stud(?:y|ies) (?:show|found)\w*|data|survey\w*|telescopes?|scans?)\b")),
    Facet("What are the numbers of {topic}?", "a number with a unit", re.compile(r"\d[\d.,]*\s?(?:%|percent|[a-z]{2,})|\b(?:million|billion|thousand|half|third|quarter)\b")),
    Facet("Who found out about {topic}, and when?", "a year or a discoverer", re.compile(r"\b1[5-9]\d\d\b|\b20[0-2]\d\b")),
    Facet("What is still open about {topic}?", "an open question or an uncertainty", re.compile(r"\b(?:not (?:yet )?(?:known|understood|clear)|unknown|unclear|uncertain\w*|open question|debate\w*|mystery|puzzle\w*|nobody knows|remains? to)\b", re.I)),
    Facet("What use is made of {topic}, and who is concerned?", "a use or a consequence", re.compile(r"\b(?:used (?:to|for|in)|useful|appl(?:y|ied|ications?)|allows? (?:us|people|doctors|engineers)|helps?|consequences?|affects?|treat\w*|technolog\w+|in everyday life)\b")),
    Facet("What do people get wrong about {topic}?", "a belief and its correction", re.compile(r"\b(?:myths?|misconceptions?|contrary to|misleading|mistaken\w*|wrongly|get wrong|many people (?:think|believe)|often (?:said|believed|thought))\b", re.I)),
)  # fmt: skip


def gaps(
    project: Project, passages: Sequence[Passage], brief: Sequence[BriefSentence], topic_vector: NDArray[np.float32]
) -> list[Gap]:
    """Return the questions about the topic that the corpus cannot answer, in the order of `FACETS`.

    `topic_vector` is the topic's embedding, shape (384,). The sentences of the brief count as answers, too. Every passage
    that is near the topic is asked: of a large library, the nearest few leave out most of what it says.
    """
    if not passages:
        return []
    similarities = np.asarray([passage.embedding for passage in passages]) @ topic_vector
    order = np.argsort(-similarities, kind="stable").tolist()
    near = [passages[at] for at in order if similarities[at] >= MIN_RELEVANCE]
    read = list(dict.fromkeys([row.text for row in brief] + [text for passage in near for text in _sentences(passage)]))
    headings = list(dict.fromkeys(passage.heading for passage in passages))
    found: list[Gap] = []
    for facet in FACETS:
        answers = [text for text in [*read, *headings] if facet.cues.search(text)]
        if len(answers) < MIN_ANSWERS:
            found.append(_gap(project, len(found), facet, answers, len(read), len(near)))
    return found


def unanswered_queries(project: Project, queries: Sequence[ResearchQuery], after: int) -> list[Gap]:
    """Return the queries of the research that found no passage near enough, numbered behind `after` other gaps."""
    return [
        Gap(
            gap_id=content_id(project.project_key, query.text),
            project_key=project.project_key,
            ordinal=after + number,
            question=query.text,
            looked_for=f"passages near the query of a {query.perspective} ({query.origin}); the nearest has a similarity "
            f"of {query.best_score or 0.0:.2f}",
            nearest=None,
            reason=f"The corpus cannot answer “{query.text}”: no passage is near enough.",
            engine=OFFLINE_ENGINE,
        )
        for number, query in enumerate(query for query in queries if not query.passage_ids)
    ]


def _sentences(passage: Passage) -> list[str]:
    """Return what a passage states. A sentence that leans on another one shows as well that the corpus has an answer."""
    return [
        span.text
        for span in sentences.split(passage.text)
        if len(span.text.split()) >= MIN_WORDS and "?" not in span.text
    ]


def _gap(project: Project, ordinal: int, facet: Facet, answers: Sequence[str], n_read: int, n_passages: int) -> Gap:
    question = facet.question.format(topic=project.topic.partition(":")[0].strip() or project.topic)
    looked = f"{facet.sought}, in {n_read} sentences of the brief and of the {n_passages} passages near the topic"
    return Gap(
        gap_id=content_id(project.project_key, question),
        project_key=project.project_key,
        ordinal=ordinal,
        question=question,
        looked_for=looked,
        nearest=answers[0] if answers else None,
        reason=f"The corpus cannot answer “{question}”: {len(answers)} of at least {MIN_ANSWERS} sentences speak of it.",
        engine=OFFLINE_ENGINE,
    )
