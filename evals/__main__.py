"""`python -m evals SUITE --tag TAG [--json]`: run a suite and gate it.

Exit codes: 0 pass, 1 below a threshold, 2 inconclusive, 3 error.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict

# Before the first import of a library that reports its use: only loopback may be reached from here.
os.environ.update(HAYSTACK_TELEMETRY_ENABLED="False", RAGAS_DO_NOT_TRACK="true", DO_NOT_TRACK="1")

from evals import gates, suite
from evals.cases import SuiteError
from evals.gates import Decision, Outcome, ThresholdError
from pipelines.models import EvaluationResult
from pipelines.prompts import PromptConfigError, PromptService

EXIT_CODES = {Outcome.PASS: 0, Outcome.FAIL: 1, Outcome.INCONCLUSIVE: 2, Outcome.ERROR: 3}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m evals", description="Run an evaluation suite and gate it.")
    parser.add_argument("suite", choices=suite.suite_names())
    parser.add_argument("--tag", default="production", help="pipeline tag to evaluate (default: production)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    given = parser.parse_args(arguments)
    try:
        PromptService.from_environment().resolve_tag("facts", given.tag)
        results = suite.run_suite(suite.load_suite(given.suite), given.tag)
        decisions = gates.decide_all(results)
    except (SuiteError, PromptConfigError, ThresholdError) as error:
        print(f"error: {error}", file=sys.stderr)
        return EXIT_CODES[Outcome.ERROR]
    outcome = gates.overall(decisions)
    print(_as_json(results, decisions, outcome) if given.json else _as_text(results, decisions, outcome))
    return EXIT_CODES[outcome]


def _as_json(results: Sequence[EvaluationResult], decisions: Sequence[Decision], outcome: Outcome) -> str:
    report = {
        "outcome": outcome,
        "results": [asdict(result) for result in results],
        "decisions": [asdict(decision) for decision in decisions],
    }
    return json.dumps(report, indent=2, ensure_ascii=False)


def _as_text(results: Sequence[EvaluationResult], decisions: Sequence[Decision], outcome: Outcome) -> str:
    first = results[0]
    lines = [f"{first.suite}, tag {first.tag}, engine {first.engine}, cases {first.dataset_sha256[:12]}", ""]
    lines += [f"{'metric':<28}{'value':>8}  {'95 % interval':<18}{'n':>5}{'errors':>8}"]
    for result in results:
        value = "-" if result.value is None else f"{result.value:.3f}"
        no_interval = result.low is None or result.high is None
        interval = "-" if no_interval else f"[{result.low:.3f}, {result.high:.3f}]"
        lines.append(f"{result.metric:<28}{value:>8}  {interval:<18}{result.n:>5}{result.n_errors:>8}")
        if result.reason:
            lines.append(f"  {result.reason}")
    lines += ["", *(f"{decision.outcome.upper():<13}{decision.metric}: {decision.reason}" for decision in decisions)]
    return "\n".join([*lines, "", f"Outcome: {outcome}"])


if __name__ == "__main__":
    sys.exit(main())
