"""Follow-up questions, so that they stand alone.

back_references     does a question point back, and what does it leave out?
turns_before        what was asked and answered before it
noun_phrases        the noun phrases of a question
antecedents         what a pronoun stands for
rewriting           parts replaced, the question word changed, two questions in one
interpretations     what a question may mean, the likeliest first
rewritten_question  one such meaning, and what an answer to it has to have
follow_up           the meaning that is taken, where a model is asked for it
"""
