"""The assistant in Slack: one way from a message to its answer, over HTTP and in Socket Mode.

http_endpoint, socket_mode   the two ways in
manifest                     what a workspace is set up with
app                          puts the parts together
bolt                         hands each delivery to its listener
dispatcher                   takes messages on, once each, and keeps hold of them until the end
router                       picks the action that handles a message
permissions                  who may ask, and who may change the library

inbound/    messages as they were written: parsing, history, what they ask for
actions/    one file each: answer, add, command, suggest, rate
outbound/   texts, rendering, and the calls that send them
store/      what is remembered of messages, threads and channels
"""
