"""Who did what to whom: a claim is a sentence of its paragraph, cut where that does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification import Judgement, Reason
from assistant.verification.alignment.aligned_words import words
from assistant.verification.alignment.word_path import path
from index.language.sentences import sentences
from tests.assistant.verification.written import CUTS, PAIRS, SHOWN, checked, fate, pairs
from tests.work import calls

SAME = [  # a paragraph, and what may be made of it
    ("Ida Holm sold the yard to Per Dahl in May.", "Ida Holm sold the yard to Per Dahl."),
    ("Ida Holm sold the yard to Per Dahl in May.", "In May, Ida Holm sold the yard to Per Dahl."),
    ("In May Ida Holm sold the yard to Per Dahl.", "Ida Holm sold the yard to Per Dahl in May."),
    ("Ida Holm, who owned the yard, sold it on Friday.", "Ida Holm sold it on Friday."),
    ("Ida Holm, who owned the yard, sold it on Friday.", "Ida Holm owned the yard."),
    ("Ida Holm, a lawyer, sold the yard.", "Ida Holm was a lawyer."),
    ("The ferry sank on Monday, and 12 people drowned.", "The ferry sank on Monday."),
    ("The ferry sank on Monday, and 12 people drowned.", "12 people drowned."),
    ("The 34-year-old driver fled to Oslo.", "The driver fled to Oslo."),
    ("The police jailed the 34-year-old driver.", "The police jailed the driver."),
    ("However, the ferry sank in the storm.", "The ferry sank in the storm."),
    ("3 Open a window and close the door.", "Open a window and close the door."),
    ("Prices rose by 5 percent to 30 dollars.", "Prices rose by 5% to 30 dollars."),
    ("The ferry sank, the harbour master said.", "The harbour master said that the ferry sank."),
    ("The harbour master said the ferry sank.", "According to the harbour master, the ferry sank."),
    ("The ferry sank after the crew fled.", "The crew fled."),
    ("The ferry sank when its engine failed.", "The ferry sank."),
    ("The ferry sank; 12 people drowned.", "12 people drowned."),
    ("While the crew slept, the ferry sank.", "The ferry sank."),
    ("Ida Holm, 45, sold the yard.", "Ida Holm sold the yard."),
    ("The yard sold three ships, including the Ida.", "The yard sold three ships."),
    ("The yard was sold by Ida Holm, a lawyer from Oslo.", "The yard was sold by Ida Holm."),
    ("The yard was sold by Ida Holm, who lives in Oslo.", "The yard was sold by Ida Holm."),
    ("“The yard is lost,” said Ida Holm, a lawyer.", "Ida Holm said that “the yard is lost.”"),
    ("Holm, Dahl and Berg fled.", "Holm, Dahl, and Berg fled."),
    ("4 Split your hair into two equal parts.", "4. Split your hair into two equal parts."),
    ("Step 3: In the left pane, click Save.", "3. In the left pane, click Save."),
    ("Fever with a rash.", "* Fever with a rash"),
    ("Mr. Holm sold the yard in May.", "Holm sold the yard in May."),
    ("But Mr. Holm said the dam leaked.", "Holm said that the dam leaked."),
    ("The new rink proved to be popular.", "The new rink proved to be popular (step 4)."),
    ("Holm said the dam leaked.", "Holm said that the dam leaked."),
    ("Holm said that the dam leaked.", "Holm said the dam leaked."),
    ("The yard burned after the crew fled, and Holm wept.", "The crew fled."),
    ("The bishop of Lund, who owns it, said that it leaked.", "The bishop said that it leaked."),
    ("A judge asks whether Dahl lied. Holm, a baker, fled.", "Holm fled."),
]


@pytest.mark.parametrize(("told", "claim"), SAME)
def test_what_is_left_out_or_moved_without_harm(told: str, claim: str) -> None:
    assert checked(claim, told).judgement in SHOWN


OTHERWISE = {
    "who": [
        ("Ida Holm sued Per Dahl in May.", "Per Dahl sued Ida Holm in May."),
        ("The nurse thanked the pilot on Friday.", "The pilot thanked the nurse on Friday."),
        ("Ida Holm was sued by Per Dahl.", "Ida Holm sued Per Dahl."),
        ("The yard sued on Monday.", "The yard was sued on Monday."),
        ("The yards sued the bank in May.", "The yard sued the bank in May."),
        ("The yard was sued on Monday.", "The yard sued on Monday."),
        ("Holm is older than Dahl.", "Dahl is older than Holm."),
        ("Rents in Bergen are higher than in Oslo.", "Rents in Oslo are higher than in Bergen."),
    ],
    "compared": [
        (
            "Norway beat Sweden by four goals to two in Turin.",
            "Sweden beat Norway by four goals to two in Turin.",
        ),
        ("Rents are higher in Bergen than in Oslo.", "Rents are higher in Oslo than in Bergen."),
        ("Holm is older than Dahl and younger than Berg.", "Holm is older than Berg."),
        ("More women than men voted for Holm.", "More men than women voted for Holm."),
        ("Holm got more votes than Dahl.", "Dahl got more votes than Holm."),
        ("Holm earned more than Dahl, but less than Berg.", "Holm earned more than Berg."),
        ("Holm beat Dahl by 12 votes and Berg by 40.", "Holm beat Dahl by 40 votes."),
    ],
    "roles": [
        (
            "The family sued the clinic over lost files.",
            "The clinic sued the family over lost files.",
        ),
        ("He sued her over lost files.", "She sued him over lost files."),
        (
            "The nurse told the pilot that he was fired.",
            "The pilot told the nurse that he was fired.",
        ),
        ("Holm was praised by Dahl and jailed by Berg.", "Holm was praised by Berg."),
        ("Holm sued Dahl in May.", "Holm was sued by Dahl in May."),
        ("He said the dam leaked.", "She said the dam leaked."),
        ("He said the dam leaked.", "Those said the dam leaked."),
    ],
    "figures": [
        ("Fares rose from 20 crowns to 35 crowns.", "Fares rose from 35 crowns to 20 crowns."),
        ("12 of the 40 sailors drowned.", "40 of the 12 sailors drowned."),
        (
            "Spain lost 3 ships in May and 9 ships in June.",
            "Spain lost 9 ships in May and 3 ships in June.",
        ),
        ("Spain won in 2019 and lost in 2020.", "In 2020, Spain won."),
        ("The yard cost 5 million euros.", "The yard cost $5 million."),
    ],
    "owners": [
        ("The bishop's brother was jailed on Friday.", "The bishop was jailed on Friday."),
        ("The brother of the bishop was jailed.", "The bishop was jailed."),
        ("Friends of Ida Holm burned the yard.", "Ida Holm burned the yard."),
        ("Shares of Holm's rival fell in May.", "Shares of Holm fell in May."),
        ("The police chief resigned on Friday.", "The police resigned on Friday."),
        ("The lawyer for Ida Holm said that it rained.", "Ida Holm said that it rained."),
    ],
    "qualifiers": [
        ("The ferry almost sank on Monday.", "The ferry sank on Monday."),
        ("Holm won the first round of the vote.", "Holm won the vote."),
        ("Holm is charged with hiding the theft.", "Holm is charged with the theft."),
        ("Holm threatened to sell the yard.", "Holm sold the yard."),
        (
            "The yard threatened to dismiss welders unless orders rise.",
            "The yard will dismiss welders.",
        ),
        ("Former Gov. Karl Lund said the dam leaked.", "Gov. Karl Lund said the dam leaked."),
        ("Acting chief Karl Lund said the dam leaked.", "Chief Karl Lund said the dam leaked."),
        ("Holm failed to sell the yard.", "Holm will sell the yard."),
        ("The former bishop was jailed.", "The bishop was jailed."),
        ("The yard will close unless fares rise.", "The yard will close."),
        ("If fares rise, the yard will close.", "The yard will close."),
        ("The drug is safe for adults.", "The drug is safe."),
        ("Half of the yard burned down.", "The yard burned down."),
        ("Holm is the first woman in the guild.", "Holm is the first woman."),
        ("Nobody drowned in the harbour.", "Nobody drowned."),
        ("Had Holm resigned, Dahl would have won.", "Dahl would have won."),
        ("The yard will hire again once fares rise.", "The yard will hire again."),
        ("Holm will resign or sell the yard.", "Holm will resign."),
        ("Will the yard close in May?", "The yard will close in May."),
        ("In the novel, Holm kills Dahl.", "Holm kills Dahl."),
    ],
    "frames": [
        ("In mice, the pill cures asthma.", "The pill cures asthma."),
        ("On paper, the yard made a profit.", "The yard made a profit."),
        ("For sailors, the harbour is closed.", "The harbour is closed."),
        ("According to the leaflet, Holm fled.", "Holm fled."),
        ("Ida Holm joked that it rained.", "Ida Holm said that it rained."),
        ("After the film began, Holm killed Dahl.", "Holm killed Dahl."),
        ("After the dose, fever was common in Oslo.", "Fever was common in Oslo."),
        ("Holm looked as after the yard burned.", "The yard burned."),
        ("Contrary to reports, Holm fled in May.", "In May, reports fled."),
        ("Except on Sundays, the ferry runs.", "The ferry runs."),
        ("Once the vote is over, the yard will close.", "The yard will close."),
        ("Before the yard can close, the guild must agree.", "The guild must agree."),
        ("Rumour has it and papers print it: Holm fled.", "Holm fled."),
        ("If it rains and the dam breaks, the yard floods.", "The dam breaks, the yard floods."),
        ("Nobody believed that the yard burned and Holm fled.", "Holm fled."),
        ("In March, nobody was hired.", "Nobody was hired."),
        ("In 2035 the yard is to close.", "The yard is to close."),
        ("Monday sailings were stopped.", "Sailings were stopped."),
        ("After costs, the yard earned two million.", "The yard earned two million."),
        ("In a forged will, Holm said that he owed the bank.", "Holm said that he owed the bank."),
        ("Holm wrongly said that the dam was safe.", "Holm said that the dam was safe."),
        (
            "Holm said her aunt told her that the priest hid the cross.",
            "Holm said that the priest hid the cross.",
        ),
        ("Yard workers said that the dam leaked.", "The yard said that the dam leaked."),
        ("Dahl acts as though the yard is broke.", "The yard is broke."),
        ("In the drill the dam failed, and 40 sailors drowned.", "40 sailors drowned."),
        ("Half the sailors stayed.", "The sailors stayed."),
    ],
    "tails": [
        ("The pill is harmless in small doses.", "The pill is harmless."),
        ("Holm is banned from the guild's bars.", "Holm is banned."),
        ("Holm attended the trial as an observer.", "Holm attended the trial."),
        ("The yard will close on Friday, subject to a vote.", "The yard will close on Friday."),
        ("The yard will close when the lease ends.", "The yard will close."),
        ("Holm fled or was taken away.", "Holm fled."),
        ("Holm fled, or so the papers had it.", "Holm fled."),
        ("Holm fled, the papers wrongly reported.", "Holm fled."),
        ("Every shop was open, barring two.", "Every shop was open."),
        ("No ferry ran on Friday.", "No ferry ran."),
        ("It was the worst fire since 1990.", "It was the worst fire."),
        ("Holm lives between the yard and the sea.", "Holm lives between the yard."),
        ("Holm fled, a claim that was later withdrawn.", "Holm fled."),
        ("Holm took bribes, the choir sang.", "Holm took bribes."),
        ("Holm hid the axe, the tribunal was told.", "Holm hid the axe."),
        ("The syrup cures gout, a notion without any proof.", "The syrup cures gout."),
        ("Holm took bribes (a tall story).", "Holm took bribes."),
        ("Holm took bribes; nobody believed it.", "Holm took bribes."),
        ("Holm took bribes, which is absurd.", "Holm took bribes."),
        ("All sailors lived, but for the cook.", "All sailors lived."),
        ("The syrup helped, but not children.", "The syrup helped."),
        ("The syrup cured gout and measles in rats.", "The syrup cured gout."),
        ("Holm was jailed for two years and six months.", "Holm was jailed for two years."),
        ("Holm was immune while he was in office.", "Holm was immune."),
        ("The yard earned two million before tax.", "The yard earned two million."),
        ("Theft fell where the lamps were lit.", "Theft fell."),
        ("The sale is done, pending a vote.", "The sale is done."),
        ("Rents fall to nothing, starting in 2040.", "Rents fall to nothing."),
        ("The pool is closed in March.", "The pool is closed."),
        ("A ferry sank?", "A ferry sank."),
    ],
    "moved": [
        ("Holm, who sold the yard, sued Dahl.", "Holm sued Dahl, who sold the yard."),
        ("Holm met Dahl, who had been jailed.", "Holm, who had been jailed, met Dahl."),
        (
            "Holm fled after Dahl was jailed on Friday.",
            "Holm fled on Friday after Dahl was jailed.",
        ),
        (
            "Holm sold the yard in Oslo and bought a ship in Bergen.",
            "Holm sold the yard in Bergen.",
        ),
        ("The nurse in the red coat hit a man.", "The nurse hit a man in the red coat."),
        ("The winner in 2010 lost to Berg.", "In 2010 the winner lost to Berg."),
        ("The old yard burned on Friday.", "The Friday yard burned on old."),
        ("“Nobody pays,” said Holm in Oslo.", "“Nobody pays,” said Holm of Oslo."),
        (
            "Holm signed a deal she had fought in 2004.",
            "In 2004 Holm signed a deal she had fought.",
        ),
    ],
    "forms": [
        ("The bodies were found.", "The body was found."),
        ("The prisoner fled.", "The prison fled."),
        ("Holm was attacked in May.", "Holm was attacking in May."),
        ("The law would ban cars.", "The law will ban cars."),
        ("A few sailors stayed.", "Few sailors stayed."),
        ("Holm got a little help.", "Holm got little help."),
        ("There were no further deaths.", "There were no deaths."),
        ("All but two sailors left.", "All two sailors left."),
        ("Girl left in car.", "Girl has left in car."),
        ("Risk was <1 percent in May.", "Risk was 1 percent in May."),
        ("The judge said Holm lied.", "The judge, said Holm, lied."),
    ],
    "marks": [
        ("The “doctor” was arrested on Friday.", "The doctor was arrested on Friday."),
        ("Bank ‘laundered cash’ for Holm.", "Bank laundered cash for Holm."),
        ("Holm said the raid was a crime.", "Holm said: “The raid was a crime.”"),
    ],
    "asides": [
        ("Holm, in the papers' words, fled.", "Holm fled."),
        ("Holm, if the papers are right, fled.", "Holm fled."),
        ("Holm, 45, of Bergen, Dahl, 50, and Berg fled.", "Holm, 50, and Berg fled."),
        ("The yard that burned was sold.", "The yard was sold."),
        ("The man who sold the yard fled.", "The man fled."),
        ("Holm has never, on a Sunday, sailed.", "Holm has never sailed."),
        ("The brother of Holm, a thief, was jailed.", "Holm was a thief."),
        ("Holm's boat, a wreck, and Dahl, a priest, were lost.", "Holm was a priest."),
    ],
    "commas dropped": [
        ("Holm, says Dahl, hid the cross.", "Holm says Dahl hid the cross."),
        (
            "Norway, said Sweden's envoy, broke the pact.",
            "Norway said Sweden's envoy broke the pact.",
        ),
        ("Ida Holm, said Per Dahl, sold the yard.", "Ida Holm said that Per Dahl sold the yard."),
        ("Holm – said Dahl – hid the cross.", "Holm said Dahl hid the cross."),
        ("Holm (said Dahl) hid the cross.", "Holm said Dahl hid the cross."),
        ("Holm; said Dahl; hid the cross.", "Holm said Dahl hid the cross."),
        ("Holm did not sail, because Dahl wept.", "Holm did not sail because Dahl wept."),
        ("Apart from Holm, Dahl drowned.", "Apart from Holm Dahl drowned."),
        ("The divers, who were ill, were fired.", "The divers who were ill were fired."),
        (
            "Holm met the bishop, Per Dahl, and a nurse.",
            "Holm met the bishop, Per Dahl and a nurse.",
        ),
        ("“Holm,” said Dahl, “lied.”", "“Holm,” said Dahl, lied."),
        ("“Holm lied,” said Dahl, “and Berg saw it.”", "“Holm lied,” said Dahl and Berg saw it."),
    ],
    "commas moved": [
        (
            "Guards shot Ida Holm, and Per Dahl and Ove Berg fled.",
            "Guards shot Ida Holm and Per Dahl, and Ove Berg fled.",
        ),
        (
            "Guards shot Ida Holm, and Per Dahl and Ove Berg fled.",
            "Guards shot Ida Holm and Per Dahl and Ove Berg fled.",
        ),
        ("Besides Holm, Dahl and Berg fled.", "Besides Holm, Dahl, and Berg fled."),
        ("Two cooks, Dahl and Berg, fled.", "Two cooks, Dahl, and Berg, fled."),
    ],
    "another's verb": [
        (
            "The abbot of Lund left after two nuns said that he had hit them.",
            "The abbot said that he had hit them.",
        ),
        (
            "The bank in Bergen fell after auditors warned that it was broke.",
            "The bank warned that it was broke.",
        ),
        ("The abbot of Lund's nurse said that he fled.", "The abbot said that he fled."),
        (
            "The crew left the ship after the guards fired shots, and burned two boats.",
            "The guards fired shots, and burned two boats.",
        ),
        (
            "Per Dahl was freed after Ida Holm had spoken and was sent to Oslo.",
            "Ida Holm had spoken and was sent to Oslo.",
        ),
        ("The cook left while the pilot slept, then fled.", "The pilot slept, then fled."),
        (
            "Berg fled, Holm said, and the yard burned in May.",
            "Berg fled, and Holm said the yard burned in May.",
        ),
        ("Berg fled, Holm claimed, after Dahl burned the yard.", "Dahl burned the yard."),
        ("Holm claimed Berg fled, and Dahl burned the yard.", "Dahl burned the yard."),
        ("Holm dreamed he wept after Dahl burned the yard.", "Dahl burned the yard."),
        ("The cook left, but the pilot stayed, and fled.", "The pilot stayed, and fled."),
    ],
    "undone": [
        (
            "The court banned the guild in May, and a judge undid the ban in June.",
            "The court banned the guild in May.",
        ),
        ("The court freed Dahl in May, but a jury jailed him.", "The court freed Dahl in May."),
        ("The court freed Dahl, and a jury jailed Dahl.", "The court freed Dahl."),
    ],
    "times": [
        (
            "Holm told the jury that in May Dahl had fled.",
            "Holm told the jury in May that Dahl had fled.",
        ),
        (
            "Holm told the jury in May that Dahl had fled.",
            "Holm told the jury that in May Dahl had fled.",
        ),
        ("Holm said that on Friday Dahl fled.", "Holm said on Friday Dahl fled."),
        (
            "Sales rose to 3 crowns in 2019 and fell to 2 crowns in 2020.",
            "Sales rose to 3 crowns and fell to 2 crowns in 2020.",
        ),
        (
            "Sales rose to 3 crowns in 2019 and fell to 2 crowns in 2020.",
            "Sales rose to 3 crowns in 2019 and fell to 2 crowns.",
        ),
        (
            "In 2019 sales rose to 3 crowns and in 2020 fell to 2 crowns.",
            "Sales rose to 3 crowns and in 2020 fell to 2 crowns.",
        ),
    ],
    "that": [
        ("Holm met the monk that said Dahl lied.", "Holm met that the monk said Dahl lied."),
        ("Holm met the monk that said Dahl lied.", "Holm met the monk said that Dahl lied."),
        ("The ship that Holm sold sank.", "The ship Holm sold sank."),
    ],
    "fragments": [
        ("The crew was told to wait.", "The the crew was told to wait."),
        ("The crew was told to wait.", "The, crew was told to wait."),
        ("Holm met the head of a guild.", "Holm met a head of the guild."),
        ("The fleet was twice as big as in 2020.", "The fleet was twice as big as."),
        ("Holm said on Friday that Dahl fled.", "On Holm said Friday that Dahl fled."),
        ("Holm said on Friday that Dahl fled.", "On Friday that Holm said Dahl fled."),
        ("Holm has said that Dahl fled.", "Has Holm said Dahl fled."),
        (
            "Ida Holm, whose boat sank, said that Dahl fled.",
            "Whose boat sank, Ida Holm, said Dahl fled.",
        ),
        (
            "Holm's aide, Per Dahl, told the jury that he fled.",
            "Holm's aide, Per Dahl, told jury the that he fled.",
        ),
        (
            "Holm fled, according to a note that a judge read.",
            "According to a note that Holm fled, a judge read.",
        ),
        (
            "Holm fled, said Ida Berg, who led the guild until May.",
            "Holm fled, said Ida Berg, who led the guild until.",
        ),
        ("The guild met Holm. It denied that Dahl fled.", "The guild It denied that Dahl fled."),
        ("A cook, Per Dahl, said that Holm fled.", "A Per Dahl, said that Holm fled."),
        ("A cook, Per Dahl, said that Holm fled.", "Per Dahl, said that Holm fled."),
    ],
    "glued": [
        (
            "The drug is safe for adults and is being tested for children.",
            "The drug is safe for children.",
        ),
        ("Holm won the cup, Dahl lost the match, and Berg fled.", "Holm lost the match."),
        ("Holm, who beat Dahl in May, fled.", "Dahl fled."),
        ("Holm beat Dahl in May. Berg, who was ill, fled.", "Holm beat Dahl, and fled."),
        ("Holm, the bishop, was jailed. Berg fled.", "Holm and Berg fled."),
        ("Holm praised Dahl. Berg sued the yard.", "Holm sued the yard."),
        ("Holm met Dahl, a priest and a thief.", "Holm met Dahl, a priest, and a thief."),
        ("Holm fled. Dahl praised the court.", "Holm fled and praised the court."),
        ("Holm fled. Dahl praised the court.", "Holm, who praised the court, fled."),
        ("Holm met Dahl. He was jailed.", "Holm met Dahl, who was jailed."),
        ("Holm has 12 ships. Dahl has 40 ships.", "Holm has 40 ships and Dahl has 12 ships."),
        ("Holm said Dahl lied. Berg was jailed.", "Holm said Dahl lied, and Berg was jailed."),
        ("Holm fled because Dahl lied. Berg fell.", "Holm fled because Dahl lied, and Berg fell."),
        ("Holm fled if Dahl lied. Berg fell.", "Holm fled if Dahl lied and Berg fell."),
        ("Holm fled. Dahl was jailed in May.", "Holm fled and Dahl was jailed in May."),
        ("Holm fled. Dahl was jailed.", "Holm fled while Dahl was jailed."),
        ("Holm fled. Dahl said the yard burned.", "Holm fled and the yard burned."),
        ("The court heard that the army jailed Holm.", "The court jailed Holm."),
        ("The court heard that the army jailed Holm.", "The army jailed Holm."),
        ("Holm said on Friday that Dahl fled in May.", "In May, Holm said that Dahl fled."),
        ("Holm, the bishop, was jailed.", "Holm."),
    ],
}


@pytest.mark.parametrize(("told", "claim"), [pair for kind in OTHERWISE.values() for pair in kind])
def test_the_same_words_of_other_things_are_not_shown(told: str, claim: str) -> None:
    """The article's own sentence is."""
    verdict = checked(claim, told)
    assert verdict.judgement is Judgement.UNCERTAIN
    assert verdict.evidence[0].sentence.text in told


def test_why_is_in_the_record() -> None:
    told, claim = OTHERWISE["owners"][0]
    verdict = checked(claim, told)
    assert verdict.reason is Reason.ORDER
    assert verdict.detail == "[1] has these words, put together otherwise"


def test_a_name_is_not_fetched_from_a_second_paragraph() -> None:
    """Whether that is cited too, or not."""
    told = ("Karl Lund was jailed on Friday.", "Anna Berg teaches at the school.")
    for cited in ("1", "1 2"):
        assert checked("Anna Berg was jailed on Friday.", *told, cited=cited).judgement not in SHOWN


@pytest.mark.parametrize(
    "claim", ["Ida Holm said the yard is lost.", "“The yard is lost,” said Ida Holm."]
)
def test_nobody_is_let_say_what_somebody_else_may_have_said(claim: str) -> None:
    """Whoever was named before."""
    told = (
        "Ida Holm, the bishop, said on Monday that the yard was safe.",
        "A welder was asked by the police. “The yard is lost,” she said.",
    )
    assert checked(claim, *told, cited="2").judgement not in SHOWN


@pytest.mark.parametrize(
    "claim",
    [
        "Holm was jailed on Friday, and Dahl praised the court.",
        "Holm was jailed on Friday and Dahl praised the court.",
        "Holm was jailed on Friday; Dahl praised the court.",
        "Holm was jailed on Friday, while Dahl praised the court.",
        "Holm, who had sold the yard, was jailed on Friday.",
    ],
)
def test_two_sentences_of_one_paragraph_may_be_joined(claim: str) -> None:
    """What it cites has both, whatever stands between them or beside."""
    told = "Holm had sold the yard. Holm was jailed on Friday. Dahl praised the court."
    verdict = checked(claim, told)
    assert verdict.judgement in SHOWN
    [quoted] = verdict.evidence
    assert "Holm was jailed on Friday." in quoted.sentence.text


def test_two_clauses_may_be_of_two_sentences() -> None:
    """Each with its own subject."""
    told = ("Karl Lund was jailed on Friday.", "Anna Berg teaches at the school.")
    both = "Karl Lund was jailed on Friday, while Anna Berg teaches at the school."
    assert checked(both, *told, cited="1 2").judgement in SHOWN


@pytest.mark.parametrize(
    ("language", "told", "claim"),
    [
        ("de", "Die Fähre ist am Montag nicht gesunken.", "Die Fähre ist am Montag gesunken."),
        ("fr", "Selon le maire, le port est fermé.", "Le port est fermé."),
        ("es", "El puerto cerró, dijo el alcalde.", "El puerto cerró."),
    ],
)
def test_in_other_languages_only_whole_sentences_are_shown(
    language: str, told: str, claim: str
) -> None:
    """Nothing is known there of a "not", nor of who says what."""
    verdict = checked(claim, told, language=language)
    assert verdict.judgement is Judgement.UNCERTAIN
    assert verdict.reason is Reason.LANGUAGE
    assert checked(told, told, language=language).judgement is Judgement.SUPPORTED


@pytest.mark.parametrize("language", ["en", None])
def test_where_the_language_is_not_known_it_is_taken_for_english(language: str | None) -> None:
    told = "Ida Holm sold the yard to Per Dahl in May."
    claim = "Ida Holm sold the yard to Per Dahl."
    assert checked(claim, told, language=language).judgement in SHOWN


@pytest.mark.parametrize(
    ("told", "claim"),
    [
        ("Lund said that the dam leaked.", "Karl Lund said that the dam leaked."),
        ("“The dam leaked,” Lund said.", "According to Karl Lund, “the dam leaked.”"),
        ("Mr. Lund said that the dam leaked.", "Karl Lund said that the dam leaked."),
    ],
)
def test_a_speaker_may_be_called_by_the_whole_name(told: str, claim: str) -> None:
    """Which another paragraph gives."""
    assert checked(claim, told, "Karl Lund, a diver, sold the yard.").judgement in SHOWN


@pytest.mark.parametrize(
    "told",
    [
        "A lawyer for Lund said that the dam leaked.",
        "Lund’s lawyer said that the dam leaked.",
        "His lawyer said that the dam leaked.",
        "Mrs. Lund said that the dam leaked.",
    ],
)
def test_nobody_is_called_by_the_name_of_somebody_else(told: str) -> None:
    verdict = checked("Karl Lund said that the dam leaked.", told, "Karl Lund sold the yard.")
    assert verdict.judgement not in SHOWN


@pytest.mark.parametrize("other", ["Ida Lund wept.", "Mr. Lund wept. Mrs. Lund fled."])
def test_nobody_is_called_by_a_name_that_two_have(other: str) -> None:
    told = ("Lund said that the dam leaked.", f"Karl Lund, a diver, sold the yard. {other}")
    assert checked("Karl Lund said that the dam leaked.", *told).judgement not in SHOWN


def test_a_quotation_keeps_the_name_that_it_has() -> None:
    """To the letter."""
    told = ("“Lund fled,” Berg said.", "Karl Lund said that Ida Berg fled.")
    assert checked("Ida Berg said: “Karl Lund fled.”", *told).judgement not in SHOWN


def test_a_heading_is_no_speaker() -> None:
    told = (
        "Health Benefits: it is good for your health and has benefits. Walking cured Holm in May."
    )
    assert checked("Walking cured Holm.", told).judgement in SHOWN


@pytest.mark.slow
@pytest.mark.parametrize(("file", "count"), [(PAIRS, 192), (CUTS, 223)], ids=["pairs", "cuts"])
def test_no_lie_in_the_paragraphs_own_words_is_shown(file: Path, count: int) -> None:
    """Words alone had shown 128 and 142 of them."""
    lies = [each for each in pairs(file) if not each["supported"]]
    assert len(lies) == count
    assert [each["claim"] for each in lies if fate(each) in SHOWN] == []


@pytest.mark.slow
@pytest.mark.parametrize(("file", "shown"), [(PAIRS, 5), (CUTS, 16)], ids=["pairs", "cuts"])
def test_what_is_true_in_other_places_is_hardly_ever_withheld(file: Path, shown: int) -> None:
    """Where it is not shown, the article's own sentence says it."""
    fates = [fate(each) for each in pairs(file) if each["supported"]]
    assert fates.count(Judgement.WITHHELD) <= 1
    assert sum(each in SHOWN for each in fates) >= shown


# --- Placing words -------------------------------------------------------------------------------

TEXTS = st.lists(
    st.sampled_from(["Lund", "sued", "the", "a", "Berg", "and", "on", "Friday", "5", "'s", ","]),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(TEXTS, TEXTS)
def test_words_are_placed_where_they_stand(claim: str, told: str) -> None:
    """Each on the same word, or nowhere at all."""
    own, there = words(claim), words(told)
    places = path(own, there)
    if places is None:
        assert {word.form for word in own} - {word.form for word in there}
    else:
        assert len(places) == len(own)
        for word, place in zip(own, places, strict=True):
            assert place is None or there[place].form == word.form


@given(TEXTS)
def test_a_sentence_is_placed_on_itself(text: str) -> None:
    """Every word in its place."""
    own = words(text)
    assert path(own, own) == tuple(range(len(own)))


def test_what_is_too_long_to_be_followed_is_placed_nowhere() -> None:
    """It would take time, and its article's own sentence is there."""
    assert path(words("Lund sued. " * 100), words("Lund sued.")) is None
    assert path(words("Lund sued."), words("Lund sued. " * 300)) is None


def test_every_sentence_of_a_paragraph_is_itself() -> None:
    told = "Ida Holm's yard, which Dahl had sold, burned. “It is gone,” she said in Oslo."
    for each in sentences(told):
        assert checked(each.text, told).judgement is Judgement.SUPPORTED


def test_one_word_over_and_over_is_not_placed() -> None:
    """Each could stand in all places: hundreds of words would take millions of steps."""
    assert calls(lambda: path(words("rain " * 100), words("rain " * 350))) < 200_000
