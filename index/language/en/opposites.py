"""Words that say the opposite of one another, of which no measure of likeness knows it."""

from __future__ import annotations

from typing import Final

PAIRS: Final = """
rise rises rising rose risen grow grows growing grew grown growth increase increases increased \
increasing up higher more | fall falls falling fell fallen drop drops dropped decline declines \
declined decrease decreased shrink shrank down lower less fewer
safe safely safety | dangerous dangerously unsafe danger
win wins winning won | lose loses losing lost
guilty guilt | innocent innocence
true right correct | false wrong untrue incorrect lie
good better best | bad worse worst
open opens opened opening reopen reopened | close closes closed closing shut shuts
start starts started starting begin begins began | end ends ended finish finished
support supports supported back backs backed favour favours favoured favor favored | oppose \
opposes opposed against
accept accepts accepted approve approves approved | reject rejects rejected refuse refuses refused
stay stays stayed remain remains remained keep | go goes gone leave leaves left quit quits resign \
resigns resigned
survive survives survived alive | die dies died dead killed
succeed succeeds succeeded success work works worked | fail fails failed failure
high | low
cost costs costing | save saves saved saving
cheap cheaper | expensive dear dearer
early earlier | late later
before | after
strong stronger strengthen | weak weaker weaken
easy easier | hard harder difficult
possible | impossible
likely | unlikely
legal lawful | illegal unlawful
buy buys bought | sell sells sold
fast faster quick quicker | slow slower
big bigger large larger | small smaller
long longer | short shorter
full | empty
fair fairly | unfair unfairly
same | different
present | absent
help helps helped | harm harms harmed hurt hurts
"""
"""A pair of opposites a line, each side with the words that stand for it."""
