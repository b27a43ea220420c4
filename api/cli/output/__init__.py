"""What the commands print.

terminal      text, tables and progress in a terminal
wording       errors in the words of the command line
answer_view   how answers and passages look there
check_view    how a checked draft does
"""
