"""Protects: everybody asks, of the right subject, and the audience is the one that the project names."""

from collections import Counter
from dataclasses import replace

from pipelines.models import Perspective, Project
from pipelines.research.perspectives import heading_queries, opening_queries

PROJECT = Project("maya/tides", "maya", "The tides: why the sea breathes", "/none", 8, "nurses on night shifts")


def test_everybody_asks_about_the_topic_and_the_audience_is_named() -> None:
    queries = opening_queries(PROJECT)
    assert [query.perspective for query in queries] == list(Perspective)
    assert queries[0].text == "The tides: what it means for nurses on night shifts"
    assert queries[0].origin == "audience: nurses on night shifts"
    assert all(query.text.startswith("The tides") for query in queries)


def test_without_an_audience_nobody_asks_for_it() -> None:
    assert Perspective.VIEWER not in {query.perspective for query in opening_queries(replace(PROJECT, audience=" "))}


def test_a_heading_is_asked_about_with_the_one_above_it() -> None:
    queries = heading_queries("3. The Tides > 3.1 Spring And Neap", Counter())
    assert [query.perspective for query in queries] == list(Perspective)[1:]
    assert all(query.text.startswith("the tides, spring and neap") for query in queries)
    assert {query.origin for query in queries} == {"heading: 3. The Tides > 3.1 Spring And Neap"}


def test_a_heading_that_asks_is_asked_as_it_stands() -> None:
    assert [query.text for query in heading_queries("Myths > Does the Moon pull harder at night?", Counter())] == [
        "Does the Moon pull harder at night?"
    ]
