"""A model that will not answer is told from one that finds no answer in what it was given."""

from __future__ import annotations

import pytest

from assistant.models.transport.declining import declines

DECLINED = (
    "I'm sorry, but I can't assist with that request.",
    "I’m not able to talk about wars and those who wage them.",
    "As an AI model, I cannot offer views on elections.",
    "As an AI language model, I have no access to the news of today, so I cannot say who won.",
    "I cannot provide any information on matters of politics.",
    "Sorry, I can't answer this question.",
    "I won't give an answer to such things. Please ask me something else.",
    "Your request violates the rules of use and was not carried out.",
    "That goes against my guidelines.",
    "It is beyond my present scope. Let's talk about something else.",
    "I would not feel comfortable commenting on that.",
    "I must respectfully decline.",
    "I cannot open or access links on the web. Could you paste what it says?",
    "很抱歉，我无法回答您的问题。",
    "对不起，我还没有学会回答这类问题，我们换个话题吧。",
    "Dabei kann ich Ihnen leider nicht helfen.",
    "Je ne peux malheureusement pas répondre à cette demande.",
    "Lo siento, pero no puedo responder a esa pregunta.",
)
ANSWERED = (
    "I can't tell from this article, which gives no ages.",
    "I cannot answer this question based on the paragraphs.",
    "As an AI, I cannot find that in the text.",
    "I don't know.",
    "NOT STATED",
    "The question cannot be answered.",
    "I cannot say who won.",
    "The minister said he cannot discuss the talks [4].",
    "Officials were unable to help with the search.",
    '"I will not comment on it," the mayor said.',
    "The ban violates the terms of the treaty.",
    "文章没有提到，因此无法回答这个问题。",
    "Das kann ich anhand des Artikels nicht beantworten.",
    "L'article ne permet pas de répondre; je ne peux pas répondre.",
    "El artículo no lo dice: no puedo responder.",
)


@pytest.mark.parametrize("reply", DECLINED)
def test_a_model_that_will_not_answer(reply: str) -> None:
    assert declines(reply)


@pytest.mark.parametrize("reply", ANSWERED)
def test_a_model_that_answers_or_finds_nothing(reply: str) -> None:
    assert not declines(reply)
