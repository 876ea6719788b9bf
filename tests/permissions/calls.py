"""How each command is called on one file; of those that touch no file, what keeps them in scope."""

from collections.abc import Callable
from datetime import date

from tests.permissions.line import CLAIM, NOW
from xinlian.handling import commands as h
from xinlian.handling.commands.afterwards import NewRating
from xinlian.handling.commands.deciding import ClaimAnswer, Draft
from xinlian.handling.commands.review import Decision
from xinlian.handling.commands.sorting import Sorting
from xinlian.ledger.actors import Actor
from xinlian.rules.vocabulary import (
    ClaimResult,
    DecidedBy,
    Delivery,
    Ground,
    Means,
    Rated,
    ReviewResult,
    Satisfaction,
    Stage,
    UrgingGround,
    UrgingKind,
)

Call = Callable[[int, Actor], object]

_DAY = date(2026, 1, 15)
_ANSWER = ClaimAnswer(ClaimResult.SUPPORTED, "查明欠薪。", "工厂违约。", "人社部门职责。")


def _draft(file: int) -> Draft:
    return Draft(file, "支持诉求。", {1: _ANSWER})


ON_FILES: dict[str, Call] = {
    "accepting.accept_files": lambda f, by: h.accept_files([f], by=by, at=NOW),
    "accepting.ask_facts": lambda f, by: h.ask_facts([f], questions="？", by=by, at=NOW),
    "accepting.guide_files": lambda f, by: h.guide_files(
        [f], where="仲裁委", reasons="应先仲裁", by=by, at=NOW
    ),
    "accepting.refuse_files": lambda f, by: h.refuse_files(
        [f], ground=next(iter(Ground)), reasons="否", where="法院", by=by, at=NOW
    ),
    "accepting.take_facts": lambda f, by: h.take_facts([f], facts="补充", by=by, at=NOW),
    "afterwards.ask_reopening": lambda f, by: h.ask_reopening([f], reasons="未办", by=by, at=NOW),
    "afterwards.decline_reopening": lambda f, by: h.decline_reopening(
        [f], reasons="已办", by=by, at=NOW
    ),
    "afterwards.reopen_files": lambda f, by: h.reopen_files([f], reasons="未办", by=by, at=NOW),
    "afterwards.take_ratings": lambda f, by: h.take_ratings(
        [NewRating(f, Rated.UNIT, Satisfaction.SATISFIED, Means.CODE)], by=by, at=NOW
    ),
    "concluding.conclude_files": lambda f, by: h.conclude_files([f], by=by, at=NOW),
    "concluding.refuse_ended": lambda f, by: h.refuse_ended([f], ended=f, by=by, at=NOW),
    "concluding.reply_files": lambda f, by: h.reply_files(
        [_draft(f)], how=Delivery.POST, evidence="回执", by=by, at=NOW
    ),
    "concluding.report_execution": lambda f, by: h.report_execution(
        [f], text="已付", done=True, by=by, at=NOW
    ),
    "concluding.settle_files": lambda f, by: h.settle_files([f], agreement="和解", by=by, at=NOW),
    "contest.contest_files": lambda f, by: h.contest_files([f], reasons="另有管辖", by=by, at=NOW),
    "contest.decide_contests": lambda f, by: h.decide_contests(
        [f], agreed=True, answer="同意", by=by, at=NOW
    ),
    "contest.settle_lead": lambda f, by: h.settle_lead(
        [f], to=["housing"], level=DecidedBy.AGREED, answer="同意", by=by, at=NOW
    ),
    "deciding.approve_opinions": lambda f, by: h.approve_opinions([f], by=by, at=NOW),
    "deciding.draft_opinions": lambda f, by: h.draft_opinions([_draft(f)], by=by, at=NOW),
    "deciding.send_back": lambda f, by: h.send_back([f], reasons="补正", by=by, at=NOW),
    "delegation.give_files": lambda f, by: h.give_files([f], to=by.ref, by=by, at=NOW),
    "extending.extend_files": lambda f, by: h.extend_files(
        [f], days=30, reasons="复杂", by=by, at=NOW
    ),
    "holding.declare_recusals": lambda f, by: h.declare_recusals(
        [f], account=by.ref, reason="利害", by=by, at=NOW
    ),
    "holding.resume_files": lambda f, by: h.resume_files([f], by=by, at=NOW),
    "holding.withdraw_files": lambda f, by: h.withdraw_files([f], reasons="撤", by=by, at=NOW),
    "holding.write_note": lambda f, by: h.write_note(f, "备注", by=by, at=NOW),
    "review.decide_reviews": lambda f, by: h.decide_reviews(
        [Decision(_draft(f), next(iter(ReviewResult)), Delivery.POST, "回执")], by=by, at=NOW
    ),
    "review.hear": lambda f, by: h.hear(
        [f], first_on=_DAY, last_on=_DAY, record_text="笔录", by=by, at=NOW
    ),
    "review.request_reviews": lambda f, by: h.request_reviews(
        [f], stage=Stage.REVIEW, body="city", request="复查", by=by, at=NOW
    ),
    "sending.pass_on": lambda f, by: h.pass_on([f], to=["housing"], by=by, at=NOW),
    "serving.serve_opinions": lambda f, by: h.serve_opinions(
        [f], how=Delivery.POST, evidence="回执", by=by, at=NOW
    ),
    "sorting.release_files": lambda f, by: h.release_files([f], reasons="否", by=by, at=NOW),
    "sorting.sort_files": lambda f, by: h.sort_files([Sorting(f, (CLAIM,), reason="否")], by=by,
                                                     at=NOW),
    "urging.report_urgent": lambda f, by: h.report_urgent([f], reasons="急", by=by, at=NOW),
    "urging.urge_units": lambda f, by: h.urge_units(
        [f], kind=next(iter(UrgingKind)), ground=next(iter(UrgingGround)), text="催", by=by, at=NOW
    ),
}  # fmt: skip
"""By module and function of ``handling.commands``."""

_FACE = "its page looks the record up in the view of who asks; the page's test guesses numbers"
_WHOLE = "city-wide: asks for the whole view at its page"
_NEW = "makes what did not exist before"
_SET_UP = "the organisation itself: no record of a petition"
_OWN = "asks for one's own unit in the command itself"

ELSEWHERE: dict[str, str] = {
    "briefing.commands._draft": _WHOLE,
    "briefing.commands._refresh": _WHOLE,
    "briefing.commands.publish_report": _WHOLE,
    "briefing.commands.revise_report": _WHOLE,
    "conference.commands.assign_cases": _WHOLE,
    "conference.commands.close_case": _FACE,
    "conference.commands.count_weeks": _WHOLE,
    "conference.commands.move_from_reserve": _WHOLE,
    "conference.commands.report_peers": _WHOLE,
    "conference.commands.return_visits": _WHOLE,
    "conference.commands.set_limits": _WHOLE,
    "documents.commands._draft": _OWN,
    "documents.commands._revise": _OWN,
    "documents.commands.issue_document": _OWN,
    "documents.commands.void_document": _OWN,
    "documents.serving._keep": _OWN,
    "documents.serving.serve_document": _OWN,
    "handling.commands.delegation.hand_over": _OWN,
    "handling.commands.delegation.name_standby": _OWN,
    "handling.commands.extending.sweep": "the clock's own: shows nothing to who runs it",
    "handling.commands.reading.read_petition": "asks for the view itself (test_reading)",
    "handling.commands.urging.answer_urgings": _OWN,
    "matters.commands.confirm_links": _FACE,
    "matters.commands.describe_matter": _FACE,
    "matters.commands.keep_promise": _FACE,
    "matters.commands.link_petitions": _FACE,
    "matters.commands.make_promises": _FACE,
    "matters.commands.merge_matters": _FACE,
    "matters.commands.open_matters": _NEW,
    "matters.commands.split_matter": _FACE,
    "matters.commands.unlink_petitions": _FACE,
    "matters.commands.unmerge_matter": _FACE,
    "organisation.commands.appoint": _SET_UP,
    "organisation.commands.assign_areas": _SET_UP,
    "organisation.commands.close_unit": _SET_UP,
    "organisation.commands.declare_places": _SET_UP,
    "organisation.commands.found_office": _SET_UP,
    "organisation.commands.open_account": _SET_UP,
    "organisation.commands.open_units": _SET_UP,
    "organisation.commands.relieve": _SET_UP,
    "petitions.commands.attach.attach_file": _FACE,
    "petitions.commands.change._answer": _FACE,
    "petitions.commands.change.correct_petitions": _FACE,
    "petitions.commands.declare.declare_categories": _SET_UP,
    "petitions.commands.importing._begin": _NEW,
    "petitions.commands.importing._finish": _NEW,
    "petitions.commands.importing._write": _NEW,
    "petitions.commands.receipt.issue_receipt": _FACE,
    "petitions.commands.register._register": _NEW,
    "vault.commands.correct": "the vault's own: called by commands on petitions in view",
    "vault.commands.erase": _SET_UP,
    "vault.commands.open_identity": _FACE,
    "vault.commands.open_paper": _OWN,
    "vault.commands.open_texts": _FACE,
}
"""Commands that are not called on a file, and what keeps each within the view."""
