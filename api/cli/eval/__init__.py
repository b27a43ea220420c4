"""`assistant eval`, one file a command."""
