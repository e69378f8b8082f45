"""Each rule finds what it names, spares what only sounds like it, and says whose rule it is."""

from pathlib import Path

import pytest

from pipelines.models import SentenceKind, Severity
from pipelines.writing.safety import policy
from tests.script_sentences import line, script
from tests.spoken_facts import fact

BREAKING = {
    "ads-strong-language": ("That was fucking loud.", "What a cunt."),
    "ads-language": ("It all went to shit.", "Don't be an asshole."),
    "ads-violence": ("He was beheaded in 1793.", "They tortured people there."),
    "ads-adult": ("The site hosts pornography.", "It's about sex toys."),
    "ads-self-harm": ("He died by suicide.", "She suffered from anorexia."),
    "ads-drugs": ("He sold cocaine.", "They smoked weed behind the lab."),
    "ads-tobacco": ("An e-cigarette holds nicotine.", "You light up a cigarette."),
    "ads-firearms": ("You can build your own gun.", "Bump stocks make it faster."),
    "ads-hateful": ("Immigrants are criminals.", "They called them subhuman."),
    "ads-dishonest": ("Here's how you get a fake ID.", "You can buy followers for a dollar."),
    "ads-harmful-acts": ("Just drink bleach.", "You can do this at home."),
    "ads-unreliable": ("Vaccines cause autism.", "The moon landing was faked."),
    "ads-sensitive-event": ("It was an act of terrorism.", "The report is on child abuse."),
    "care-medical-cure": ("This tea cures cancer.", "It boosts your immune system."),
    "care-medical-advice": ("You should take vitamin supplements.", "Take 500 mg of zinc a day."),
    "care-financial": ("That's a guaranteed return.", "You should buy bitcoin now."),
    "care-legal": ("You can't be sued for that.", "It's perfectly legal to record them."),
}
SPARED = (
    "The star explodes, and its core is crushed.",
    "A black hole swallows a star and tears it apart.",
    "Cells that are damaged carry out programmed suicide, and cell suicide is healthy.",
    "Execute the program, kill the process, and abort the transaction.",
    "The heroine of the story was an astronomer.",
    "A function without side effects has no assignment; it has no side effects.",
    "There is no evidence that vaccines cause autism.",
    "Never try this at home, please don't do this at home.",
    "Nobody has found a cure for cancer yet: there is no known cure for cancer.",
    "The probability is 0.5 mg.",
    "Bayes' rule lets you double the sample.",
    "Interest compounds, so money grows.",
    "The method shot up in popularity, and it killed the old theory.",
    "Hell of a lot of damn fine data.",
)


def rules_broken(text: str, kind: SentenceKind = SentenceKind.RHETORIC) -> set[str]:
    return {rule.rule for _, rule, _ in policy.breaches([line(text, kind)], [])}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in BREAKING.items() for text in texts])
def test_a_rule_finds_what_it_names(rule: str, text: str) -> None:
    assert rules_broken(text) == {rule}


def test_every_rule_has_cases_and_a_public_source() -> None:
    assert {rule.rule for rule in policy.load()} == set(BREAKING)
    assert all(rule.url.startswith("https://") and rule.source and rule.remedy for rule in policy.load())


@pytest.mark.parametrize("text", SPARED)
def test_what_only_sounds_like_it_is_spared(text: str) -> None:
    assert rules_broken(text) == set()


def test_what_people_believe_is_told_and_not_claimed() -> None:
    told = "You may have heard that the moon landing was faked."
    assert rules_broken(told) == {"ads-unreliable"}
    assert rules_broken(told, SentenceKind.BELIEF) == set()


def test_a_finding_says_which_words_whose_rule_and_what_the_claim_rests_on() -> None:
    stated = fact(1, "This tea cures cancer.")
    claimed = line("This tea cures cancer.", SentenceKind.SOURCED, stated.fact.fact_id)
    ((_, rule, message),) = policy.breaches([claimed], [stated.fact])
    assert rule.severity is Severity.WARNING
    assert "“cures cancer”" in message
    assert "1 independent source." in message
    assert "FTC" in message
    ((_, _, unsourced),) = policy.breaches(script("This tea cures cancer."), [])
    assert "rests on no source" in unsourced


def test_a_broken_rule_file_names_rule_and_fault(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("sources: {}\nrules:\n  - {rule: bad, source: nowhere}\n")
    with pytest.raises(policy.PolicyError, match=r"rules\.yaml: rule bad: 'nowhere'"):
        policy.load(path)
    path.write_text("rules: [")
    with pytest.raises(policy.PolicyError, match="not valid YAML"):
        policy.load(path)
