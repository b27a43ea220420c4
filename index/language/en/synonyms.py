"""Words of news that ask for the same thing: whoever asks for the death toll is told who died."""

from __future__ import annotations

from typing import Final

GROUPS: Final = """
die dies died dying dead death deaths fatality fatalities kill kills killed casualty / death toll \
/ lose life / lose lives / lost life / lost lives / lives lost / claim lives / cost lives \
/ cost life
injure injured injury injuries wound wounded hurt casualty
murder murdered homicide slaying slain kill killed
murderer killer
survive survived survivor survivors / get out alive
victim victims dead injured / death toll
assassinate assassination murder
execute execution / put to death
bury burial funeral
sick ill illness disease
sleep sleeping slept asleep
tired tiredness fatigue exhausted exhaustion
doctor physician medic
hospital clinic infirmary
cure heal treatment therapy
shoot shooting shot gunned gunfire / open fire
shooter gunman attacker assailant
stab stabbing stabbed knife
attack attacked assault raid strike
bomb bombing explosion blast
explode exploded explosion blast detonate detonated / go off / blow up / blew up
fire blaze flames inferno
lighthouse light lamp beacon
burn burned burnt / catch fire
crash crashed collision collide collided accident / smash into
car vehicle automobile
truck lorry
plane aircraft airliner jet
ship vessel boat
sink sank sunk sinking capsize capsized capsizing / go down / went down
flood flooding floods flooded inundate / burst banks / overflow banks
storm hurricane cyclone typhoon tempest
earthquake quake tremor
drought / dry spell
collapse collapsed / cave in
destroy destroyed demolish demolished wreck devastate devastated
damage damaged harm break broke broken
rescue rescued save saved / pull out
missing lost disappeared disappearance vanished vanish / go missing
search hunt / look for
evacuate evacuated evacuation
refugee migrant asylum
flee fled escape escaped / run away / get away
arrest arrested arrests detain detained detention capture captured catch caught seize seized \
apprehended custody / into custody / pick up
jail jailed prison imprisoned imprison imprisonment incarcerated
prisoner inmate detainee convict
sentence sentenced punishment punished penalty punish
release released freed free / set free
charge charged accuse accused accusation indict indicted indictment
convict convicted conviction guilty
acquit acquitted acquittal / not guilty / clear of
sue sued lawsuit suit litigation / take to court
judge court tribunal
lawyer attorney solicitor barrister counsel
testify testified testimony / give evidence
trial hearing prosecution
crime offence offense
steal stole stolen theft thief robbery robbed rob robber robbing raid heist burglary \
embezzle embezzled fraud
burglary break-in
steal stole stolen take took taken embezzle embezzled
robber thief burglar
fraud cheat cheated swindle deceive deceived
bribe bribery corruption graft
kidnap kidnapped abduct abducted abduction hostage
suspect suspected
investigate investigation inquiry probe
police officer officers cop cops
resign resigned resignation quit quits quitting departure depart departed / step down \
/ stand down / stood down / leave office / left office / left government / give up post
suspend suspended suspension
dismiss dismissed dismissal sack sacked sacking axe axed / cost jobs / lay off / laid off \
/ get rid of / got rid of
appoint appointed appointment nominate named / take over as
successor replace replaced replacement succeed succeeded
job jobs post posts position positions employment work
employee employees worker workers staff workforce job jobs
unemployed unemployment jobless / out of work
hire hired recruit recruited / take on
strike strikes striking striker strikers walkout stoppage / walk out / stop work / down tools
protest protested protests demonstration demonstrate demonstrated rally march
protester demonstrator marcher
riot riots unrest disorder clashes
union unions
wage wages pay salary salaries earnings
win won winner winning victory defeat defeated beat beaten elected triumph \
/ come out on top / came out on top
lose lost defeat defeated beaten
elect elected election vote poll ballot
vote voted votes voting ballot
candidate contender nominee
campaign campaigned / run for
poll survey
overturn overturned quash quashed annul annulled reverse reversed / set aside
exceed exceeds exceeded surpass surpassed higher
keep kept hold held
become became appoint appointed elect elected name named sworn / take over / took over / take office
approve approved approval adopt adopted pass passed / vote for / give green light
reject rejected rejection refuse refused / turn down / vote against / vote down
veto vetoed block blocked
law legislation act statute bill
ban banned prohibit prohibited forbid forbidden outlaw outlawed
allow allowed permit permitted permission authorise authorised authorize authorized
abolish abolished scrap scrapped repeal repealed / do away with
tax taxes levy duty
president leader / head of state
government administration cabinet
parliament congress assembly
minister secretary
spokesman spokeswoman spokesperson
treaty accord pact agreement deal
agree agreed agreement accord
negotiate negotiated negotiations negotiation talks
sanctions embargo
ceasefire truce armistice
troops soldiers army military forces
war conflict fighting
invade invaded invasion
withdraw withdrew withdrawn withdrawal pullout / pull out
border frontier
ally allies partner
enemy foe adversary rival
summit meeting talks
meet met meeting
visit visited trip travelled
return returned / come back / go back
cost costs costing price priced expensive expense pay paid spend spending worth / price tag
buy bought purchase purchased acquire acquired acquisition takeover buyer / take over
sell sold sale seller
offer offered bid
merge merged merger / join forces
invest invested investment
company firm business corporation
boss chief head director executive manager / in charge
owner own owned owns belong belongs
customer client shopper buyer
profit profits earnings gain
loss losses deficit
debt debts owe owed
bankrupt bankruptcy insolvent insolvency / go bust / go under
loan credit lending
fine fined penalty
money funds cash funding
fund funded finance financed funding
share shares stock stocks
sales revenue turnover
rise rose risen increase increased increasing grow grew grown growth climb climbed jump jumped \
surge surged soar soared / go up
fall fell fallen decrease decreased decline declined drop dropped shrink shrank plunge plunged \
reduce reduced reduction / go down
cut cuts cutting reduce reduced reduction lose loss slash slashed / cost jobs
close closed closing closure shut shutdown shuts halt halted bar barred / shut down / stop operating
suspend suspended suspension halt halted cancelled canceled interrupt interrupted
cancel cancelled cancellation canceled / call off
delay delayed postpone postponed postponement / put off
open opened opening inaugurate inaugurated inauguration
start started begin began begun beginning launch launched commence commenced / kick off / get \
under way
end ended finish finished conclude concluded / come to end
stop stopped halt halted cease ceased
continue continued resume resumed / go on / carry on
build built building construction construct constructed erect erected
plant factory factories works mill
house home residence
repair repaired restore restored restoration renovate renovation fix fixed
found founded establish established creation create created / set up
find found discover discovered discovery finder discoverer uncover uncovered unearthed / come \
across / came across / turn up / make discovery / made discovery
invent invented inventor invention
design designed designer
make made produce produced manufacture manufactured production
paint painted painter painting picture
write wrote written author writer
direct directed director
star actor actress
book novel
film movie
song tune
award awarded prize trophy
reason cause caused because due / lead to
aim goal purpose intend intended
plan plans planned intend intended
proposal propose proposed suggest suggested
demand demanded call urge urged / call for
support supported back backed favour favor endorse endorsed / in favour / in favor
oppose opposed opposition object against / speak out against
criticise criticised criticize criticized criticism condemn condemned denounce denounced
praise praised welcome welcomed applaud applauded
promise promised pledge pledged vow vowed
threat threaten threatened threats
warn warned warning
say said tell told state stated
announce announced announcement declare declared unveil unveiled reveal revealed
deny denied denial dispute disputed
admit admitted confess confessed confession acknowledge acknowledged
apologise apologised apologize apologized apology sorry
blame blamed responsible responsibility culprit
help helped aid assistance assist
give gave given donate donated donation
receive received get got awarded
child children kid kids youngster youngsters
girl daughter
boy son
man husband
woman wife
baby infant newborn
wed wedding marry married marriage
divorce divorced split separated
pregnant pregnancy
born birth birthplace
age aged old
pensioner elderly retired
teenager teen adolescent youth
student pupil
argue argued debate debated debates discuss discussed discussion
child children boy boys girl girls
child children pupil pupils schoolchildren
teacher tutor
school college academy
expert specialist
scientist researcher scholar academic
study research
study trial
derail derailed derailment / leave rails / left rails / come off tracks / came off tracks \
/ jump tracks
live lives lived reside living resident inhabitant
people inhabitants population
big large huge
fast quick rapid speed
length long
height high tall
weight weigh weighs weighed heavy
distance far
photo photograph picture image
phone telephone mobile smartphone
internet web online
picture painting portrait
music concert gig
match game
team squad side
coach trainer
championship title tournament
record best
attend attended / take part in
participate participated participant participants / take part
crowd audience spectators
lack shortage scarce / run out
poor poverty
rich wealthy
famous celebrated renowned
begin start / take off
hide hid hidden conceal concealed
guard guards guarded bodyguard bodyguards protect protected protection
illegal unlawful outlawed
legal lawful
dangerous risky hazardous danger risk
safe safety security
important vital crucial significant
happen happened occur occurred occurrence / take place / took place
use used employ
eat ate food meal
drink drank beverage
animal animals wildlife
species kind
"""
"""A group a line, the phrases after the words: most common words first.

A word may stand in several groups. Both ways: each word of a group is asked for by each other one.
"""
