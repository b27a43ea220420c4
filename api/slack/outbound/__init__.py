"""What is said in Slack, and the calls that say it."""
