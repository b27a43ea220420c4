"""Statistics that several rooms need.

logistic   a logistic regression, loaded from its weights
wilson     the interval of a share
"""
