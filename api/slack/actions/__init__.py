"""What the assistant does in Slack, one file each."""
