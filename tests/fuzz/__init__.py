"""Hostile input for every way into the program, made from a seed, with what must hold whatever comes in.

`nasty` has the values, `inputs` makes command lines with their files and environment, `hand` and `rosters` the
contents of those files, `running` runs one of them in this process, `holds` judges what came out.
A long run: `python -m tests.fuzz --inputs 1000000 --seed 1 --jobs 2`; `tests/test_fuzz.py` is the short one.
"""
