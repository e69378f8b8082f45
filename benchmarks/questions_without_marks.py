"""How well questions are told by word order alone, in punctuated transcripts whose marks say which sentences ask.

    python benchmarks/questions_without_marks.py CORPUS [SPEAKER ...]

Without names: the speakers who are not in the test part of evals/discourse_moves. Tags ("…, right?") ask nothing.
"""

import argparse
from pathlib import Path

from choose_move_passages import TEST

from pipelines import sentences
from pipelines.voice import words
from pipelines.voice.moves.word_order import asks_by_word_order
from pipelines.voice.moves.wording import spoken_words

LEAST_WORDS = 3
UNPUNCTUATED = {"andrej_karpathy", "gary_stevenson"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("speakers", nargs="*")
    arguments = parser.parse_args()
    left_out = {*TEST, *UNPUNCTUATED, "_ai"}
    files = [
        path
        for path in sorted(arguments.corpus.glob("*/*.txt"))
        if (path.parent.name in arguments.speakers if arguments.speakers else path.parent.name not in left_out)
    ]
    right, wrong, missed = 0, 0, 0
    for path in files:
        for sentence in sentences.split(path.read_text(encoding="utf-8")):
            spoken = spoken_words(sentence.text)
            if len(spoken) < LEAST_WORDS:
                continue
            is_marked = sentence.text.endswith("?") and not words.is_tag_question(sentence.text)
            is_told = asks_by_word_order(" ".join(spoken))
            right += is_told and is_marked
            wrong += is_told and not is_marked
            missed += is_marked and not is_told
    precision, recall = right / (right + wrong), right / (right + missed)
    print(f"{len(files)} transcripts, {right + missed} marked questions")
    print(f"precision {precision:.3f}  recall {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}")


if __name__ == "__main__":
    main()
