"""Cues in a text, for the check: what it says is denied, past, of all, a reason, or an order."""

from __future__ import annotations

import re
from typing import Final

from index.language.en.grammar.turning_words import NEGATIVES
from index.language.word_lists import any_of, word_set

DENIAL: Final = re.compile(
    rf"""
    \bnot\b(?!\s(?:only|just|least)\b) | n't\b
  | \bno\b(?!\s(?:wonder|surprise|doubt|longer\b|\.)) | \bno\slonger\b
  | \b(?:{any_of(NEGATIVES)}|without|unlikely)\b
  | \b(?:refus(?:e[sd]?|ing)|den(?:y|ie[sd]|ying)|reject(?:s|ed|ing)?|lack(?:s|ed|ing)?)\b
  | \b(?:declin|fail)(?:e?s|e?d|ing)?\sto\b | \brul(?:ed?|es|ing)\sout\b
    """,
    re.VERBOSE,
)
ALL: Final = re.compile(
    r"\b(?:all|every|everyone|everybody|everything|always|entire(?:ly)?)\b(?!\sthe\stime)"
)
IN_PAST: Final = re.compile(
    r"\b(?:was|were|had\sbeen|used\sto(?:\sbe)?|former(?:ly)?|once|until|ex)\b", re.VERBOSE
)
IN_PRESENT: Final = re.compile(
    r"\b(?:is|are|has\sbeen|have\sbeen|currently|now|still|remains?)\b", re.VERBOSE
)
CAUSE: Final = re.compile(
    r"\b(?:because|since|so that|due to|caus\w+|thanks to|owing to|as a result|therefore|hence"
    r"|reasons?|led to|leads to|in order to|prevent\w*|under pressure)\b"
)
CONCLUSION: Final = re.compile(
    r"\b(?:therefore|thus|hence|consequently|as a (?:result|consequence))\b"
)
EXCEPTION: Final = re.compile(
    r"\b(?:except(?:ing|ions?)?|besides|apart\sfrom|aside\sfrom|other\sthan|sa(?:ve|ving)\sfor"
    r"|exclu(?:d\w+|sive\w*)|bar(?:ring)?)\b"
    r"|\b(?:all|every\w*|each|any\w*|none|nobody|nothing|no)\b[^.;:!?]{0,80}\b(?:but|save)\b"
)
"""Somebody of whom the opposite holds, in a folded text."""

DERIVING: Final = re.compile(
    r"\b(?:in\s(?:all|total|sum)|total(?:s|l?ed|l?ing)?|altogether|together|combined|overall|sum"
    r"|twice|double[sd]?|doubling|thrice|tripled?|half|halve[sd]?|halving|quarter|thirds?|times"
    r"|more|less|fewer|higher|lower|greater|smaller|longer|shorter|older|younger|earlier|later"
    r"|average|each|difference|remain(?:s|ed|ing)?|rest|others?)\b"
)
"""A number that is reckoned from others, in a folded text."""

CONTRASTS: Final = {
    word: frozenset(group) - {word}
    for group in (
        ("north", "south", "east", "west"),
        ("northern", "southern", "eastern", "western"),
        ("first", "second", "third", "fourth", "last"),
        ("upper", "lower", "middle"),
        ("left", "right"),
        ("inner", "outer"),
        ("old", "new"),
        ("former", "current"),
        ("male", "female"),
        ("domestic", "foreign"),
        ("public", "private"),
        ("morning", "afternoon", "evening", "night"),
    )
    for word in group
}
"""Of a word before a noun, those that make another thing of it: "north dam", "south dam"."""

CLAUSE_END: Final = re.compile(  # which no cue reaches beyond
    r"[;:.!?,][\"')\]]*\s"
    r"|\b(?:but|although|though|while|whereas|however|because|who|which|when|where)\b|$"
)

DISCLAIMER: Final = re.compile(
    r"\bcorrected (?:him|her|it|them)sel(?:f|ves)\b"
    r"|\b(?:retract|recant|backtrack|disown)(?:s|ed|ing)?\b"
    r"|\b(?:took|takes|taken) (?:it|that|this|them) back\b|\bwalked (?:it|that|this) back\b"
    r"|\bcall(?:s|ed)? (?:it |that |this )?"
    r"(?:false|fake|forged|untrue|nonsense|a (?:forgery|hoax|lie|fake))\b"
    r"|\b(?:forgery|hoax|satir\w+|parod\w+|in jest)\b"
)
"""What takes back what is said in the same sentence."""

DIFFERING: Final = re.compile(
    r"(?i)\b(?:(?:different|another|contrary|conflicting)\s(?:account|version|story|view|picture)"
    r"|contradict(?:s|ed|ing)?|disagree[sd]?|disput(?:es?|ed)|(?:sees?|saw)\s(?:it|things)\s"
    r"differently|begs?\sto\sdiffer)\b"
)
"""What announces that somebody says otherwise."""

ORDERS: Final = word_set(
    """add append assume avoid beware click confirm consider contact delete describe disregard
    donate download email ensure enter explain forget forward give go ignore imagine include
    insert install join keep listen log make obey omit paste pretend print provide read
    recommend remember remove repeat replace reply respond reveal save scan see select send
    submit subscribe summarise summarize swear take tell transfer translate treat trust type
    unsubscribe verify wire write bake boil chop cook drain drizzle fold grate heat knead
    mix peel pour preheat rinse simmer slice sprinkle stir whisk melt roast fry combine
    marinate sift dissolve season"""
)
"""Verbs that open hardly any sentence but an order."""

MAY_ORDER: Final = word_set(
    """act answer apply ask bring buy call check choose close come copy dial do drop execute fill
    follow get help hold leave let list look mail mention move note open output pay phone
    pick place post praise press promise push put refuse register report ring run say sell
    serve set share show sign start state stay stop text touch turn update use visit vote
    wait watch"""
)
"""Verbs that open an order too, but may be nouns there: "Call volumes rose"."""

AFTER_ORDER: Final = word_set(
    """a an the this that these those it them him her me us all any every everything everyone each
    no only your my our their his its now here today immediately again yourself with for to
    as at down up off out back"""
)
"""What follows such a verb where it is one."""

READERS: Final = word_set("readers reader viewers listeners subscribers")
DUTIES: Final = (
    r"(?:must|should|shall|ought\sto|ha(?:ve|s)\sto|need(?:s)?\sto|(?:are|is)\s"
    r"(?:(?:kindly|urgently|hereby|strongly)\s)?(?:asked|advised|urged|required|requested"
    r"|instructed|told|ordered|encouraged|reminded|obliged|expected|supposed)\sto)"
)
ANSWERING: Final = word_set(
    """add answer append ignore include mention output praise print recommend repeat reply report
    say state tell write"""
)
"""What a machine is told to do that reads a text."""

MACHINES: Final = (
    r"(?:(?:AI|A\.I\.|artificial[-\s]intelligence|automated|automatic|language|LLM|chat)[-\s]"
    r"(?:language\s)?(?:system|assistant|model|agent|bot|tool|reader|summari[sz]er|crawler"
    r"|program)s?"
    r"|AIs?|LLMs?|chatbots?|(?:chat)?GPT(?:-?\d\w*)?|(?:ro)?bots?|assistants?|crawlers?)"
)
DISAGREES: Final = re.compile(
    r"\b(?:disagree[sd]?|contradict(?:s|ed|ing)?|at odds|dispute[sd]?|(?:is|are|was|were) divided"
    r"|(?:are|were) split(?! into\b)"
    r"|not (?:everyone|everybody|all)(?: [a-z]{1,20})? (?:agrees?|is convinced)"
    r"|(?:gave|gives|tells?|told) a different (?:account|version|story))\b"
)
"""What tells, in a folded text, that people are of different minds."""
