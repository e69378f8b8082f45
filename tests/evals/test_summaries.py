"""Text, Markdown, JSON and JUnit XML say the same, whatever stands in ids and errors."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals import summaries
from evals.comparison import Comparison, compare
from evals.suite import load_suite
from tests.evals.written_runs import answered, claims, write_run

CASES = claims(8)
ALL = [case.case_id for case in CASES]
HOSTILE = "broken | reply\n\x00\x1b[31m<script>alert(1)</script> [x](http://outside.example) ]]>"


@pytest.fixture
def worse(tmp_path: Path) -> Comparison:
    before = write_run(tmp_path, "production", CASES, answered(CASES))
    outputs = answered(CASES, wrong=ALL[:14]) | {ALL[15]: HOSTILE}
    return compare(load_suite("factuality"), before, write_run(tmp_path, "cand|idate", CASES, outputs))


def test_junit_counts_what_it_holds_and_is_xml_whatever_the_error_says(worse: Comparison) -> None:
    root = ElementTree.fromstring(summaries.comparison_junit(worse).encode())
    (suite,) = root
    assert root.tag == "testsuites"
    tests = suite.findall("testcase")
    assert int(suite.attrib["tests"]) == len(tests)
    for state, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        assert int(suite.attrib[name]) == len(suite.findall(f"testcase/{state}"))
    assert tests[0].attrib["name"] == "verdict"
    failure = tests[0].find("failure")
    assert failure is not None
    assert failure.attrib["message"] == worse.reason
    (error,) = suite.findall("testcase/error")
    assert "<script>alert(1)</script>" in error.attrib["message"]
    assert all({"classname", "name", "time"} <= set(test.attrib) for test in tests)


def test_markdown_keeps_its_table_and_shows_no_markup_of_others(worse: Comparison) -> None:
    said = summaries.comparison_markdown(worse)
    assert "<script>" not in said
    assert "\\[x\\](http" in said
    table = [line for line in said.splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in table if "metric" in line or "accuracy" in line} == {8}
    assert "cand\\|idate" in said


def test_json_is_plain_and_names_both_runs(worse: Comparison) -> None:
    said = json.loads(json.dumps(summaries.comparison_json(worse)))
    assert said["verdict"] == "keep"
    assert said["baseline"]["run"] == worse.baseline.run_id
    assert {case["case_id"] for case in said["cases"]} == set(ALL)
    assert "outputs" not in said["cases"][0]


def test_text_begins_with_the_verdict_and_tells_failures_and_cost(worse: Comparison) -> None:
    said = summaries.comparison_text(worse)
    assert said.startswith("KEEP: ")
    assert "latency p95" in said
    assert f"failed: {ALL[15]}" in said


def test_what_was_taken_away_from_a_side_is_told(worse: Comparison) -> None:
    manifest = worse.candidate.manifest
    ablated = replace(manifest, target=replace(manifest.target, without=("voice",)))
    said = summaries.comparison_text(replace(worse, candidate=replace(worse.candidate, manifest=ablated)))
    assert ", without voice, " in said
    assert "without" not in summaries.comparison_text(worse)


def test_a_difference_that_rounds_to_nought_has_no_sign() -> None:
    assert summaries.signed(-0.0001) == "0.000"
    assert summaries.signed(-0.25) == "−0.250"
    assert summaries.signed(None) == "–"
