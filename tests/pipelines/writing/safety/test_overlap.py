"""A sentence that is its source's but for a word is shown; quotations and the creator's own stories are not."""

from pipelines.models import SentenceKind
from pipelines.writing.rules import SourceIndex
from pipelines.writing.safety import overlap
from tests.script_sentences import line, script

SOURCE = "A neutron star spins hundreds of times a second and sends out a beam of radio waves."
INDEX = SourceIndex([SOURCE])
COPIED = "A neutron star spins hundreds of times a second and glows."


def test_a_hardly_changed_sentence_is_close_to_its_source() -> None:
    ((sentence, run),) = overlap.close(script(COPIED, "It spins very fast."), INDEX)
    assert (sentence.text, run) == (COPIED, 10)


def test_quotations_and_stories_do_not_count() -> None:
    quoted = line(f"As the atlas puts it: “{SOURCE}”", SentenceKind.SOURCED, "f1")
    told = line(SOURCE, SentenceKind.STORY)
    assert list(overlap.close([quoted, told], INDEX)) == []
    assert overlap.overlap([told], INDEX).share is None


def test_the_share_of_a_script_counts_words_in_long_runs_only() -> None:
    measured = overlap.overlap(script(COPIED, "A neutron star is small and dense and strange."), INDEX)
    assert (measured.n_shared, measured.n_words) == (10, 20)
