"""Words that turn what is said: a "not", a "may", an "if", a "claim", a "should"."""

from __future__ import annotations

import re
from typing import Final

from index.language.en.grammar.pronouns import NOTHING
from index.language.en.hedges import HEDGES
from index.language.word_lists import any_of, word_set

NEGATIVES: Final = NOTHING | word_set("never neither nor nowhere cannot unable")
"""Words that deny wherever they stand, as "not" and "no" do not before some words."""

NOT: Final = re.compile(
    rf"""(?xi)
    n't\b | \b(?: not(?!\s(?:only|just|least)\b) | no(?!,|\s(?:doubt|wonder|surprise)\b)
      | {any_of(NEGATIVES)} | without(?!\s(?:a\s|any\s)?doubt\b)
      | hardly | scarcely | barely | far\sfrom | anything\sbut
      | lack(?:s|ed|ing)? | den(?:y|ies|ied|ying)
      | rul(?:e|es|ed|ing)\sout | (?:fail|refuse|decline)(?:s|d|ed)?\sto | reject(?:s|ed|ing)?
      | stopped\sshort )\b"""
)
FALSE: Final = re.compile(
    r"""(?xi)
    \b(?: false(?:ly)? | untrue | wrong(?:ly)? | incorrect | lies? | nonsense | myths?
      | mistaken(?:ly)? | misleading | absurd | ridiculous | rubbish | hoax | fiction | fake
      | invented | made\sup | baseless | unfounded | groundless | inaccurate | fabricat\w+
      | propaganda | simplistic | naive | untenable | laughable )\b"""
)
TAKEN_BACK: Final = re.compile(  # by who said it, or by whoever knows better
    r"""(?xi)
    \b(?: wrong(?:ly)? | mist(?:ake\w*|ook) | err(?:ed|or|ors) | jok(?:e[sd]?|ing) | jest\w*
      | withdr[ae]w\w* | retract\w* | recant\w* | revok\w* | disown\w* | (?:took|take[sn]?)\s
        (?:\w+\s){0,3}back | apolog\w+ | correct(?:ed|s|ion|ing) | slip | misspoke\w*
      | misquot\w+ | forge(?:d|ry|r) | fake[ds]? | hoax | fals\w+ | fabricat\w+ | invented
      | untrue | not\strue | lie[sd]? | lying | liar | sarcas\w+ | ironic\w*
      | no\slonger | contradict\w* | changed\s\w+\smind )\b"""
)
STOPPING: Final = re.compile(  # "should not stop taking it" is "should take it"
    r"(?i)\b(?:stop(?:s|ped|ping)?|quit(?:s|ting)?|ceas(?:e[sd]?|ing)|prevent(?:s|ed|ing)?"
    r"|avoid(?:s|ed|ing)?)\b"
)
_HEDGES: Final = HEDGES - word_set("may purportedly")  # "may" not with a capital
OPEN: Final = re.compile(  # it may be so, or would be under a condition
    rf"""(?xi)
    \b(?: (?-i:may) | {any_of(_HEDGES)} | possibility | probable
      | probability | likelihood | (?<!no\s)chances? | seemingly | alleged | supposed | presumable
      | potential(?:ly)? | suspect\w* | speculat\w+ | too\s(?:early|soon) | unclear
      | uncertain\w* | unsure | unknown | (?<=not\s)sure | (?<=n't\s)sure
      | hop(?:e[sd]?|ing|eful) | fear(?:s|ed|ing)? | wish(?:es|ed)? | wonder(?:s|ed|ing)?
      | worr(?:y|ies|ied|ying) | afraid | if | whether | unless | provided | assuming
      | suppos(?:e|ing) | as\slong\sas | in\scase | almost | nearly
      | partly | used\sto | formerly | previously | expect(?:s|ed)? | guess(?:es|ed)? )\b"""
)
WHEN: Final = re.compile(r"(?i)\b(?:when|before|once|until)\b")  # of what is to come, a condition
WHEN_IT_DID: Final = (
    re.compile(  # "was lost when it failed": it did, unlike "ended before it failed"
        r"(?i)\b(?:was|were|had|did)\b[^,;:]{1,120}\bwhen\b"
    )
)
GROUNDLESS: Final = re.compile(  # before "that it is so"
    r"(?i)\bno\s(?:good\s)?(?:reason|grounds?|basis|cause)\s(?:whatsoever\s)?to\s"
    r"(?:believe|think|suspect|assume|suppose|say)\b"
)
UNKNOWING: Final = re.compile(  # before "whether it is so"
    r"""(?xi)
    \b(?: unclear | unknown | uncertain | unsure | undecided
      | not\s(?:yet\s)?(?:clear|known|sure|certain)
      | too\s(?:early|soon)\sto\s\w+ | (?:not|n't|yet)\sknow | no\s(?:idea|opinion|judge?ment)
      | (?:can|could)(?:\s?not|n't)\s(?:say|tell|remember|recall) | remains?\sto\sbe\sseen
      | not\s(?:yet\s)?(?:established|determined|decided) )\b"""
)
WHETHER: Final = re.compile(r"(?i)\b(?:whether|if)\b")
# "I have no doubt" doubts nothing.
DOUBTING: Final = re.compile(
    r"(?i)\b(?:I|we)(?:'m|'re)?\s(?:(?!no\b)\w+\s){0,2}?(?:doubt(?:ful)?|s[ck]eptical)\b"
)
WANTING: Final = re.compile(
    r"""(?xi)
    \b(?: should | must | ought | need(?:s|ed)? | (?<!would\s)(?<!will\s)ha(?:ve|s|d)\sto
      | want(?:s|ed)? | ensur\w+ | mak(?:e|ing)\ssure | call(?:s|ed|ing)?\s(?:for|on) | demand\w*
      | urg(?:e[sd]?|ing) | requir\w+ | recommend\w* | propos\w+ | tr(?:y|ies|ied|ying)
      | aim(?:s|ed)?
      | plan(?:s|ned|ning)? | intend\w* | seek\w* | let | so\sthat )\b"""
)
FUTURE: Final = re.compile(r"(?i)'ll\b|\b(?:will|would|shall|won't|wouldn't|going to)\b")
# "Is to" and "has to" are of the future.
PAST: Final = re.compile(r"(?i)\b(?:was|were|had|did|(?!need|indeed)\w{2,20}ed)\b")
NOT_FUTURE: Final = re.compile(r"(?i)\b(?:is|are|was|were|has|have|had|did)\b(?! to\b)")
SAYING: Final = re.compile(
    r"""(?xi)
    \b(?: sa(?:y|ys|id|ying) | t(?:ell|ells|old|elling) | claim(?:ed|ing) | argu\w+ | insist\w*
      | assert(?:s|ed|ing) | alleg(?:e[sd]?|ing) | contend\w* | announc\w+ | stat(?:ed|ing)
      | assur\w+ | admit\w* | conced\w+ | acknowledg\w+ | confirm\w* | predict\w*
      | hear(?:s|d|ing)? | read | believ(?:e[sd]?|ing) | think(?:s|ing)? | thought
      | suggest(?:s|ed|ing)? | quot\w+ | reported | reporting | warn\w* | maintain(?:s|ed|ing)?
      | inform(?:s|ed|ing)? | promis\w+ | den(?:y|ies|ied|ying) | according\sto )\b"""
)
CLAIM: Final = re.compile(
    r"""(?xi)
    \b(?: claims? | idea | notion | suggestions? | allegations? | rumou?rs? | theor(?:y|ies)
      | beliefs? | impression | arguments? | assertions? | accusations? | reports?
      | stor(?:y|ies) | questions? | talk | charges? | so-called | description | assumptions?
      | evidence | proof | statements? )\b"""
)
OF_ONESELF: Final = re.compile(  # "I think that"
    r"""(?x)
    \b(?:I|[Ww]e)(?:'ve|'d|'ll)?\s(?:(?!was|were|am|are|been|being)[\w']+\s){0,2}?
    (?: say | said | tell | told | argue | insist | assert | admit | acknowledge | confirm
      | predict | believe | believed | think | thought | suggest | maintain | assure | warn
      | promise | concede | deny )\b"""
)
FACTIVE: Final = re.compile(  # what stands before "that" in saying that it is so
    r"""(?xi)
    \b(?: (?:it|what)\s(?:is|was)\s(?:\w+\s){0,2}(?:clear|certain|true|obvious|evident|plain)
      | no\s(?:doubt|question|chance|way) | (?:the\s)?(?:fact|truth)(?:\s(?:is|was))?
      | (?:am|are|is|was|were|'m|'re)\s(?:\w+\s)?(?:sure|certain|confident|convinced)
      | (?<!to\s)(?:show(?:s|ed|n)? | prove[sdn]? | found | finds? | know(?:s|n)? | knew
          | mean[st]? | demonstrate[sd]? | realise[sd]? | realize[sd]? | learn(?:ed|t|s)? ) )\b"""
)
# Plain verbs that turn nothing, unless they are what is denied or regretted: "for having said".
PLAINLY: Final = re.compile(r"(?i)(?<!having\s)(?<!to\s)\b(?:said|says?|told|tells?)\b")
SAYING_ALOUD: Final = re.compile(r"(?i)\b(?:sa(?:y|id|ying)|t(?:ell|old)|promis\w+|claim\w*)\b")
OF_OTHERS: Final = re.compile(  # ", they say"
    r"""(?xi)
    \W*,\s(?:as\s)?(?: according\sto\b
      | (?!which|who|where)(?:[\w'.-]+\s){1,4}
        (?:sa(?:y|ys|id)|claim(?:s|ed)?|t(?:ell|ells|old)|argue[sd]?|insist(?:s|ed)?|thinks?)\b )"""
)
CONDITION: Final = re.compile(
    r"(?i)\W*,?\s(?:but\s)?(?:only\s)?(?:if|unless|provided|as long as|once)\b"
)
QUOTING: Final = re.compile(r"(?<!\w)['\"](?=\w)")  # in a quotation, of somebody else
QUOTED: Final = re.compile(r"[.,!]?['\"](?=\W)")
CLAUSE_BEFORE: Final = re.compile(
    r"\n|[;:!?]\s|\s-+\s|,\s(?:and|but|while|although|though|whereas)\s|\sbut\s"
)
CLAUSE_AFTER: Final = re.compile(
    r"\n|[;:,.!?](?:\s|$)|\s-+\s"
    r"|\s(?:but|although|though|while|whereas|because|and|as|which|who)\s"
)
UNDOING: Final = re.compile(
    r"""(?x)
    \b(?: un(?!der|til|ite|ion|iver|iform|it\b|its\b)\w+ | in(?:correct|accurate|valid|complete)\w*
      | \w{2,20}less | against | instead | oppos\w+ | avoid\w* | omit\w* | lea(?:ve[sd]?|ving)\sout
      | left\sout | stop\w* | end(?:s|ed|ing)? | barred | prevent\w* | block\w* | ban(?:s|ned)?
      | clos\w+ | suspend\w* | rarely | seldom | hardly | barely | scarcely | fewe?r? | little
      | only | too | far\sfrom | rather | miss\w* | f[ae]ll\sshort | if )\b"""
)
"""Words that may say the same as a "not", in a folded text."""
