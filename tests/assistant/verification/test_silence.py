"""A model that says that the articles do not say claims nothing, in whatever words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.empty_phrases import is_silence, silence_and_rest

SILENT = """
The article does not say.
The article doesn’t mention Marco Rubio.
The provided paragraphs do not contain information about inflation.
This is not mentioned in the article.
There is no information about her age.
Unknown.
The article gives no figure for the dead.
The article has no vote to report.
The text says nothing about a second ship.
Nothing in the text indicates when it opened.
Nothing is said here about a ransom.
Neither paragraph names the pilot.
None of the articles discuss tariffs.
No date is given for the launch.
No arrest is reported, since the search had not ended.
The price isn’t stated.
Her own view isn’t reported here.
The four mines aren’t named.
It is not clear from the article whether he won.
From the article alone, one cannot tell how many drowned.
The passages leave open who paid.
The excerpt is silent on this.
The bank isn’t something the article names.
That is not something the article covers; it never mentions a bank.
I could not find a date.
I can’t answer that from the article, which was written before the vote.
No reaction from the harbour appears in the article.
The island doesn’t come up in this article, so it offers no figure for it.
None that the article knows of.
None, according to the article.
There was no such meeting as far as the article goes.
The article stops short of naming him.
The article fails to mention the cost.
No mention is made of a trial.
There’s no mention of a trial.
The answer isn’t in the article.
The article doesn’t.
His motive goes unmentioned.
The article never says that he left.
The date of the visit is never specified.
The exact number is not provided.
Not according to this article, which never mentions it.
Sorry, but the article does not contain that.
You won’t find that in this article.
There is no evidence in the article that he left.
Neither says how long it took.
No word on that in the article.
The article does not say that “the strike is over”.
NOT STATED
NOT STATED.
**NOT STATED**
not stated: the articles give no date.
NOT STATED, but the mayor may know.
""".strip().splitlines()
CLAIMING = """
The article does not say how old she is, but she is 56.
The article says that no one was hurt.
The article says the mayor did not say who gave the order.
According to the article, no one was hurt.
No one was hurt in the attack described in the article.
No injuries were reported.
Requests went unanswered by both governments.
The order was not mentioned by the mayor.
The mayor does not say who gave the order.
The mayor mentions no plan.
The strike had not been reported before.
The captain is not named in the indictment.
A harbour official, not named in the article, told reporters that the strike was over.
The text of the treaty does not mention fishing.
The Herald article did not name its sources.
The article in the Herald did not name him.
No one in the article was hurt.
She said that nothing in the report calls the vote into question.
“I can’t tell you who paid,” he said.
It has no side effects.
It is not so in a text.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", SILENT)
def test_sentences_that_say_that_the_articles_do_not(sentence: str) -> None:
    assert is_silence(sentence)


@pytest.mark.parametrize("sentence", CLAIMING)
def test_sentences_that_claim_something(sentence: str) -> None:
    """Also of what somebody does not say."""
    assert not is_silence(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The report does not say who fired.",
        "The document does not name the officers.",
        "There is no indication that he knew.",
        "It does not say who ordered the strike.",
        "No dead are named.",
    ],
)
def test_what_cites_a_paragraph_may_be_about_a_report_in_the_news(sentence: str) -> None:
    assert is_silence(sentence)
    assert not is_silence(sentence, is_cited=True)


@pytest.mark.parametrize(
    ("sentence", "halves"),
    [
        (
            "The article does not say how many died, but it says that 12 were hurt.",
            ("The article does not say how many died.", "12 were hurt."),
        ),
        (
            "Although the text does not say who died, hurt or not, it notes that talks go on.",
            ("The text does not say who died, hurt or not.", "Talks go on."),
        ),
        (
            "The text gives no date; the strike lasted three days.",
            ("The text gives no date.", "The strike lasted three days."),
        ),
        ("The article does not say how old she is, but she is 56.", None),
        ("The article does not say when, however.", None),
        ("The mayor does not say how many died, but 12 were hurt.", None),
        ("", None),
    ],
)
def test_what_follows_silence_is_kept_where_it_can_stand_alone(
    sentence: str, halves: tuple[str, str] | None
) -> None:
    assert silence_and_rest(sentence) == halves


@given(st.lists(st.sampled_from([*" ".join(SILENT).split(), "but", ";", "“"]), max_size=30))
def test_half_a_silence_is_silence(words: list[str]) -> None:
    """Whatever the words."""
    if halves := silence_and_rest(" ".join(words)):
        assert is_silence(halves[0])
