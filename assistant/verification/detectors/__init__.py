"""What rules compare of a text: dates, names, numbers, addresses, reports, cues; others ask too."""
