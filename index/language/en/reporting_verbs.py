"""The verbs that report what someone says, their forms, and what may follow them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from index.language.reporting import Complement, Form, ReportingVerb, VerbKind
from index.language.word_lists import word_set

_LEMMAS: Final = """
clause said: say state note argue insist assert explain declare testify reiterate stress emphasise
clause said: emphasize complain boast quip opine caution warn recount joke lament
clause confirmed: acknowledge admit concede disclose
clause alleged: claim allege contend
clause believed: think believe expect suspect reckon
clause doubted: doubt
clause hoped: hope fear
clause estimated: predict
clause promised: promise vow pledge
clause wrote: tweet
person said: tell inform assure remind
person asked: ask
marked said: add continue find show indicate conclude observe remark respond reply agree repeat
marked said: suggest reveal maintain rule counter recall imply signal
marked ordered: propose recommend advise
marked said: mention exclaim answer shout yell comment snap scoff retort begin read muse object
marked alleged: charge
marked believed: feel
marked hoped: worry
marked wrote: write post
marked unsure: wonder
marked denied: disagree
noun said: announce report affirm reaffirm describe characterise characterize criticise
noun said: criticize condemn denounce praise
noun confirmed: confirm
noun denied: deny
noun estimated: estimate forecast
noun ordered: urge demand
noun alleged: accuse blame
claim denied: dispute reject dismiss refute rebut contest contradict challenge
claim doubted: question query
quoted said: call label offer deride dub brand
quoted alleged: threaten
"""
_IRREGULAR: Final = {  # past and participle
    "say": ("said", "said"),
    "think": ("thought", "thought"),
    "write": ("wrote", "written"),
    "tell": ("told", "told"),
    "find": ("found", "found"),
    "show": ("showed", "shown"),
    "begin": ("began", "begun"),
    "read": ("read", "read"),  # the past, more often than not
    "feel": ("felt", "felt"),
    "forecast": ("forecast", "forecast"),
}
# Their last letter is doubled before -ed and -ing: admitted.
_DOUBLING: Final = ("admit", "snap", "quip", "dub")


def _forms(lemma: str) -> Iterator[tuple[str, Form]]:
    soft_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma.removesuffix("e")
    yield lemma, Form.BASE
    if soft_y:
        yield lemma[:-1] + "ies", Form.PRESENT
    else:
        yield lemma + ("es" if lemma.endswith(("s", "sh", "ch")) else "s"), Form.PRESENT
    yield (lemma if lemma.endswith("ee") else stem) + "ing", Form.ING
    regular = (lemma[:-1] + "i" if soft_y else stem) + "ed"
    past, participle = _IRREGULAR.get(lemma, (regular, regular))
    yield past, Form.PAST
    # Where both are the same, the past stands for both.
    if participle != past:
        yield participle, Form.PARTICIPLE


def _reporting_verbs() -> dict[str, ReportingVerb]:
    verbs: dict[str, ReportingVerb] = {}
    for line in _LEMMAS.strip().splitlines():
        head, lemmas = line.split(":")
        complement, kind = head.split()
        for lemma in lemmas.split():
            for text, form in _forms(lemma):
                verbs[text] = ReportingVerb(lemma, form, VerbKind(kind), Complement(complement))
    return verbs


REPORTING_VERBS: Final = _reporting_verbs()
NOUN_LIKE: Final = word_set(  # lemmas whose forms in -s are nouns as often: the claims, the states
    """
    state note claim report charge estimate demand promise hope fear doubt suspect post comment
    rule signal offer show forecast pledge vow tweet worry answer object counter dispute label
    brand joke urge caution call blame praise find
    """
)
PLAIN_VERBS: Final = word_set(  # lemmas that say no more than that it is said, or how surely
    """
    say tell state argue insist assert declare add announce report confirm affirm reaffirm admit
    acknowledge concede maintain explain stress reiterate emphasise emphasize note observe remark
    conclude find show write tweet testify warn claim allege contend deny doubt according :
    """
) | {"point out", "make clear"}
JUDGING_VERBS: Final = word_set(  # lemmas that say of what is said no more than a quotation does
    "criticise criticize condemn denounce praise object call label dub brand"
)
INTERCHANGEABLE: Final = word_set(  # of which one may stand for another
    "say says said saying tell tells told telling add adds added according stated"
)
VOUCHING_VERBS: Final = re.compile(  # that make what is said certain
    r"(?i)\b(?:confirm(?:s|ed|ing)?|prove[sdn]?|verif(?:y|ies|ied)|admit(?:s|ted)?"
    r"|acknowledge[sd]?|conced(?:es?|ed))\b"
)
AFTER_QUOTATIONS: Final = word_set(  # with its speaker before it: "Will it end?" she asked
    "said says asked asks added replied told wrote shouted cried yelled wondered demanded"
)
QUOTING: Final = word_set("quoted quotes quoting cited cites citing")  # somebody as saying it
SHOWING: Final = word_set(  # somebody saying it
    "has have had shows showed shown heard caught recorded filmed features"
)
ISSUING: Final = word_set(  # a statement saying it
    """
    issued issues released releases sent sends posted posts published publishes circulated
    distributed read signed filed wrote made gave tweeted shared emailed delivered
    """
)
NAMING: Final = word_set("call dub label brand")  # lemmas before a title: a film called “Rain”
NEVER_BARE: Final = word_set(  # lemmas that a clause without "that" never follows
    "continue begin read propose object charge comment sure unsure"
) | {"go on"}

# --- Reporting in more than a verb ---------------------------------------------------------

ACCORDING: Final = ReportingVerb("according", Form.PAST, VerbKind.SAID, Complement.CLAUSE)
DECLINING: Final = word_set("declined declines refused refuses")  # to say
VIEWS: Final = word_set("view opinion words eyes judgment judgement")  # in the view of
DECLINE: Final = ReportingVerb("decline", Form.PAST, VerbKind.DECLINED, Complement.CLAUSE)
MAKE_CLEAR: Final = ReportingVerb("make clear", Form.PAST, VerbKind.SAID, Complement.MARKED)
COLON: Final = ReportingVerb(":", Form.PAST, VerbKind.SAID, Complement.MARKED)
_GO_ON: Final = ReportingVerb("go on", Form.PAST, VerbKind.SAID, Complement.MARKED)
_POINT_OUT: Final = ReportingVerb("point out", Form.PAST, VerbKind.SAID, Complement.CLAUSE)
_CLOSE_WITH: Final = ReportingVerb("close with", Form.PAST, VerbKind.SAID, Complement.QUOTED)
_REJECT: Final = ReportingVerb("reject", Form.PAST, VerbKind.DENIED, Complement.CLAIM)
_CAST_DOUBT: Final = ReportingVerb("cast doubt", Form.PAST, VerbKind.DOUBTED, Complement.CLAIM)
_CALL_FOR: Final = ReportingVerb("call for", Form.PAST, VerbKind.ORDERED, Complement.NOUN)
_CALL_ON: Final = ReportingVerb("call on", Form.PAST, VerbKind.ORDERED, Complement.PERSON)
PUT: Final = ReportingVerb("put", Form.PAST, VerbKind.SAID, Complement.NOUN)  # the toll at nine
PUTTING: Final = word_set("put puts")
KNOWING: Final = word_set("know knows knew")
WANTING_TO: Final = word_set("want wants wanted")
KNOW: Final = ReportingVerb("know", Form.PAST, VerbKind.UNSURE, Complement.MARKED)
WANT_TO_KNOW: Final = ReportingVerb("want to know", Form.PAST, VerbKind.ASKED, Complement.MARKED)
PHRASAL_VERBS: Final = {
    **{
        (verb, "at"): _REJECT
        for stem in ("scoff", "laugh", "sneer", "bristl", "balk")
        for verb in (f"{stem}ed", f"{stem}s", f"{stem}es")
    },
    **{(verb, "issue"): _REJECT for verb in ("took", "takes", "take")},  # with
    **{
        (verb, "for"): _CALL_FOR
        for verb in ("called", "calls", "call", "appealed", "appeals", "pressed", "pushed")
    },
    **{(verb, "on"): _CALL_ON for verb in ("called", "calls", "call")},
    ("pushed", "back"): _REJECT,
    **{("brushed", part): _REJECT for part in ("aside", "off", "away")},
    **{("waved", part): _REJECT for part in ("aside", "off", "away")},
    **{(verb, "doubt"): _CAST_DOUBT for verb in ("cast", "casts", "threw", "throws")},
    **{(verb, "doubts"): _CAST_DOUBT for verb in ("raised", "raises", "voiced", "expressed")},
    **{(verb, "with"): _CLOSE_WITH for verb in ("closed", "concluded", "ended", "opened", "began")},
    ("went", "on"): _GO_ON,
    ("goes", "on"): _GO_ON,
    ("going", "on"): _GO_ON._replace(form=Form.ING),
    ("pointed", "out"): _POINT_OUT,
    ("points", "out"): _POINT_OUT,
    ("pointing", "out"): _POINT_OUT._replace(form=Form.ING),
}
_UNSURE: Final = ReportingVerb("unsure", Form.PAST, VerbKind.UNSURE, Complement.MARKED)
_SURE: Final = ReportingVerb("sure", Form.PAST, VerbKind.BELIEVED, Complement.MARKED)
_DOUBTFUL: Final = _SURE._replace(kind=VerbKind.DOUBTED)
_HOPEFUL: Final = _SURE._replace(kind=VerbKind.HOPED)
STATES_OF_MIND: Final = {
    **dict.fromkeys(word_set("unsure uncertain unaware undecided"), _UNSURE),
    **dict.fromkeys(word_set("doubtful sceptical skeptical pessimistic"), _DOUBTFUL),
    **dict.fromkeys(word_set("worried concerned afraid hopeful optimistic"), _HOPEFUL),
    **dict.fromkeys(word_set("sure certain confident convinced adamant aware"), _SURE),
}
SURE: Final = re.compile(  # that it is so
    r"(?i)(?<!\bnot\s)(?<!n['’]t\s)\b(?:sure|certain|confident|convinced|adamant|no\sdoubt)\b"
)
WHOLE_PHRASES: Final = frozenset(  # lemmas of which the text's words are all shown
    (
        *("sure", "unsure", "according", "make clear", "go on", "point out", "close with"),
        *("decline", "reject", "cast doubt", "want to know", "call for", "call on"),
    )
)
SIGNALS: Final = (  # words without which nothing is reported
    REPORTING_VERBS.keys()
    | STATES_OF_MIND.keys()
    | {first for first, _ in PHRASAL_VERBS}
    | DECLINING
    | KNOWING
    | PUTTING
    | VIEWS
    | {"according", "clear", "drawn"}
)
