"""When things happened: the times in an article, and the days that they mean.

expressions   times as they are written: "Tuesday", "last month", "two days later"
tense         whether what happens at a time is past or to come
moments       a day, a week, a month or a year of the calendar
mentions      the times of an article resolved against its date of publication
"""

from assistant.chronology.mentions import TimeMention, moment_of, time_mentions
from assistant.chronology.moments import Exactness, Moment

__all__ = ["Exactness", "Moment", "TimeMention", "moment_of", "time_mentions"]
