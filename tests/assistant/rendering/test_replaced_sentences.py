"""What a reader sees where several sentences of the article stand in for one of the model's."""

from __future__ import annotations

from assistant.rendering.claim_renderer import ClaimRenderer
from assistant.rendering.labels import Labels
from assistant.types import Basis, Claim, Withheld
from assistant.verification import ContextParagraph, check
from assistant.verification.draft import Draft
from index.types import Article
from tests.assistant.passages import article

HARBOUR = article(
    "Gales shut the harbour of Port Ellis for six days, and no ferry sailed.",
    "Mayor Ann Lee put the loss at 40,000 crowns. Plans are at https://county.example/plans.",
)
BREAD = article("No ferry sailed in the gales.", "The town ran short of bread, Ann Lee said.")


def rendered(
    *drafts: str, question: str = "What did the gales do?", of: Article = HARBOUR
) -> list[Claim | Withheld]:
    """What is shown of drafts that each cite both paragraphs."""
    renderer = ClaimRenderer(question, (), Labels([of]))
    context = [ContextParagraph(str(each.number), of, each) for each in of.paragraphs]
    shown = [
        each
        for text in drafts
        for draft in [Draft(text, ("1", "2"))]
        for each in renderer.show(draft, check(draft, context, question))
    ]
    return [*shown, *renderer.finish()]


def texts(shown: list[Claim | Withheld]) -> list[str]:
    return [f"- {each.text}" if isinstance(each, Withheld) else each.text for each in shown]


GALES = "Gales shut the harbour of Port Ellis for six days, and no ferry sailed. [1]"
LOSS = "Mayor Ann Lee put the loss at 40,000 crowns. [2]"
BOTH = "Ann Lee says gales that shut the harbour for six days meant a loss of 40,000 crowns."


def test_each_stands_by_itself_for_the_same_sentence() -> None:
    shown = rendered(BOTH)
    assert texts(shown) == [GALES, LOSS]
    assert all(
        isinstance(each, Claim) and (each.basis, each.proposed) == (Basis.ARTICLE, BOTH)
        for each in shown
    )


def test_of_those_only_new_ones_are_shown_and_nothing_is_lost_with_the_others() -> None:
    assert texts(rendered("The loss Lee puts at 40,000 crowns.", BOTH)) == [LOSS, GALES]
    again = "Both gales and loss are told: six days, 40,000 crowns, the harbour shut."
    assert texts(rendered(BOTH, again)) == [GALES, LOSS, f"- {again}"]


def test_what_waits_in_vain_is_told_once() -> None:
    proposed = "Ann Lee says that no ferry sailed in gales and the town ran short of bread."
    [withheld] = rendered(proposed, question="On what date did the gales begin?", of=BREAD)
    assert isinstance(withheld, Withheld)
    assert (withheld.text, withheld.reason) == (proposed, "off_question")


def test_what_the_model_proposed_leads_nowhere() -> None:
    """A reader could follow an address, be it the paragraph's own."""
    [*_, claim] = rendered("Lee’s plans for gales are said to be at https://county.example/plans.")
    assert isinstance(claim, Claim)
    assert claim.proposed == "Lee’s plans for gales are said to be at …."
