"""Nouns by what they stand for: people, organisations, documents."""

from __future__ import annotations

from typing import Final

from index.language.word_lists import word_set

# In the singular: `is_people_noun` knows their plurals.
PEOPLE: Final = word_set(
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
    accountant architect aunt auditor baker banker barrister blogger breeder broker builder butcher
    caretaker carer chaplain chef chemist cleaner clerk climber comedian commuter composer constable
    contractor cook coroner cousin curator cyclist dancer dentist detective electrician
    entrepreneur farmer filmmaker firefighter forester goalkeeper grandfather grandmother grandson
    granddaughter headmaster headmistress headteacher hiker juror keeper landlord lecturer librarian
    magistrate mathematician mechanic mediator midfielder midwife motorist musician nephew niece
    novelist nun nutritionist painter paramedic pedestrian pensioner pharmacist photographer
    physicist planner poet producer prosecutor rector referee rescuer retiree sailor shopkeeper
    skipper solicitor spectator staffer statistician striker surgeon surveyor technician teenager
    tenant therapist bookkeeper bystander onlooker
    treasurer trainer trustee uncle vet vicar volunteer waiter waitress
    """
)
PEOPLE_PLURALS: Final = word_set(  # those not in -s, and stand-ins for people
    "people men women police experts folks those some many others most several few all both none"
)
ORGANISATIONS: Final = word_set(
    """
    administration agency alliance army association authorities authority bank board broadcaster
    bureau cabinet campaign center centre channel church club coalition commission committee company
    congress corp corporation council court daily defence defense department embassy exchange
    family federation firm force forces foundation fund government group guardian herald hospital
    house inc institute institution journal kremlin league media
    military ministry navy network news newspaper magazine office
    organisation organization outlet panel parliament party pentagon police post press prosecution
    radio republic school senate service site society station team telegraph times tribunal tribune
    trust tv union university website weekly college
    airline airport brewer carrier charity clinic coastguard insurer lab laboratory manufacturer
    museum ngo operator opposition publisher railway retailer startup supermarket watchdog
    """
)
DOCUMENTS: Final = word_set(
    """
    ad advertisement affidavit analysis article audit bill book brief caption census clip
    commentary commercial complaint constitution data decision document dossier e-mail editorial
    email figures filing footage headline indictment inscription law lawsuit letter memo memoir
    memorandum message note opinion order paper papers petition poll post posting record records
    release report research resolution review ruling slide spot statement statistics story study
    suit survey text transcript tweet video column
    """
)
SAME_ROLES: Final = tuple(  # of which a question may use one for another
    word_set(words)
    for words in (
        "boss chief head director executive manager chairman chairwoman chair",
        "lawyer attorney solicitor barrister",
        "spokesman spokeswoman spokesperson",
        "policeman policewoman officer inspector",
        "doctor physician medic",
        "scientist researcher professor academic",
        "teacher schoolteacher",
        "coach trainer",
    )
)
CLAIMS: Final = word_set(  # what is said, as a noun
    """
    accusation accusations allegation allegations argument arguments assertion assertions charge
    charges claim claims characterisation characterization concern concerns criticism criticisms
    idea notion question questions report reports rumor rumors rumour rumours suggestion
    suggestions speculation statement statements theory view views
    """
)
ORGANISATION_NAMES: Final = word_set(  # words in the names of organisations
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
MORE_ORGANISATION_NAMES: Final = word_set(  # which do not tell a speaker from a place
    """
    academy ag airlines airways army associates brewery brigade broadcaster cabinet clinic dairy
    enterprises exchange factory fc games gmbh holdings hospital hospitals hotels industries
    insurance laboratories laboratory libraries library limited llc ltd ministry motors museum navy
    observatory orchestra partners plc railway railways shipyard society stores studios systems
    technologies theatre trust works
    """
)
ORGANISATION_NOUNS: Final = word_set(  # what an organisation is said to be, in small letters
    """
    agency airline association bank brand broadcaster charity club company contractor cooperative
    developer firm foundation group hospital institute insurer league magazine maker manufacturer
    museum newspaper operator organisation organization party producer publisher retailer supplier
    startup team union university
    """
)
NO_TRADES: Final = word_set(  # nouns that end as trades do, in -er, -or, -ist, -ian or -ee
    """
    alder amber anchor answer armor banner barrier beaver beer bladder blister boiler border
    bulldozer bumper bunker burger butter cancer career center chamber chapter character charter
    cider cluster clutter coffee committee computer container copper corner corridor counter cover
    cruiser dagger danger degree dinner disaster disorder door drawer dumpster elevator encounter
    error escalator factor favor feather fever fiber filter finger floor flower folder freighter
    frontier gender generator guarantee gutter hammer hamper harbor helicopter horror humor hunger
    jumper knee labor ladder lager laser lather layer leather ledger letter lever litter liver
    lumber manner marker master matter meter mirror monster motor murder newsletter number odor
    offer order oyster paper pepper pier plaster platter pointer poster powder power prayer primer
    printer quarter quaver rafter razor reactor register remainder reminder river roller rubber
    rumor sander scooter sector semester shelter shoulder shower shutter silver slaughter slider
    sneaker soccer solder spider stapler steamer sticker summer supper surrender sweater tanker
    temper tender terror tether theater thunder ticker tier timber toaster toner tower tracker
    tractor trailer transfer trawler tree trigger trouser tumor tuner twist twitter valor vapor
    vector vigor wafer waiver water weather whisper winter wonder
    """
)
HIS_NOUNS: Final = word_set(
    """
    man husband father son brother boy widower actor businessman policeman uncle nephew grandfather
    grandson headmaster waiter
    """
)
HER_NOUNS: Final = word_set(
    """
    woman wife mother daughter sister girl widow actress businesswoman aunt niece grandmother
    granddaughter headmistress waitress nun midwife
    """
)


def is_people_noun(word: str) -> bool:
    """Whether it names people by what they do or are: "source", "officials", "those"."""
    singular = word.removesuffix("s")
    return (
        word in PEOPLE
        or word in PEOPLE_PLURALS
        or singular in PEOPLE
        or word.endswith("men")
        or singular.endswith("ologist")
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
