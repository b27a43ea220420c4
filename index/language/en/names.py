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
    aaron abdul abdullah adam adrian ahmed alan albert alejandro alex alexander alfonso alfred ali
    amir anders andre andrei andrew andy anthony anton antonio arjun arne arthur barack barry ben
    benjamin bernard bernie bill billy bjorn bo bob bobby boris brad brandon brett brian bruce
    bruno carl carlos charles charlie chris christopher chuck colin craig cyrus dale damian dan
    daniel darren dave david dennis derek diego dimitri dmitry dominic don donald douglas dwight ed
    eddie eduardo edward elijah emil emmanuel emre enrique eric erik ernest ernesto eugene evan
    felipe ferdinand fernando fidel finn florian francis francisco francois frank franklin fred
    fritz gary gavin geoffrey georg george gerald gerard gerhard giorgio giovanni glenn gordon
    graham greg gregory gustav gustavo guy hamid hans harold harry harvey hassan heinrich henry
    herbert hiroshi howard hugh hugo hussein ian ibrahim idris igor ilya isaac ivan jack jacob
    jaime jake jakob james jamie jan janos jared jason javier jay jean jeff jeffrey jens jeremy
    jerome jerry jesus jim jimmy joachim joaquin joe joel john johnny jon jonas jonathan jorge
    jorgen jose josef joseph josh joshua juan julian justin jürgen kareem karel karl keith ken
    kenji kenneth kevin khalid kim klaus konrad kurt kwame kyle lance larry lars lawrence lee len
    leo leon leonard lester lewis lindsey lloyd lorenzo louis luca lucas luis luke magnus malik
    manfred manuel marc marcel marco marcus marek mario mark marshall martin marvin mathew matt
    matteo matthew matthias max mehmet michael miguel mike mikhail milan mirko mitch mitt mohamed
    mohammed muhammad murat mustafa nathan neil nelson newt nicholas nick nico nicolas nigel
    nikolai noah norman olaf ole oliver olivier omar oscar otto owen pablo paolo pat patrick paul
    pavel pedro per pete peter petr phil philip phillip pierre piet pieter piotr rafael rahul
    rajesh ralph randy rashid raul ray raymond reince renzo rex ricardo richard rick ricky robby
    robert roberto robin rod roger roland rolf ron ronald rory ross roy rudy rush russell ryan
    salman sam samir samuel sanjay saul scott sean sebastian sergei sergey sergio seth shane shaun
    shimon sidney simon stanley stefan stefano stephen steve steven stuart sven tadeusz tariq ted
    terry thomas tim timothy toby todd tom tomas tomasz tommy tony travis trevor tyler uwe vasily
    vernon victor viktor vincent vladimir volodymyr walter warren wayne will william wolfgang
    woodrow xavier xi yitzhak yusuf zachary
    """
)
FEMALE_NAMES: Final = word_set(
    """
    abigail agnes agnieszka aisha alexandra alexandria alice alicia alison allison amanda amara
    amber amelia amina amy ana andrea angela angelique anita anja anke ann anna anne annette annie
    antonia april ashley astrid audrey ava barbara beatrice beth betsy bettina betty beverly birgit
    bonnie brenda bridget camille carla carly carmel carmen carol carolina caroline carolyn
    catherine cathy charlotte cheryl chiara chloe christina christine cindy claire clara claudia
    condoleezza connie crystal cynthia dagmar dana dawn debbie deborah debra delcy denise diana
    diane dianne dolores donna doris dorothy edith eileen elaine eleanor elena elif elin elizabeth
    ellen elsa emily emma erica erin esther eva eve evelyn ewa faith fatima federica fiona florence
    frances francesca freya frieda gabriela gail gennifer georgia geraldine gerda gina giulia
    gloria grace greta gudrun gwen hannah harriet heather hedda heidi heike helen helga hilde
    hillary holly huma ida ilhan ilse inga ingrid irene irina iris isabel ivanka jackie jacqueline
    jana jane janet janice jasmine jean jeanne jennifer jenny jessica jill jo joan joanna jocelyn
    josephine joy joyce judit judith judy julia julie kaja kamala karen karin karla katarina kate
    katherine kathleen kathryn kathy katie katja kay kayleigh kelly kellyanne khadija kim kirsten
    kirsti krista kristen kristin lara laura lauren layla leah leila lena leslie leticia lidia lily
    linda lisa liv liz lois loretta lori lotte louise lucia lucy lydia lynn madeleine magda
    magdalena maggie malia malin malkia marcia margaret margarita margit maria marie marilyn marine
    marion marjorie marta martha mary maureen maya megan mei melania melanie melezia melinda
    melissa mercedes meryl michelle mildred mina miranda miriam mirjam molly monica nadia nancy
    naomi natalie natasha nicola nicole nikki nina noor nora norma noura olena olga olivia oprah
    pamela paola patricia patty paula pauline peggy petra phyllis priscilla priya rachel raquel
    rebecca regina renata renee rhonda rita roberta rosa rosalind rose rosemary roxanne ruth sabine
    sally salma samantha sandra sanna sara sarah sasha saskia serena sharon sheila shelley sheryl
    shirley sigrid silke silvia simone siobhan sofia solveig sonia sophia sophie stacey stacy
    stella stephanie sue sunita susan susanna suzanne svetlana sylvia tamara tammy tanya tara
    tatiana teresa terri theresa tiffany tina tove tracy tulsi ulrike ursula valentina valerie
    vanessa vera veronica victoria violet virginia vivian wanda wendy whitney yasmin yuki yvonne
    zainab zeynep zoe
    """
)
