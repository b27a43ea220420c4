"""Closed classes of English words, which bound noun phrases and clauses."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text that spaces separate."""
    return frozenset(words.split())


def is_inflected(word: str, *endings: str) -> bool:
    """Whether a word ends so that is no name: "recently", not "Kelly"."""
    return word[:1].islower() and word.endswith(endings)


DETERMINERS = word_set(
    """
    a an the this that these those his her its their our my your some many several few most all
    both any each every another other others no one two three four five six seven eight nine ten
    eleven twelve dozens scores hundreds
    """
)
STAND_ALONE = word_set("those some many several others most few all both")  # "some say"
_NUMBERS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty
"""
NUMBERS = {word: value for value, word in enumerate(_NUMBERS.split(), start=1)}
PREPOSITIONS = word_set(
    """
    about above across after against along amid amidst among around as at before behind below
    beneath beside besides between beyond by citing concerning considering despite during except
    following for from in including inside into like near of off on onto outside over per
    regarding since through throughout to toward towards under underneath unlike until upon via
    versus with within without asked asking speaking addressing responding referring when while
    """
)
CONJUNCTIONS = word_set(  # and relative and question words: what a clause begins with
    """
    although and because but except if lest nor once or since so than that though unless until
    when whenever where whereas wherever whether while who whom whose which what how why yet as
    then
    """
)
RELATIVES = word_set("who whose whom which where when")
AUXILIARIES = word_set(
    """
    is are was were am be been being has have had having do does did will would can could shall
    should may might must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't
    won't wouldn't can't couldn't shouldn't mustn't cannot
    """
)
BE = word_set("is are was were am be been being isn't aren't wasn't weren't")
HAVE = word_set("has have had having hasn't haven't hadn't")
MODALS = word_set(
    """
    will would can could shall should may might must won't wouldn't can't couldn't shouldn't
    mustn't cannot
    """
)
NEGATIONS = word_set("not never nor neither")
PRONOUNS = word_set("he she it they who i we you")
ADVERBS = word_set(
    """
    also later then again still even once twice often always sometimes soon now just already
    previously recently repeatedly further furthermore moreover earlier long first initially
    eventually finally instead indeed meanwhile nevertheless nonetheless however therefore thus
    too today yesterday tonight tomorrow simply perhaps maybe only ever rather flatly all both
    himself herself itself themselves separately quickly overall
    """
)
NOT_ADVERBS = word_set("family ally assembly daily weekly monthly italy reply july")  # in -ly
TIMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december jan. feb. aug. sept. oct. nov. dec. today
    yesterday tonight tomorrow morning afternoon evening night week month year weekend ago
    """
)
OCCASIONS = word_set(  # where and how things are said
    """
    statement interview speech post tweet email e-mail letter report conference rally hearing
    debate briefing call testimony telephone phone address appearance event remarks message
    article filing memo editorial column op-ed broadcast show program programme podcast stop
    press news meeting forum twitter facebook television tv radio detail length laugh smile
    reporters response reply court committee part
    """
)
HEDGES = word_set(
    """
    allegedly apparently appear appeared appears could likely may maybe might perhaps possible
    possibly presumably probably purportedly reportedly seem seemed seems supposedly suspected
    unlikely
    """
)
