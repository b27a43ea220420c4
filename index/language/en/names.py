"""What names of people are made of: titles, first names, the small words within."""

from __future__ import annotations

from typing import Final

from index.language.word_lists import word_set

TITLES: Final = word_set(  # before a name, alone or several in a row
    """
    mr mrs ms miss dr sir dame lord lady madam prof professor sen senator sens rep reps gov
    governor president premier prime minister chancellor king queen prince princess pope
    archbishop bishop cardinal rev reverend father sister rabbi imam gen general col colonel maj
    major capt captain lt lieutenant sgt sergeant adm admiral cmdr commander chief justice judge
    attorney secretary state speaker house senate majority minority leader whip chairman
    chairwoman chair congressman congresswoman representative delegate del mayor councilman
    councilwoman commissioner superintendent sheriff officer detective director executive
    ambassador spokesman spokeswoman spokesperson deputy assistant vice acting interim former
    editor correspondent reporter host candidate nominee republican democratic democrat first
    campaign manager counsel press oversight lawyer adviser advisor coach defense defence foreign
    treasury interior commerce energy labor finance city district county national security ceo
    cfo coo co-founder founder senior junior undersecretary retired
    """
)
WITHIN_TITLES: Final = word_set(  # words of titles that are none by themselves: "City Manager Lee"
    """
    house state majority minority press oversight foreign treasury interior commerce energy labor
    finance city district county national security campaign defense defence attorney-general first
    vice deputy assistant acting interim former retired executive
    """
)
TITLES_IN_FULL: Final = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "prof": "professor",
    "col": "colonel",
}
HONORIFICS: Final = word_set("mr mrs ms miss dr")
HIS_TITLES: Final = word_set("mr sir lord king prince congressman spokesman chairman")
HER_TITLES: Final = word_set(
    "mrs ms miss lady dame madam queen princess congresswoman spokeswoman chairwoman"
)

# --- Titles before a full stop -------------------------------------------------------------

SHORT_TITLES: Final = word_set(
    "Mr Mrs Ms Dr Prof Gov Sen Sens Rep Reps Lt Gen Col Maj Capt Sgt Cmdr Adm Rev Hon"
)
RARE_SHORT_TITLES: Final = word_set(
    "Messrs Drs Profs Govs Cpl Pvt Revs Msgr Amb Supt Insp Det Atty"
)
"""Short titles that end no sentence either, but begin no name that is known."""

SHORT_PARTS_OF_NAMES: Final = word_set("Del St")

# --- Within names --------------------------------------------------------------------------

LINKS: Final = word_set("de da del van von bin al")
SURNAME_PARTICLES: Final = LINKS | word_set("della di du der el la le")
"""Small words between the parts of a surname that is found by its capitals."""

NAME_PARTICLES: Final = SURNAME_PARTICLES | word_set("do dos den ibn ten ter")

# --- First names ---------------------------------------------------------------------------

# A name in both lists is a first name, and tells no gender.
FIRST_NAMES_LIKE_OTHER_WORDS: Final = word_set("per he april may june august")
"""First names that are spelt like a small word or a month: "Per Holm", "June Ash"."""

MALE_NAMES: Final = word_set(
    """
    aaron abdul adam adrian ahmed alan albert alejandro alex alexander alfonso alfred ali andre
    andrei andrew andy anthony antonio arthur barack barry ben benjamin bernard bernie bill billy
    bob bobby boris brad brandon brett brian bruce bruno carl carlos charles charlie chris
    christopher chuck colin craig cyrus dale damian dan daniel darren dave david dennis derek
    diego dmitry dominic don donald douglas dwight ed eddie eduardo edward elijah emmanuel enrique
    eric ernest ernesto eugene evan felipe fernando fidel francis francisco francois frank franklin
    fred gary gavin geoffrey george gerald gerard giovanni glenn gordon graham greg gregory gustavo
    guy hans harold harry harvey hassan henry herbert howard hugh hugo hussein ian ibrahim igor
    isaac ivan jack jacob jaime jake james jamie jared jason javier jay jean jeff jeffrey jeremy
    jerome jerry jesus jim jimmy joe joel john johnny jon jonathan jorge jose joseph josh joshua
    juan julian justin karl keith ken kenneth kevin kim kurt kyle lance larry lawrence lee len leo
    leon leonard lester lewis lindsey lloyd louis lucas luis luke manuel marc marcel marco marcus
    mario mark marshall martin marvin mathew matt matteo matthew max mehmet michael miguel mike
    mitch mitt mohamed mohammed muhammad nathan neil nelson newt nicholas nick nicolas nigel noah
    norman oliver omar oscar owen pablo pat patrick paul pedro pete peter phil philip phillip
    pierre rafael ralph randy raul ray raymond reince rex ricardo richard rick ricky robby robert
    roberto robin rod roger roland ron ronald rory ross roy rudy rush russell ryan salman sam
    samuel saul scott sean sergei sergey seth shane shaun shimon sidney simon stanley stefan
    stephen steve steven stuart ted terry thomas tim timothy toby todd tom tommy tony travis
    trevor tyler vernon victor vincent vladimir volodymyr walter warren wayne will william woodrow
    xavier xi yitzhak zachary
    """
)
FEMALE_NAMES: Final = word_set(
    """
    abigail agnes alexandra alexandria alice alicia alison allison amanda amber amelia amy ana
    andrea angela angelique anita ann anna anne annette annie april ashley audrey ava barbara
    beatrice beth betsy betty beverly bonnie brenda bridget camille carla carly carmel carmen carol
    caroline carolyn catherine cathy charlotte cheryl chloe christina christine cindy claire clara
    claudia condoleezza connie crystal cynthia dana dawn debbie deborah debra delcy denise diana
    diane dianne dolores donna doris dorothy edith eileen elaine eleanor elena elizabeth ellen
    emily emma erica erin esther eva eve evelyn faith fiona florence frances gabriela gail
    gennifer georgia geraldine gina gloria grace greta gwen hannah harriet heather heidi helen
    hillary holly huma ida ilhan irene iris isabel ivanka jackie jacqueline jane janet janice
    jasmine jean jeanne jennifer jenny jessica jill jo joan joanna jocelyn josephine joy joyce
    judith judy julia julie kamala karen karin kate katherine kathleen kathryn kathy katie kay
    kayleigh kellyanne kelly kim kirsten kristen kristin laura lauren leah lena leslie leticia
    lily linda lisa liz loretta lois lori louise lucia lucy lydia lynn madeleine maggie malia
    malkia marcia margaret margarita maria marie marilyn marine marion marjorie martha mary
    maureen maya megan melania melanie melezia melinda melissa mercedes meryl michelle mildred
    miranda molly monica nadia nancy naomi natalie natasha nicola nicole nikki nina nora norma
    olga olivia oprah pamela patricia patty paula pauline peggy phyllis priscilla rachel raquel
    rebecca regina renee rhonda rita roberta rosa rosalind rose rosemary roxanne ruth sally
    samantha sandra sara sarah sasha serena sharon sheila shelley sheryl shirley silvia simone
    sofia sonia sophia sophie stacey stacy stella stephanie sue susan susanna suzanne sylvia tamara
    tammy tanya tara teresa terri theresa tiffany tina tracy tulsi ursula valerie vanessa vera
    veronica victoria violet virginia vivian wanda wendy whitney yvonne zoe
    """
)
