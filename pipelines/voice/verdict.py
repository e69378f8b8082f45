"""What the score of a text means, in sentences that its creator reads."""

from pipelines.models import VoiceScore
from pipelines.voice.segment_vectors import SEGMENT_WORDS
from pipelines.voice.wording_traits import LABELS

LIKELY, UNLIKELY = 0.7, 0.3  # probabilities from which on, and up to which, a text is called the creator's or another's
NEAR, FAR = 0.8, 0.6  # positions from which on a text is called near, and below which it is called diluted
_WIDE = 0.6  # interval of the position
_TELLING_SHARE = 0.05


def in_a_word(found: VoiceScore) -> str:
    """Return the verdict on a text that has a score."""
    probability, position = found.probability or 0.0, found.value or 0.0
    if probability >= LIKELY:
        return "This sounds like you" + (
            "." if position >= NEAR else " in part." if position < FAR else ", a little diluted."
        )
    if probability <= UNLIKELY:
        return "This sounds like somebody else."
    return "It cannot be told whether this is you or another on the same topic."


def meaning(found: VoiceScore) -> list[str]:
    """Return what to know before trusting the numbers of a score: where they seem to disagree, and how sure they are."""
    if found.value is None or found.low is None or found.high is None or found.probability is None:
        return []
    told = []
    if found.probability >= LIKELY and found.value < FAR:
        told.append(
            "Why the one is high and the other low: the probability asks which of two it is, you or another, and what there is "
            "of you here decides it. The position asks how much of you there is, and your own videos have more. Texts of two "
            "hands, imitations, and people who talk much as you do look like this."
        )
    if found.probability < 0.5 and found.value >= FAR:
        told.append(
            "Why the one is low and the other high: your videos lie close to what others say on these topics, so that a text "
            "comes near them with little that is only yours. Go by the probability."
        )
    if found.high - found.low > _WIDE:
        told.append(
            "The interval covers most of the scale: a longer text, or more videos of yours, would make it narrower."
        )
    elif found.n_words < SEGMENT_WORDS:
        told.append(f"{found.n_words} words are few: with {2 * SEGMENT_WORDS} the numbers would be surer.")
    return told


def differences(found: VoiceScore) -> str:
    """Return in which traits a text differs from the creator's usual talk, the most telling first."""
    pulls = [(name, -share) for name, share in found.contributions.items() if share <= -_TELLING_SHARE]
    if found.value is None or not pulls:
        return ""
    if found.value >= 1:
        return "It differs from your usual talk no more than your own videos do from one another."
    named = ", ".join(f"{LABELS.get(name, name)} ({share:.0%})" for name, share in pulls)
    return f"What keeps it from your usual talk lies in {named}."
