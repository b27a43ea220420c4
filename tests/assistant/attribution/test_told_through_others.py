"""Who speaks where another verb tells of it or no name is given, who asks, who does not know."""

from __future__ import annotations

import pytest

from assistant.attribution import VerbKind, statements
from tests.assistant.passages import article


def _said(text: str) -> list[tuple[str, str]]:
    report = article(text)
    return [(each.speaker.name, each.content(report)) for each in statements(report)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            "The harbour authority issued a statement saying the pier is closed.",
            "harbour authority",
        ),
        (
            "On Friday the archbishop released a short letter saying the pier is closed.",
            "archbishop",
        ),
        ("Senator Ilse Kelly has posted a message claiming the pier is closed.", "Ilse Kelly"),
        ("The union sent its members an email on Monday saying the pier is closed.", "union"),
        (
            "Ola Dahl, who runs the port, wrote an open letter saying the pier is closed.",
            "Ola Dahl",
        ),
        ("Her office issued a note that said the pier is closed.", "office"),
        (
            "The Evening Star quoted Ola Dahl, a pilot, as saying that the pier is closed.",
            "Ola Dahl",
        ),
        ("The site cited a former pilot, Ola Dahl, as saying the pier is closed.", "Ola Dahl"),
        ("Ola Dahl was quoted as saying that the pier is closed.", "Dahl"),
        ("Ola Dahl was quoted by the site as saying that the pier is closed.", "Dahl"),
        ("The film has Ola Dahl saying that the pier is closed.", "Ola Dahl"),
        ("The weekly reported that the pier is closed.", "the weekly"),
        ("According to a June article in the Star, the pier is closed.", "a June article"),
        ("The pier is closed, according to the ship’s cook, Ola Dahl.", "Ola Dahl"),
        ("“The pier is closed,” according to Ola Dahl, a pilot.", "Ola Dahl"),
        ("The three said the pier is closed.", "the three"),
        ("Another said the pier is closed.", "another"),
        ("“The pier is closed,” one said.", "one"),
        ("Two of them said the pier is closed.", "two of them"),
        ("Traders lost heart before their spokeswoman said the pier is closed.", "spokeswoman"),
        ("Ola Dahl and Bo Li each said the pier is closed.", "Ola Dahl and Bo Li"),
    ],
)
def test_who_says_it(sentence: str, speaker: str) -> None:
    name, content = _said(sentence)[-1]
    assert speaker in name
    assert content.casefold().removesuffix(",") == "the pier is closed"


@pytest.mark.parametrize(
    "sentence",
    [
        "A statement was issued saying the pier is closed.",
        "The mayor wanted to issue a statement saying the pier is closed.",
        "A mother of three, the mayor left after the vote.",
        "Ola Dahl was questioned by the police.",
        "The inspector knows the pier.",
    ],
)
def test_nobody_is_named_who_does_not_say_it(sentence: str) -> None:
    assert not any(name in ("the mayor", "Ola Dahl", "police") for name, _ in _said(sentence))


def test_what_was_found_belongs_to_who_tells_of_it() -> None:
    [(name, content)] = _said("Divers have found the wreck near the pier, the coast guard said.")
    assert (name, content) == ("the coast guard", "Divers have found the wreck near the pier")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Two pilots asked whether the pier is closed.", VerbKind.ASKED),
        ("The deputy asked in parliament if the pier is closed.", VerbKind.ASKED),
        ("Relatives want to know if the pier is closed.", VerbKind.ASKED),
        ("Ola Dahl did not know whether the pier is closed.", VerbKind.UNSURE),
        ("Ola Dahl questioned whether the pier is closed.", VerbKind.DOUBTED),
        ("Ola Dahl has questioned the claim that the pier is closed.", VerbKind.DOUBTED),
        ("Ola Dahl cast doubt on the report that the pier is closed.", VerbKind.DOUBTED),
        ("Ola Dahl scoffed at the idea that the pier is closed.", VerbKind.DENIED),
        ("Ola Dahl took issue with the claim that the pier is closed.", VerbKind.DENIED),
        ("Ola Dahl challenged the suggestion that the pier is closed.", VerbKind.DENIED),
        ("Ola Dahl denied this.", VerbKind.DENIED),
        ("Ola Dahl would not be drawn on whether the pier is closed.", VerbKind.DECLINED),
        ("Ola Dahl refused to be drawn on whether the pier is closed.", VerbKind.DECLINED),
        ("Ola Dahl would not comment on when the pier will close.", VerbKind.DECLINED),
        ("Ola Dahl declined to disclose whether the pier is closed.", VerbKind.DECLINED),
    ],
)
def test_the_verb_tells_the_stance(sentence: str, kind: VerbKind) -> None:
    [statement] = statements(article(sentence))
    assert statement.verb_kind is kind
