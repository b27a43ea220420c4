"""What takes a language model is known by how it is asked; what an article may say is not taken."""

from __future__ import annotations

import pytest

from assistant.questions.forms.model_tasks import Task, task_if_unsaid, task_of
from assistant.questions.wording.plain_wording import plain_wording

ASKED = {
    Task.TRANSLATION: (
        "translate this article into spanish",
        "can you translate the article for me pls",
        "Summarize the article in French",
        "in German please",
        "how do you say bridge in Polish?",
        "give me a spanish version",
        "put this into italian for me",
    ),
    Task.OPINION: (
        "What do you think about the raid?",
        "is this article biased?",
        "should i worry about this",
        "Is it good that the Cubans left?",
        "do you agree with the mayor?",
        "whats your opinion on maduro",
        "Can I trust this article?",
        "who is right?",
        "who's right, the union or the company",
        "Was the court right, what do you think?",
        "did the mayor lie? in your opinion",
        "is this a good decision",
        "grade this article",
        "imagine you are the mayor",
        "what does this mean for me",
        "what tone does the article have",
    ),
    Task.ARITHMETIC: (
        "what is the sum of the deaths in both attacks",
        "what percentage is 32 of 83?",
        "calculate the difference",
        "how much is that in euros",
        "convert it to dollars",
        "what percentage of the workers is that",
        "what is 32 plus 83?",
        "whats 2.5 million divided by 19?",
        "how much is 40 euros times 300 seats",
        "1,200 times 16",
        "what is half of 9 million",
        "What is the average of the first and the second figure?",
    ),
    Task.WRITING: (
        "write a tweet about the raid",
        "rewrite this in simpler words",
        "make a headline",
        "explain like im five",
        "give me a catchy title for this",
        "draft an email to the editor about it",
        "explain the raid to a child",
        "make it shorter",
        "draft a reply to the mayor",
        "what questions should i ask the mayor",
    ),
}


@pytest.mark.parametrize(
    ("task", "text"), [(task, text) for task, texts in ASKED.items() for text in texts]
)
def test_a_task_is_known(task: Task, text: str) -> None:
    assert task_of(plain_wording(text)) is task


@pytest.mark.parametrize(
    ("task", "text"),
    [
        (Task.ARITHMETIC, "how many more cubans than venezuelans died"),
        (Task.ARITHMETIC, "How many people died in both attacks combined?"),
        (Task.OPINION, "should the bridge be rebuilt?"),
        (Task.PREDICTION, "what will happen next year?"),
        (Task.PREDICTION, "Who will win?"),
    ],
)
def test_what_an_article_may_say_takes_a_model_only_where_none_does(task: Task, text: str) -> None:
    assert task_of(text) is None
    assert task_if_unsaid(text) is task


@pytest.mark.parametrize(
    "question",
    [
        "Who translated the letter?",
        "What questions should the inquiry answer?",
        "Who wants to convert the bakery into flats?",
        "Who is right about the cable, according to the engineer?",
        "How does it affect the town?",
        "What did the mayor suggest?",
        "what did Lee say, do you agree with Lee is what Moss asked",
        "What do you know about the raid?",
        "What do experts think about the raid?",
        "Who thinks the article is biased?",
        "Who wrote a tweet about the raid?",
        "What did Trump tweet about?",
        "How many more drones were ordered?",
        "What percentage of voters backed it?",
        "9/11 attacks: who planned them?",
        "Did the mayor say that it is good that they left?",
        "Should the mayor resign, according to Lee?",
        "Is it good that the bridge closed, according to Lee?",
        "What was the headline of the Gazette?",
        "Why did they rewrite the report?",
        "give me the story on Mora",
        "give me the title of the article",
        "make a list of the sources",
        "write a summary",
        "explain why the talks failed",
        "Will the summit happen?",
        "What is the difference between the senate and the house?",
        "What is the average income in the U.S.?",
        "Is this article about Cuba?",
        "Is it true that 32 died?",
        "What did he say in English?",
        "Who speaks German?",
        "What is the total cost?",
    ],
)
def test_what_articles_may_answer_is_no_task(question: str) -> None:
    assert task_of(plain_wording(question)) is None
    assert task_if_unsaid(plain_wording(question)) is None
