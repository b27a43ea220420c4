"""Nouns by what they stand for: people, organisations, documents; titles and first names."""

from __future__ import annotations

from index.language.word_lists import word_set

PEOPLE = word_set(
    """
    activist actor actress adviser advisor advocate agent aide ally ambassador analyst anchor
    artist attorney author backer biographer bishop boss boy brother candidate captain celebrity
    centrist ceo chair chairman chairwoman challenger chancellor chief coach co-founder colleague
    columnist commander commentator commissioner congressman congresswoman conservative consultant
    councillor councilor councilman councilwoman counterpart critic customer daughter dean
    defendant demonstrator democrat detective detractor developer diplomat director doctor donor
    driver economist editor employee engineer envoy executive expert fan father fighter founder
    friend general girl governor guard hawk head historian host husband imam immigrant incumbent
    insider inspector investigator investor journalist judge justice king lawmaker lawyer leader
    legislator liberal libertarian lobbyist man manager mayor member migrant militant minister
    moderate moderator monarch mother narrator nationalist negotiator neighbor neighbour nominee
    nurse observer officer official operative opponent owner parent passenger pastor patient person
    physician pilot plaintiff player policeman politician pollster pope president priest prince
    princess professor progressive proponent prosecutor protester protestor psychiatrist
    psychologist pundit pupil queen questioner rabbi rebel refugee regulator relative reporter
    representative republican researcher resident rival scholar scientist secretary senator sheriff
    singer sister skeptic sceptic soldier son source speaker spokesman spokesperson spokeswoman
    strategist student superintendent supporter survivor suspect teacher tourist trader user
    veteran victim visitor voter wife whip widow widower witness woman worker writer
    """
)
PEOPLE_PLURALS = word_set(  # those not in -s, and stand-ins for people
    "people men women police experts folks those some many others most several few all both none"
)
ORGANISATIONS = word_set(
    """
    administration agency alliance army association authorities authority bank board broadcaster
    bureau cabinet campaign center centre channel church club coalition commission committee company
    congress corp corporation council court defence defense department embassy exchange
    family federation firm force forces foundation fund government group guardian herald hospital
    house inc institute institution journal kremlin league media
    military ministry navy network news newspaper magazine office
    organisation organization outlet panel parliament party pentagon police post press prosecution
    radio republic school senate service site society station team telegraph times tribunal tribune
    trust tv union university website college
    """
)
DOCUMENTS = word_set(
    """
    ad advertisement affidavit analysis article audit bill book brief caption census clip
    commentary commercial complaint constitution data decision document dossier e-mail editorial
    email figures filing footage headline indictment inscription law lawsuit letter memo memoir
    memorandum message note opinion order paper papers petition poll post posting record records
    release report research resolution review ruling slide spot statement statistics story study
    suit survey text transcript tweet video column
    """
)
CLAIMS = word_set(  # what is said, as a noun
    """
    accusation accusations allegation allegations argument arguments assertion assertions charge
    charges claim claims characterisation characterization concern concerns criticism criticisms
    idea notion question questions report reports rumor rumors rumour rumours suggestion
    suggestions speculation statement statements theory view views
    """
)
COUNTRIES = word_set(
    """
    afghanistan albania algeria argentina armenia australia austria azerbaijan bahrain bangladesh
    belarus belgium bolivia bosnia brazil britain bulgaria burma cambodia canada chile china
    colombia croatia cuba cyprus denmark ecuador egypt england estonia ethiopia finland france
    georgia germany ghana greece guatemala haiti honduras hungary iceland india indonesia iran iraq
    ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait laos latvia lebanon
    libya lithuania malaysia mali mexico moldova mongolia morocco myanmar nepal netherlands
    nicaragua niger nigeria norway oman pakistan panama paraguay peru philippines poland portugal
    qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain
    sudan sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay
    venezuela vietnam wales yemen zambia zimbabwe
    ankara beijing berlin brussels caracas delhi havana jerusalem kiev kyiv london madrid moscow
    paris pyongyang riyadh rome seoul tehran tokyo vienna washington
    """
)
ORGANISATION_NAMES = word_set(  # words in the names of organisations
    """
    abc administration agency alliance association authority bank bbc bloomberg board bureau
    campaign caucus cbs center centre chronicle church club cnn coalition college commission
    committee company congress corp corporation corps council court department exchange facebook
    federation force forces foundation fox fund gazette google group guard guardian hamas herald
    hezbollah house inc institute institution isis journal kingdom league media ministry msnbc
    nations nbc network news office organisation organization parliament party police post press
    project qaeda republic reuters rights school senate service services society states street
    taliban times tribune twitter union university wire
    """
)
TITLES = word_set(  # before a name, alone or several in a row
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
TITLES_IN_FULL = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "prof": "professor",
    "col": "colonel",
}
HONORIFICS = word_set("mr mrs ms miss dr")
HIS_NOUNS = word_set("man husband father son brother boy widower actor businessman policeman")
HER_NOUNS = word_set("woman wife mother daughter sister girl widow actress businesswoman")
HIS_TITLES = word_set("mr sir lord king prince congressman spokesman chairman")
HER_TITLES = word_set(
    "mrs ms miss lady dame madam queen princess congresswoman spokeswoman chairwoman"
)
NAME_PARTICLES = word_set(
    "de da do dos del della di du van von der den bin ibn al el la le ten ter"
)


def is_people_noun(word: str) -> bool:
    """Whether it names people by what they do or are: "source", "officials", "those"."""
    return (
        word in PEOPLE
        or word in PEOPLE_PLURALS
        or word.removesuffix("s") in PEOPLE
        or word.endswith("men")
    )


def is_document_noun(word: str) -> bool:
    """Whether it names something written or recorded: "report", "documents"."""
    return word in DOCUMENTS or word.removesuffix("s") in DOCUMENTS


def is_organisation_noun(word: str) -> bool:
    """Whether it names an organisation: "company", "ministries"."""
    singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return word in ORGANISATIONS or singular in ORGANISATIONS


def is_source_noun(word: str) -> bool:
    """Whether what it names can be a source: people, an organisation, a document."""
    return is_people_noun(word) or is_organisation_noun(word) or is_document_noun(word)


MALE_NAMES = word_set(
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
FEMALE_NAMES = word_set(
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
