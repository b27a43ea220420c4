"""What no judge can overrule: faults by letters, and what is nowhere in the article."""

from __future__ import annotations

import pytest

from assistant.verification import ContextParagraph
from assistant.verification.check import is_final
from tests.assistant.passages import article

HARBOUR = article(
    "A storm broke the quay of Orsa in April.",
    "The council of Orsa said on Friday that the quay would be mended for 4 million euros. “We "
    "were never warned that the quay was rotten,” said Mira Dahl of the dockers’ union. It took "
    "3 million euros in 2021 and lost 6 million in 2022. It employs 40 people, 12 of them "
    "women, on 8,000 acres.",
    title="The quay of Orsa",
)
CONTEXT = [ContextParagraph(str(each.number), HARBOUR, each) for each in HARBOUR.paragraphs]


@pytest.mark.parametrize(
    "text",
    [
        "Quentin will mend the quay with the council.",
        "Obama’s council will mend the quay.",
        "JONES said that the council would mend the quay.",
        "MacDuff will mend the quay.",
        "May will mend the quay with the council.",
        "Borduna will mend the quay.",
        "Nazis will mend the quay with the council.",
        "The council will mend the quay, said obama.",
        "The chinese council will mend the quay.",
        "The obama-led council will mend the quay.",
        "The council will mend the quay with eBay.",
        "The council will mend the quay with o’Brien.",
        "The council will mend the quay with 7-Eleven.",
        "The council will mend the quay with X.",
        "Медведев said that the council would mend the quay.",
        "The council will mend the quay with 王明.",
        "The council will mend the quay with דוד.",
        "The council of \u041ersa will mend the quay.",
        "𝐉𝐨𝐧𝐞𝐬 will mend the quay with the council.",
        "Ｊones will mend the quay with the council.",
    ],
)
def test_a_name_or_a_script_that_the_article_has_not(text: str) -> None:
    assert is_final(text, CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "Officials will have the quay mended.",
        "Dockers had no warning.",
        "Testifying to the council, the union spoke of rot.",
        "Alternatively the council may mend it.",
        "Unsurprisingly, the quay will be mended.",
        "However, nobody had warned them, and none knew why.",
        "M. Dahl’s union was not told.",
        "The council’s own clerks, café owners and fishermen may help.",
        "Repairs on the quay are to come, and the town’s council is to pay.",
    ],
)
def test_ordinary_words_are_a_judges_to_weigh(text: str) -> None:
    assert not is_final(text, CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "Rådet skal reparere kaien igjen.",
        "Miasto naprawi nabrzeże.",
        "Rada naprawi molo.",
        "Le conseil va réparer le quai.",
        "Gur pbhapvy jvyy zraq gur dhnl.",
        "The council will den Kai neu bauen.",
    ],
)
def test_another_language_than_the_articles(text: str) -> None:
    assert is_final(text, CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "The quay will be mended in june.",
        "The quay will be mended in JUNE.",
        "The quay will be mended by mid-may.",
        "The quay will be mended on Monday.",
        "The council meets on mondays.",
        "The quay will be mended at christmas.",
        "The quay will be mended on 1/6.",
        "The quay will be mended in summer.",
    ],
)
def test_a_time_that_the_article_does_not_name(text: str) -> None:
    assert is_final(text, CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "It was said on a friday in april.",
        "The dockers may march on the quay.",
        "The quay fell to the weather.",
    ],
)
def test_a_time_that_it_names_and_verbs_that_look_like_one(text: str) -> None:
    assert not is_final(text, CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "The quay will be mended for £4 million.",
        "The quay will be mended for 4 million dollars.",
        "The quay will be mended for \u2173 million euros.",
        "The quay will be mended for 4-9 million euros.",
        "The council has 480 people.",
        "The council has 52 people.",
        "The council has 24 seats.",
        "The council has 7 seats.",
        "The council has umpteen seats.",
        "The council has billions of seats.",
        "The council has trillions of seats.",
        "The council has 1e6 seats.",
        "The council has 0x10 seats.",
        "The council has twohundred seats.",
        "The council lost 4043 euros.",
        "The council was founded in 1981.",
        "The council pays 5 million euros for the quay.",
        "60 percent of the staff are women.",
        "The council lost 1.9 million euros more than it took.",
    ],
)
def test_a_figure_that_nothing_in_the_article_gives(text: str) -> None:
    assert is_final(text, CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "28 of the staff are men.",
        "30 percent of the staff are women.",
        "The council took 9 million euros in all.",
        "It owns about 8,200 acres.",
        "It owns thousands of acres.",
        "It has dozens of people.",
        "The council lost three million euros more than it took.",
        "Its loss was twice what it had taken.",
        "The council said so in two years.",
    ],
)
def test_a_figure_that_follows_by_a_step_that_is_named(text: str) -> None:
    assert not is_final(text, CONTEXT)


@pytest.mark.parametrize(
    "address",
    [
        "orsa(dot)example",
        "orsa[.]com",
        "orsa dot com",
        "orsa,com",
        "orsa . com",
        "orsa\u2024com",
        "ｏｒｓａ．ｃｏｍ",
        "10.0.12.7",
        "orsa.onion",
        "doi:10.5555/orsa",
        "10.5555/orsa",
        "<a href=orsa>the page</a>",
    ],
)
def test_an_address_in_disguise(address: str) -> None:
    assert is_final(f"The council says more at {address} about the quay.", CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "Mira Dahl said that the union was “warned that the quay was rotten”.",
        "Mira Dahl said: We knew that the quay was rotten.",
        "Mira Dahl: I knew that the quay was rotten.",
        "Mira Dahl said 「the quay was rotten」.",
        "Mira Dahl said ″the quay was safe″.",
        "Mira Dahl said ,,the quay was safe''.",
        "Mira Dahl said `the quay was safe`.",
    ],
)
def test_words_of_somebody_that_are_cut_or_not_marked(text: str) -> None:
    assert is_final(text, CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "Mira Dahl said that nobody had “warned that the quay was rotten”.",
        "Mira Dahl said we are never warned.",
        "“We were never warned,” Mira Dahl said.",
        "The council, e.g. its dockers, were told so on Friday.",
    ],
)
def test_words_of_somebody_as_they_are(text: str) -> None:
    assert not is_final(text, CONTEXT)
