"""The command line: each file the commands of its name, reached through `main`.

main            the app, and its exit on an error
options         what commands share: options, exit codes, the parts
ask             ask, chat, search
check           a draft, sentence by sentence
answers         answers given before
library         ingest, articles, show, remove, reindex
statements      who says what in an article
access/         who may read what: keys of the server, groups of articles
models          what the language model can do
serve, slack    the server, and the assistant in Slack, started through `api.launch`
doctor          what is installed, and what is wrong
output/         what they print: in a terminal, in whose words
eval/           `assistant eval`
"""
