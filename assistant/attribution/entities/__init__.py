"""What names and noun phrases stand for: people, organisations, documents, groups.

`person_names` (titles, last names, he or she), `person_mentions` (everybody whom an article names,
and where), `source_kinds` (what sort of source a phrase names).
"""
