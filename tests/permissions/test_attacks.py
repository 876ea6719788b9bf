"""Ways to an accusation that are no page's own: each answers as if there were none."""

import json

import pytest
from django.conf import settings
from django.urls import reverse

from tests.permissions.conftest import SignIn
from tests.permissions.line import NOW, hired, letter
from xinlian.briefing.queries import trace_as_of
from xinlian.cli.main import main
from xinlian.handling.commands import accept_files, give_files, pass_on
from xinlian.handling.queries import due_between, unit_queue
from xinlian.ledger.actors import SYSTEM
from xinlian.matters.models import Link
from xinlian.matters.queries import counted, links_of, matters_for
from xinlian.petitions.commands import attach_file, correct_petitions, register_petitions
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Role

_ACCUSES = "王局长收受贿赂，包庇欠薪。"


def _accusation(number: str = "2026-9", **changes: object) -> int:
    fields: dict[str, object] = {"text": _ACCUSES, "purpose": "accusation", **changes}
    (petition,) = register_petitions([letter(number, **fields)], by=SYSTEM, at=NOW)
    return petition


def test_its_attachment_does_not_exist_even_by_its_digest(
    line: list[int], signed_in: SignIn
) -> None:
    """Whoever holds the file itself knows its digest; the store says nothing of it."""
    petition = _accusation()
    digest = attach_file(petition, b"%PDF-1.4 evidence", by=SYSTEM, at=NOW)
    url = reverse("attachment", args=[petition, digest])
    for role in (Role.HANDLER, Role.HEAD, Role.OFFICE, Role.CONVENER, Role.AUDITOR):
        assert signed_in(hired("labour", role)).get(url).status_code == 404, role
    handed = signed_in(hired("office", Role.REGISTRAR)).get(url)
    assert handed.getvalue() == b"%PDF-1.4 evidence"
    mine = reverse("attachment", args=[line[0], digest])
    assert signed_in(hired("labour", Role.HANDLER)).get(mine).status_code == 404


@pytest.mark.parametrize("held", [True, False])
def test_no_trace_of_a_figure_holds_one(
    line: list[int], capsys: pytest.CaptureFixture[str], *, held: bool
) -> None:
    """Neither what is sorted nor what waits to be; by page and by `xinlian trace` alike."""
    petition = _accusation(purpose="appeal" if held else "accusation")
    found = trace_as_of(settings.HOME, "petitions.items@ytd", NOW.date())
    records = {row[found.columns.index("petition")] for row in found.rows}
    assert set(line) <= records
    assert petition not in records
    main(["trace", "petitions.items@ytd", "--as-of", str(NOW.date()), "--format", "json"])
    assert petition not in {row["petition"] for row in json.loads(capsys.readouterr().out)}


def test_found_out_later_it_leaves_its_matter_its_counts_and_its_export(
    line: list[int], signed_in: SignIn
) -> None:
    """A petition linked as an ordinary one, of which a register says later that it accuses."""
    matter = Link.objects.get(petition=line[1]).matter
    staff = hired("labour", Role.AUDITOR)
    before = counted(matters_for(staff.actor)).get(pk=matter.pk)
    correct_petitions({line[1]: {"purpose": "accusation"}}, reason="更正", by=SYSTEM, at=NOW)
    after = counted(matters_for(staff.actor)).get(pk=matter.pk)
    assert (before.petitions, after.petitions) == (2, 1)
    assert line[1] not in links_of(matter).values_list("petition", flat=True)
    client = signed_in(staff)
    assert "2026-2" not in client.get(reverse("matter", args=[matter.pk])).content.decode()
    exported = client.get(f"{reverse('matters')}?export=csv")
    rows = b"".join(exported.streaming_content).decode()  # type: ignore[attr-defined]
    assert [row.split(",")[3] for row in rows.splitlines() if "云州纺织厂" in row] == ["1"]


def test_a_bulk_act_with_its_number_answers_as_with_one_never_given_out(line: list[int]) -> None:
    """And does nothing to the others."""
    petition, actor = _accusation(), hired("labour", Role.HANDLER).actor
    waiting = list(unit_queue(actor).values_list("pk", "state"))
    said = set()
    for number in (petition, 10_000):
        for act in (
            lambda ids: accept_files(ids, by=actor, at=NOW),
            lambda ids: give_files(ids, to=actor.ref, by=actor, at=NOW),
            lambda ids: pass_on(ids, to=["inspectors"], by=actor, at=NOW),
        ):
            with pytest.raises(BrokenRule) as refused:
                act([line[0], line[1], number])
            said.add((refused.value.code, refused.value.zh.replace(str(number), "")))
    assert said == {("file-unknown", "没有办理件。")}
    assert list(unit_queue(actor).values_list("pk", "state")) == waiting
    assert not due_between(actor, NOW.date(), NOW.date().replace(year=2027)).filter(
        file=petition
    ).exists()  # fmt: skip
