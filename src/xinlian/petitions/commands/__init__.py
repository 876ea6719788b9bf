"""The verbs of petitions."""

from xinlian.petitions.commands.attach import attach_file
from xinlian.petitions.commands.change import answer_petitions, correct_petitions
from xinlian.petitions.commands.declare import declare_categories
from xinlian.petitions.commands.receipt import issue_receipt
from xinlian.petitions.commands.register import register_petitions

__all__ = [
    "answer_petitions",
    "attach_file",
    "correct_petitions",
    "declare_categories",
    "issue_receipt",
    "register_petitions",
]
