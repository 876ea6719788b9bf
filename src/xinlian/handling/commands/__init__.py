"""The verbs of handling: one for each step of the procedure, each on a set of files."""

from xinlian.handling.commands.accepting import (
    accept_files,
    ask_facts,
    guide_files,
    refuse_files,
    take_facts,
)
from xinlian.handling.commands.afterwards import (
    ask_reopening,
    decline_reopening,
    reopen_files,
    take_ratings,
)
from xinlian.handling.commands.concluding import (
    conclude_files,
    refuse_ended,
    reply_files,
    report_execution,
    settle_files,
)
from xinlian.handling.commands.contest import contest_files, decide_contests, settle_lead
from xinlian.handling.commands.deciding import approve_opinions, draft_opinions, send_back
from xinlian.handling.commands.delegation import give_files, hand_over, name_standby
from xinlian.handling.commands.extending import extend_files, sweep
from xinlian.handling.commands.holding import (
    declare_recusals,
    resume_files,
    withdraw_files,
    write_note,
)
from xinlian.handling.commands.reading import read_petition
from xinlian.handling.commands.review import decide_reviews, hear, request_reviews
from xinlian.handling.commands.sending import pass_on
from xinlian.handling.commands.serving import serve_opinions
from xinlian.handling.commands.sorting import release_files, sort_files
from xinlian.handling.commands.urging import answer_urgings, report_urgent, urge_units

__all__ = [
    "accept_files",
    "answer_urgings",
    "approve_opinions",
    "ask_facts",
    "ask_reopening",
    "conclude_files",
    "contest_files",
    "decide_contests",
    "decide_reviews",
    "declare_recusals",
    "decline_reopening",
    "draft_opinions",
    "extend_files",
    "give_files",
    "guide_files",
    "hand_over",
    "hear",
    "name_standby",
    "pass_on",
    "read_petition",
    "refuse_ended",
    "refuse_files",
    "release_files",
    "reopen_files",
    "reply_files",
    "report_execution",
    "report_urgent",
    "request_reviews",
    "resume_files",
    "send_back",
    "serve_opinions",
    "settle_files",
    "settle_lead",
    "sort_files",
    "sweep",
    "take_facts",
    "take_ratings",
    "urge_units",
    "withdraw_files",
    "write_note",
]
