"""`assistant eval`: the commands of the evaluation.

run                    run, compare, show, runs; and the app that has them all
sweep                  the same questions answered in several ways
draft                  new: a question set drafted from an article
exchange               import and export, for other tools
report                 report and junit of a kept run
setup                  the assistant as an evaluation wants it
run_view, sweep_view   how runs and sweeps look in a terminal
"""
