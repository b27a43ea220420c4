"""What an article mentions: its dates, figures, places, people and organisations, as written.

mention         one of them, and where it stands
dates, figures  times, what is counted, sums of money
people, places, organisations
corrections     the figures that it says were wrong
"""
