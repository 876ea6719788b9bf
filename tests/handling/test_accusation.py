"""An accusation reaches no accused unit and nobody below it, by whatever way it is pushed."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import Cast
from tests.handling.conftest import Bodies
from tests.handling.lives import CLAIM, NOW, registered, sorted_as, state
from xinlian.handling import commands
from xinlian.handling.commands import pass_on, request_reviews, settle_lead
from xinlian.handling.commands.sorting import NewClaim
from xinlian.handling.models import Assignment, Barred, File, Review
from xinlian.handling.queries import letter_of
from xinlian.handling.scope import files_for
from xinlian.ledger.actors import SYSTEM, Actor
from xinlian.ledger.verify import verify
from xinlian.matters.commands import NewLink, NewMatter, link_petitions, open_matters
from xinlian.matters.models import Link
from xinlian.petitions.commands import correct_petitions
from xinlian.petitions.models import Petition
from xinlian.petitions.queries import petitions_for
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import Bar, DecidedBy, MatterKind, Passing, Purpose, Stage, State

ACCUSES = "市人社局王局长收受贿赂，包庇欠薪老板。"
ACCUSATION = NewClaim(ACCUSES, Purpose.ACCUSATION)


def _accusation(cast: Cast) -> int:
    file = registered(cast, title="举报", text=ACCUSES)
    sorted_as(cast, file, ACCUSATION, accused=("labour",))
    return file


def test_what_names_a_wrongdoer_is_held_until_a_person_has_sorted_it(
    cast: Cast, bodies: Bodies
) -> None:
    """Whatever purpose it was registered under; nothing can be sent, only sorters see it."""
    file = registered(cast, title="举报", text=ACCUSES, purpose="appeal")
    assert state(file) == State.HELD
    with pytest.raises(Forbidden, match="file-held"):
        pass_on([file], to=["labour"], by=cast.registrar, at=NOW)
    for actor in (*bodies.handlers.values(), cast.handler, cast.convener, cast.auditor):
        assert not files_for(actor).exists()
        assert not petitions_for(actor).exists()
    assert files_for(cast.registrar).exists()
    with pytest.raises(BrokenRule, match="release-without-reason"):
        sorted_as(cast, file, CLAIM)
    sorted_as(cast, file, CLAIM, reason="所称“包庇”指老板亲属，不涉公职人员。")
    assert (state(file), Petition.objects.get().held) == (State.SORTED, False)
    assert verify().difference is None


def test_an_accusation_takes_its_road_alone(cast: Cast, bodies: Bodies) -> None:
    """The discipline body gets it; the accused, those below, and bystanders know nothing."""
    file = _accusation(cast)
    pass_on([file], to=["discipline"], by=cast.registrar, at=NOW)
    assert list(files_for(bodies.handlers["discipline"])) == [File.objects.get()]
    for unit in ("labour", "inspectors", "water", "city", "province"):
        assert not files_for(bodies.handlers[unit]).exists()
        assert not petitions_for(bodies.handlers[unit]).exists()
    assert letter_of(bodies.handlers["discipline"], File.objects.get()).text == ACCUSES
    assert verify().difference is None


@pytest.mark.parametrize("unit", ["labour", "inspectors"])
@pytest.mark.parametrize("kind", list(Passing))
def test_no_sender_can_force_it_onto_the_accused_road(
    cast: Cast, bodies: Bodies, unit: str, kind: Passing
) -> None:
    """Neither the office nor the system itself, neither alone nor in a bundle of others."""
    del bodies
    file, other = _accusation(cast), registered(cast, number="2")
    sorted_as(cast, other)
    due = NOW.date().replace(month=3) if kind is Passing.ASSIGN else None
    for by in (cast.registrar, cast.office, SYSTEM):
        for to in ([unit], ["discipline", unit]):
            with pytest.raises(Forbidden, match="unit-barred"):
                pass_on([other, file], to=to, kind=kind, due_on=due, by=by, at=NOW)
    assert not Assignment.objects.exists()


def test_nor_can_a_dispute_or_a_review_carry_it_there(cast: Cast, bodies: Bodies) -> None:
    """Settling who leads and asking for review are ways of sending as well."""
    file = _accusation(cast)
    pass_on([file], to=["discipline"], by=cast.registrar, at=NOW)
    commands.contest_files([file], reasons="另有管辖。", by=bodies.handlers["discipline"], at=NOW)
    with pytest.raises(Forbidden, match="unit-barred"):
        settle_lead(
            [file], to=["labour"], level=DecidedBy.AGREED, answer="同意。", by=SYSTEM, at=NOW
        )
    with pytest.raises(Forbidden, match="unit-barred"):
        request_reviews(
            [file], stage=Stage.REVIEW, body="inspectors", request="复查", by=SYSTEM, at=NOW
        )
    assert not Review.objects.exists()
    assert set(Assignment.objects.values_list("to", flat=True)) == {"discipline"}


_ACTS: dict[str, Callable[[int, Actor], object]] = {
    "accept": lambda file, by: commands.accept_files([file], by=by, at=NOW),
    "ask": lambda file, by: commands.ask_facts([file], questions="？", by=by, at=NOW),
    "contest": lambda file, by: commands.contest_files([file], reasons="否。", by=by, at=NOW),
    "give": lambda file, by: commands.give_files([file], to=by.ref, by=by, at=NOW),
    "note": lambda file, by: commands.write_note(file, "备注", by=by, at=NOW),
    "recuse": lambda file, by: commands.declare_recusals(
        [file], account=by.ref, reason="利害。", by=by, at=NOW
    ),
    "report": lambda file, by: commands.report_execution(
        [file], text="已办。", done=True, by=by, at=NOW
    ),
    "send": lambda file, by: commands.pass_on([file], to=["inspectors"], by=by, at=NOW),
    "urgent": lambda file, by: commands.report_urgent([file], reasons="急。", by=by, at=NOW),
    "withdraw": lambda file, by: commands.withdraw_files([file], reasons="撤。", by=by, at=NOW),
    "refuse": lambda file, by: commands.refuse_ended([file], ended=file, by=by, at=NOW),
    "conclude": lambda file, by: commands.conclude_files([file], by=by, at=NOW),
}
"""What a handler can do to a file whose number is guessed."""


@pytest.mark.parametrize("act", _ACTS)
def test_for_the_accused_it_does_not_exist(cast: Cast, bodies: Bodies, act: str) -> None:
    """Every act answers as it does for a number that was never given out."""
    file = _accusation(cast)
    for unit in ("labour", "inspectors"):
        with pytest.raises(BrokenRule) as there:
            _ACTS[act](file, bodies.handlers[unit])
        with pytest.raises(BrokenRule) as nowhere:
            _ACTS[act](file + 1000, bodies.handlers[unit])
        assert there.value.code == nowhere.value.code
        assert there.value.zh.replace(str(file), "") == nowhere.value.zh.replace(
            str(file + 1000), ""
        )


def test_every_command_that_names_a_unit_asks_the_bar() -> None:
    """A new way of giving a file to a unit must be tried here before it is let in."""
    naming = {"to", "body", "proposed", "unit", "units", "bodies"}
    found = {
        name
        for name in commands.__all__
        if naming & set(getattr(commands, name).__wrapped__.__annotations__)
    }
    to_units = {"pass_on", "settle_lead", "request_reviews"}
    to_nobody = {"contest_files", "give_files", "hand_over"}  # a proposal; accounts of one's own
    assert found == to_units | to_nobody


def test_a_mixed_letter_is_split_and_only_a_redacted_text_goes_on(
    cast: Cast, bodies: Bodies
) -> None:
    """Both parts stay under one receipt; even the accused unit may get the rest, and no more."""
    file = registered(cast, title="欠薪", text=f"工地欠我三个月工资。{ACCUSES}")
    wages = NewClaim("支付三个月工资。", *((Purpose.APPEAL, CLAIM.route)))
    with pytest.raises(BrokenRule, match="redaction-missing"):
        sorted_as(cast, file, wages, ACCUSATION, accused=("labour",))
    with pytest.raises(BrokenRule, match="redaction-names"):
        sorted_as(cast, file, wages, ACCUSATION, accused=("labour",), redacted=ACCUSES)
    part = sorted_as(
        cast, file, wages, ACCUSATION, accused=("labour",), redacted="工地欠我三个月工资。"
    )
    assert part != file
    assert {each.petition_id for each in File.objects.all()} == {file}
    pass_on([file], to=["labour"], by=cast.registrar, at=NOW)
    with pytest.raises(Forbidden, match="unit-barred"):
        pass_on([part], to=["labour"], by=cast.registrar, at=NOW)
    pass_on([part], to=["discipline"], by=cast.registrar, at=NOW)
    labour, discipline = bodies.handlers["labour"], bodies.handlers["discipline"]
    (seen,) = files_for(labour)
    assert seen.pk == file
    assert letter_of(labour, seen).text == "工地欠我三个月工资。"
    assert not petitions_for(labour).exists()
    (road,) = files_for(discipline)
    assert (road.pk, letter_of(discipline, road).text) == (part, ACCUSES)
    assert verify().difference is None


def test_an_accusation_leaves_the_matter_it_was_put_in(cast: Cast) -> None:
    """Found out on sorting, it stops being visible with its matter."""
    file = registered(cast)
    (matter,) = open_matters([NewMatter("金桂花园", MatterKind.UNFINISHED)], by=cast.office, at=NOW)
    link_petitions([NewLink(file, matter)], by=cast.office, at=NOW)
    sorted_as(cast, file, NewClaim("检举。", Purpose.ACCUSATION), accused=("housing",))
    assert not Link.objects.exists()
    assert Petition.objects.get().purpose == Purpose.ACCUSATION
    assert verify().difference is None


def test_an_accusation_that_names_no_unit_goes_to_discipline_alone(
    cast: Cast, bodies: Bodies
) -> None:
    """Whose line it is nobody can say, so nobody else gets it."""
    del bodies
    file = registered(cast, text=ACCUSES)
    sorted_as(cast, file, ACCUSATION)
    with pytest.raises(Forbidden, match="road-discipline"):
        pass_on([file], to=["water"], by=cast.registrar, at=NOW)
    pass_on([file], to=["discipline"], by=cast.registrar, at=NOW)


def test_calling_an_accusation_something_else_holds_it(cast: Cast, bodies: Bodies) -> None:
    """A correction is no way round sorting."""
    file = registered(cast, text="检举。", purpose="accusation")
    correct_petitions({file: {"purpose": "appeal"}}, reason="改", by=cast.registrar, at=NOW)
    assert Petition.objects.get().held
    with pytest.raises(BrokenRule, match="release-without-reason"):
        sorted_as(cast, file, CLAIM)
    assert not petitions_for(bodies.handlers["labour"]).exists()
    assert verify().difference is None


def test_a_complaint_about_handling_goes_above_the_unit(cast: Cast, bodies: Bodies) -> None:
    """Not to the unit, not below it, not beside it: to its superior (R40)."""
    del bodies
    file = registered(cast)
    sorted_as(cast, file, complained=("labour",))
    assert Barred.objects.get().basis == Bar.COMPLAINED
    for unit, why in (("labour", "unit-barred"), ("inspectors", "unit-barred"),
                      ("housing", "road-superior")):  # fmt: skip
        with pytest.raises(Forbidden, match=why):
            pass_on([file], to=[unit], by=cast.registrar, at=NOW)
    pass_on([file], to=["city"], by=cast.registrar, at=NOW)


def test_what_is_held_later_stops_where_it_stands(cast: Cast, bodies: Bodies) -> None:
    """A register's update that turns a sorted petition into an accusation is not passed on."""
    file = registered(cast)
    sorted_as(cast, file)
    correct_petitions({file: {"held": True}}, reason="登记簿更新", by=cast.registrar, at=NOW)
    with pytest.raises(Forbidden, match="file-held"):
        pass_on([file], to=["housing"], by=cast.registrar, at=NOW)
    assert not files_for(bodies.handlers["water"]).exists()
    commands.release_files([file], reasons="没有检举内容。", by=cast.registrar, at=NOW)
    pass_on([file], to=["housing"], by=cast.registrar, at=NOW)
    assert verify().difference is None


def test_a_corrected_day_of_receipt_moves_the_clocks_of_receipt(cast: Cast) -> None:
    """What was mistyped is put right in the file as well, and the ledger agrees."""
    file = registered(cast)
    right = {"received_on": "2026-01-04", "notice_due": "2026-01-19",
             "registration_due": "2026-01-19"}  # fmt: skip
    correct_petitions({file: right}, reason="登记有误", by=cast.registrar, at=NOW)
    assert File.objects.get().first_on.isoformat() == "2026-01-04"
    assert {each.due_on for each in File.objects.get().clocks.all()} == {date(2026, 1, 19)}
    assert verify().difference is None
