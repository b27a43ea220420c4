"""Who may read what: `keys` of the server, `groups` of articles."""
