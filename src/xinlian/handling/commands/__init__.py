"""The verbs of handling: one for each step of the procedure, each on a set of files."""

from xinlian.handling.commands.accepting import (
    accept_files,
    ask_facts,
    guide_files,
    refuse_files,
    take_facts,
)
from xinlian.handling.commands.contest import contest_files, decide_contests, settle_lead
from xinlian.handling.commands.deciding import approve_opinions, draft_opinions, send_back
from xinlian.handling.commands.sending import pass_on
from xinlian.handling.commands.serving import serve_opinions
from xinlian.handling.commands.sorting import sort_files

__all__ = [
    "accept_files",
    "approve_opinions",
    "ask_facts",
    "contest_files",
    "decide_contests",
    "draft_opinions",
    "guide_files",
    "pass_on",
    "refuse_files",
    "send_back",
    "serve_opinions",
    "settle_lead",
    "sort_files",
    "take_facts",
]
