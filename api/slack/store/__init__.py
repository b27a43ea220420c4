"""What is remembered of Slack, in the library's database."""
