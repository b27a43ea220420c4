"""Forms of verbs that do not end in -ed."""

from __future__ import annotations

from typing import Final

from index.language.word_lists import word_set

COMMON_PASTS: Final = word_set(
    """
    became began came fell found gave grew held led left lost made met put ran rose said saw sent
    set shut stood told took went won wrote
    """
)
"""Pasts by which a sentence is known to have a verb, as they are seldom anything else."""

PASTS: Final = COMMON_PASTS | word_set(
    """
    arose awoke beat bent bet bit bled blew bought bound bred broke brought built burnt cast caught
    chose clung cost crept cut dealt did dreamt drew drank drove dug dwelt ate fed felt fled flew
    forbade forgave forgot fought froze got ground had heard hid hit hung hurt kept knelt knew laid
    lay learnt leapt lent let lit meant mistook overcame overtook paid quit rang read rode sang sank
    sat shook shed shone shot shrank sold sought slept slid spent spilt spoke sprang spread stole
    stuck struck strove stung swore swam swept swung taught thought threw tore trod understood
    undertook upheld upset wept withdrew withstood woke wore wound wove
    """
)

PARTICIPLES: Final = word_set(
    """
    built bought sold lost found hit hurt sunk shot held left made paid sent told caught put shut
    cut born worn drawn begun led won kept brought said shown known gone
    """
)
"""Participles that follow a noun which something happened to: "the bridge built in May"."""

IRREGULAR_PARTICIPLES: Final = PARTICIPLES | word_set(
    """
    taken given stolen broken driven written chosen frozen spoken beaten bitten eaten fallen
    forbidden forgotten hidden ridden risen shaken sworn torn thrown grown flown withdrawn seen done
    overtaken undertaken mistaken awoken woken spent fought taught
    """
)

FORMS: Final = """
leave leaves left
go goes went gone
hold holds held
keep keeps kept
send sends sent
stand stands stood
teach teaches taught
bring brings brought
choose chooses chose chosen
draw draws drew drawn
drive drives drove driven
fly flies flew flown
fight fights fought
forget forgets forgot forgotten
hear hears heard
lead leads led
lend lends lent
ride rides rode ridden
run runs ran
seek seeks sought
shake shakes shook shaken
sing sings sang sung
sit sits sat
sleep sleeps slept
speak speaks spoke spoken
stick sticks stuck
strike strikes struck
swear swears swore sworn
swim swims swam swum
tear tears tore torn
throw throws threw thrown
wake wakes woke woken
wear wears wore worn
break breaks broke broken
freeze freezes froze frozen
tell tells told
grow grows grew grown
"""
"""A verb a line, by the forms that no ending tells: whoever asks who left is told who leaves."""
