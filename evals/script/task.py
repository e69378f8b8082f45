"""Write the script of every case, offline or by a model with the tag's prompts, and measure it.

A case names a folder of transcripts, a folder of sources, a topic and minutes; folders are relative to the repository. Facts
and voices are read once. `without` may hold `voice`: the writer is then not told how the creator speaks.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from evals import model_calls
from evals.cases import Case, Output
from evals.material import Material, files_outside
from evals.script.figures import figures
from evals.suite import Answer
from evals.targets import Target, prompts_of
from evals.writing import plan, write

ENGINES = ("offline", "model")
WITHOUT = ("voice",)


def prepare(cases: Sequence[Case], target: Target) -> Answer:
    """Return what writes and measures the script of one case.

    Raises:
        SuiteError: a folder of a case cannot be read.
    """
    material = Material.read(cases)
    client = model_calls.client(target)
    prompts = prompts_of(target)

    def answer(case: Case, epoch: int) -> Output:
        creator, subject = material.creator(case), material.subject(case)
        told = creator.without_voice() if "voice" in target.without else creator
        minutes = float(case.input["minutes"])
        if client is None:
            return figures(write(plan(told, subject, minutes)), creator)
        from evals.model_writers import writers

        asked = writers(model_calls.of_case(client, epoch), prompts, target)
        return figures(write(plan(told, subject, minutes, asked.hook_writer), asked.drafter), creator)

    return answer


def reads(case: Case) -> Iterable[Path]:
    """Return the files outside the repository that a case is made of."""
    return files_outside(case)
