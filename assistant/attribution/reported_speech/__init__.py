"""Who says what in a sentence: quotations and reports.

`reporting_cues` finds the verb and who speaks, `complements` what follows it, `reports` both
together; `quotation_attribution` makes statements of spans and gives free quotations a speaker;
`announcements` are colons before a quotation, `datelines` no speakers; `statement_times` says when,
`plain_reports` which reports are understood word by word.
"""
