"""Plan the script of every case and offer openings for it, by rule and, with a model, by the prompt `hook-writing`.

Cases are as those of the suite `script`. `without` may hold `voice`.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from evals import model_calls
from evals.cases import Case, Output
from evals.creators import Creator
from evals.material import Material, files_outside
from evals.suite import Answer
from evals.targets import Target, prompts_of
from evals.writing import Planned, plan
from pipelines.models import Hook, HookKind, ScriptSentence
from pipelines.writing.safety import personal_data, policy

ENGINES = ("offline", "model")
WITHOUT = ("voice",)


def prepare(cases: Sequence[Case], target: Target) -> Answer:
    """Return what offers and measures the openings of one case.

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
            return figures(plan(told, subject, minutes), creator)
        from evals.model_writers import writers

        asked = writers(model_calls.of_case(client, epoch), prompts, target)
        return figures(plan(told, subject, minutes, asked.hook_writer), creator)

    return answer


def reads(case: Case) -> Iterable[Path]:
    """Return the files outside the repository that a case is made of."""
    return files_outside(case)


def figures(planned: Planned, creator: Creator) -> Output:
    """Return the openings offered, best first, each with what its metrics read."""
    told = {beat.beat_id: set(beat.fact_ids) for beat in planned.outline}
    return {
        "text": "\n\n".join(f"{hook.kind}: {' '.join(hook.sentences)}" for hook in planned.hooks),
        "kinds": sorted({hook.kind for hook in planned.hooks}),
        "n_kinds": len(HookKind),
        "hooks": [_judged(hook, told, creator) for hook in planned.hooks],
    }


def _judged(hook: Hook, told: dict[str, set[str]], creator: Creator) -> Output:
    """Return an opening in figures. A promise is kept where the beat that it names tells a fact that pays it."""
    broken = [one.text for one in hook.promises if not told.get(one.beat_id or "", set()).intersection(one.fact_ids)]
    near = [value for value in creator.voice(hook.sentences) if value is not None]
    return {
        "kind": hook.kind,
        "engine": hook.engine,
        "sentences": list(hook.sentences),
        "criteria": hook.criteria,
        "promises": len(hook.promises),
        "broken": broken,
        "unsafe": unsafe(hook),
        "voice": sum(near) / len(near) if near else None,
    }


def unsafe(hook: Hook) -> list[str]:
    """Return the safety rules that an opening breaks."""
    said = [
        ScriptSentence(f"{hook.hook_id}-{at}", hook.project_key, at, "hook", text, kind, facts, None, None, False, "", 0.0, None, hook.engine)
        for at, (text, kind, facts) in enumerate(zip(hook.sentences, hook.kinds, hook.fact_ids, strict=True))
    ]  # fmt: skip
    found = [rule.rule for _, rule, _ in policy.breaches(said, ())]
    return sorted({*found, *("personal-data" for _ in personal_data.found(said))})
