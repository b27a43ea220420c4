"""What is remembered of Slack, in the library's database.

schema         the tables, which are made with all others when the library is opened
batch_writer   writes of many tasks in one transaction
inbox          messages that were taken on, each to be answered once
threads        threads that the assistant takes part in
channels       who can read a channel, and the articles that it is bound to
groups         the groups that people and channels are in
stores         all of it together
"""
