"""What a rule compares of a text: its dates, names, numbers and web addresses; others ask too."""
