"""Have a model say of every pair which opening is better, by the prompt `hook-judging`. Offline there is no judge.

The prompt is that of the target's tag, so two versions of the judge can be compared as any two prompts. A case is a topic
and two openings written for this suite; one of them has the fault that its metadata names, and the other one is the label.
Which stands first and which is longer is balanced against the label, so that a judge by place or by length is right by half.
"""

from collections.abc import Sequence

from evals import model_calls, pairwise
from evals.cases import Case, Output
from evals.suite import Answer
from evals.targets import Target, prompts_of

ENGINES = ("offline", "model")
UNJUDGED: Output = {"choice": None, "reason": "offline no model judges"}


def prepare(cases: Sequence[Case], target: Target) -> Answer:
    """Return what judges one pair; offline it says that nothing judges."""
    client = model_calls.client(target)
    if client is None:
        return lambda case, epoch: UNJUDGED
    prompt = prompts_of(target).resolve("hook-judging", "writing", target.tag)

    def answer(case: Case, epoch: int) -> Output:
        first, second = case.input["first"], case.input["second"]
        judged = pairwise.prefer(
            model_calls.of_case(client, epoch), prompt, {"topic": case.input["topic"]}, first, second
        )
        return {**judged, "first_words": len(first.split()), "second_words": len(second.split())}

    return answer
