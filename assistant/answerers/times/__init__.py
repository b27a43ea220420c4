"""When things were: the sentence that dates something, events in order, the day that is meant.

when        when something was or will be
chronology  what happened when, in order
days        which day the “Tuesday” in what is quoted is
"""
