"""What the rules for a model's sentences refuse: `python -m benchmarks.model_departures`, on every stored script. Seconds.

Sentences of the offline writer retell their facts by rewriting rules: what is refused of them is refused wrongly. The same
sentences with one thing changed should be refused. Prints both with 95 % intervals (Wilson).
"""

import random
import re
from collections import Counter

from evals.statistics import share
from lectern import environment
from pipelines import settings
from pipelines.database import Database
from pipelines.facts.verification.opposites import OPPOSITES
from pipelines.models import Project, ResearchDocument, ScriptSentence, SentenceKind, VerifiedFact
from pipelines.writing.faithful import beside, departures

_VERB = re.compile(r"\b(?:is|are|was|were|can|has)\b")
_STRANGER = "Professor Wilhelmina Ashdown showed that"


def main() -> None:
    environment.prepare()
    db, draw = Database(settings.load().database_url), random.Random(0)
    tried: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for project in db.read(Project):
        facts = {fact.fact_id: fact for fact in db.read(VerifiedFact, project_key=project.project_key)}
        sources = db.read(ResearchDocument, project_key=project.project_key)
        known = " ".join([project.topic, *(f"{source.publisher} {source.title}" for source in sources)])
        script = db.read(ScriptSentence, project_key=project.project_key)
        for place, sentence in enumerate(script):
            cited = [facts[fact_id] for fact_id in sentence.fact_ids if fact_id in facts]
            if sentence.kind is not SentenceKind.SOURCED or not cited:
                continue
            stranger = draw.choice([fact for fact in facts.values() if fact not in cited])
            for name, text in variants(sentence.text).items():
                tried[name] += 1
                refused[name] += bool(departures(text, cited, known, beside(script, place)))
            tried["cites another fact"] += 1
            refused["cites another fact"] += bool(departures(sentence.text, [stranger], known))
    for name, n in tried.items():
        found = share(refused[name], n)
        print(f"{name}: refused {refused[name]} of {n}, {found.value:.3f} ({found.low:.3f} to {found.high:.3f})")


def variants(text: str) -> dict[str, str]:
    """Return what is done to a sentence → the sentence."""
    found = {"as it is": text, "a name is added": f"{_STRANGER} {text[:1].lower()}{text[1:]}"}
    verb = _VERB.search(text)
    if verb:
        found["denied"] = f"{text[: verb.end()]} not{text[verb.end() :]}"
    said = text.split()
    place = next((at for at, word in enumerate(said) if re.sub(r"\W", "", word.lower()) in OPPOSITES), None)
    if place is not None:
        opposite = min(OPPOSITES[re.sub(r"\W", "", said[place].lower())])
        found["turned round"] = " ".join([*said[:place], opposite, *said[place + 1 :]])
    return found


if __name__ == "__main__":
    main()
