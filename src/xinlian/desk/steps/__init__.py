"""Steps of the procedure as forms: one machinery for all, driven by the rules and one table.

``acts`` says which command takes a step and what the form asks; ``fields`` builds the questions;
``offered`` finds what is open to somebody now. A further step is one line in ``acts.ACTS``.
"""
