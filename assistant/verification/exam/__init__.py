"""The exam: only a model that tells right from wrong sentences is believed about others.

papers.py     the exam's sentences as a judge is asked about them
examinee.py   a model, its result, and how it takes the exam
standing.py   who judges, and how the answering model is asked, by their results
"""

from assistant.verification.exam.examinee import Examinee, ExamStore
from assistant.verification.exam.standing import ExaminedJudge, KeptStanding, Standing

__all__ = ["ExamStore", "ExaminedJudge", "Examinee", "KeptStanding", "Standing"]
