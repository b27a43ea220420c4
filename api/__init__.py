"""Every way in: wings that know nothing of one another, over one hall.

cli/, http/, openai/, slack/   the wings: commands, our API and pages, OpenAI's API, Slack
web/                           the page's HTML, scripts and styles, and the guide
server                         puts http, openai, slack and the pages into one app
launch                         starts a wing for a command
wiring, settings               the parts, and what they are made from
keys, roles                    who may ask, and who may manage
answer_slots                   how many answers are worked on at the same time
ingest_events                  an article on its way into the library
asgi/                          what all wings that speak HTTP share
links, markdown, passage_json, plurals, logs, warm_up   small things that several wings need
"""
