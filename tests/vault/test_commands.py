"""Sealing, opening, correcting, erasing and sweeping; and pseudonyms within one matter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections, transaction
from pytest_django import DjangoAssertNumQueries

from tests.vault.conftest import AT, OFFICER, PERSON, STRANGER, refer_to
from xinlian.ledger.models import Counter, Fact
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import Opening
from xinlian.vault import references
from xinlian.vault.commands import (
    Correction,
    correct,
    erase,
    open_identity,
    open_texts,
    pseudonyms,
    seal,
    sweep_orphans,
)
from xinlian.vault.masking import Masked, mask
from xinlian.vault.models import Identity, PersonKey, SealedText
from xinlian.vault.people import read_people
from xinlian.vault.personal import PersonalData
from xinlian.vault.queries import erased_among, openings

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

LATER = AT + timedelta(days=1, minutes=1)


def _sealed(person: PersonalData = PERSON, texts: Sequence[Masked] = ()) -> str:
    (ref,) = seal([person], at=AT, texts=[texts])
    assert ref is not None
    return ref


def _opened(ref: str, purpose: str = Opening.HEAR) -> PersonalData:
    return open_identity(ref, purpose=purpose, petition=7, by=OFFICER, at=AT)


def test_what_is_sealed_opens_for_a_purpose_and_is_a_fact() -> None:
    ref = _sealed()
    assert _opened(ref) == PERSON
    (opening,) = openings(ref)
    assert (opening.actor, opening.purpose, opening.petition) == ("officer", "hear", 7)
    assert opening.opened_at == AT


def test_no_table_holds_an_identity_in_plain() -> None:
    _sealed(texts=[mask("我是周晓岚", PERSON)])
    for alias in ("default", "vault"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connections[alias].ops.quote_name(table)}")  # noqa: S608 - names from the catalogue
                dumped = b"".join(
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    for row in cursor.fetchall()
                    for value in row
                )
                for value in (PERSON.name, PERSON.id_number, PERSON.telephone, PERSON.address):
                    assert value.encode() not in dumped


def test_each_petition_has_an_identity_of_its_own_and_an_anonymous_one_none() -> None:
    refs = seal([PERSON, PersonalData(), PERSON], at=AT)
    assert refs[0] != refs[2]
    assert refs[1] is None
    assert Identity.objects.count() == PersonKey.objects.count() == 2


def test_many_are_sealed_in_a_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(24, using="vault"):
        refs = seal([PERSON] * 2000, at=AT)
    assert len(set(refs)) == 2000


def test_a_stranger_opens_nothing_and_leaves_no_fact() -> None:
    ref = _sealed()
    with pytest.raises(Forbidden, match="permission-missing"):
        open_identity(ref, purpose=Opening.HEAR, petition=7, by=STRANGER, at=AT)
    with pytest.raises(Forbidden, match="permission-missing"):
        open_texts(ref, {}, purpose=Opening.HEAR, petition=7, by=STRANGER, at=AT)
    with pytest.raises(Forbidden, match="permission-missing"):
        correct([Correction(ref, PERSON)], petitions=[7], by=STRANGER, at=AT)
    with pytest.raises(Forbidden, match="permission-missing"):
        erase([ref], by=STRANGER, at=AT)
    assert not Fact.objects.exists()


@pytest.mark.parametrize("purpose", ["", "curiosity", Opening.RECOGNISE])
def test_without_a_purpose_nothing_opens(purpose: str) -> None:
    ref = _sealed()
    with pytest.raises(BrokenRule, match="opening-without-purpose"):
        _opened(ref, purpose)
    assert not openings(ref)


def test_an_unknown_reference_is_refused() -> None:
    with pytest.raises(BrokenRule, match="identity-unknown"):
        _opened("nobody")
    with pytest.raises(BrokenRule, match="identity-unknown"):
        erase([_sealed(), "nobody"], by=OFFICER, at=AT)
    assert not Fact.objects.exists()


def test_rows_exchanged_between_people_do_not_open() -> None:
    one, other = _sealed(), _sealed(replace(PERSON, name="吴建国"))
    row = Identity.objects.get(pk=other)
    Identity.objects.filter(pk=one).update(sealed=row.sealed)
    with pytest.raises(BrokenRule, match="vault-seal-broken"):
        _opened(one)
    key = PersonKey.objects.get(pk=other)
    PersonKey.objects.filter(pk=one).update(wrapped=key.wrapped)
    with pytest.raises(BrokenRule, match="vault-seal-broken"):
        _opened(one)
    assert not openings(one)


def test_a_masked_text_is_made_whole_for_a_purpose_only() -> None:
    masked = mask("我是周晓岚，电话199 0000 1234", PERSON)
    ref = _sealed(texts=[masked])
    texts = open_texts(
        ref,
        {"text": masked.text, "title": "停水"},
        purpose=Opening.WRITE,
        petition=None,
        by=OFFICER,
        at=AT,
    )
    assert texts == {"text": "我是周晓岚，电话199 0000 1234", "title": "停水"}
    assert [opening.purpose for opening in openings(ref)] == ["write"]


def test_numbers_in_an_anonymous_text_are_sealed_too() -> None:
    masked = mask("请打19900001234", PersonalData())
    ref = _sealed(PersonalData(), [masked])
    assert _opened(ref) == PersonalData()
    assert pseudonyms([(ref, 1)]) == [None]


def test_a_correction_keeps_the_reference_and_old_texts_readable() -> None:
    old, new = mask("我是周晓岚", PERSON), mask("周小岚电19900001235", PersonalData("周小岚"))
    ref = _sealed(texts=[old])
    corrected = replace(PERSON, name="周小岚")
    correct([Correction(ref, corrected, (new,))], petitions=[7], by=OFFICER, at=AT)
    assert _opened(ref) == corrected
    texts = open_texts(
        ref,
        {"old": old.text, "new": new.text},
        purpose=Opening.HEAR,
        petition=7,
        by=OFFICER,
        at=AT,
    )
    assert texts == {"old": "我是周晓岚", "new": "周小岚电19900001235"}
    assert openings(ref)[0].purpose == Opening.CORRECT


def test_a_correction_of_texts_alone_leaves_the_person() -> None:
    ref = _sealed()
    correct([Correction(ref, texts=(mask("周晓岚", PERSON),))], petitions=[7], by=OFFICER, at=AT)
    assert _opened(ref) == PERSON
    assert SealedText.objects.filter(ref=ref).count() == 1


def test_an_erased_person_is_gone_and_the_petition_stays() -> None:
    masked = mask("我是周晓岚", PERSON)
    ref, other = _sealed(texts=[masked]), _sealed()
    refer_to(ref)
    erase([ref], by=OFFICER, at=AT)
    assert not PersonKey.objects.filter(pk=ref).exists()
    for refused in (
        lambda: _opened(ref),
        lambda: open_texts(
            ref, {"text": masked.text}, purpose="hear", petition=7, by=OFFICER, at=AT
        ),
        lambda: correct([Correction(ref, PERSON)], petitions=[7], by=OFFICER, at=AT),
    ):
        with pytest.raises(BrokenRule, match="identity-erased"):
            refused()
    assert erased_among([ref, other]) == {ref}
    assert Counter.objects.filter(name=ref).exists()
    assert pseudonyms([(ref, 1)]) == [None]
    assert _opened(other) == PERSON


def test_erasing_twice_is_one_fact_and_finishes_one_cut_short() -> None:
    ref = _sealed()
    PersonKey.objects.filter(pk=ref).delete()
    erase([ref, ref], by=OFFICER, at=AT)
    erase([ref], by=OFFICER, at=LATER)
    assert Fact.objects.filter(kind="identity.erased").count() == 1


def test_only_old_identities_that_nothing_refers_to_are_swept(referring: None) -> None:
    del referring
    kept, orphan = _sealed(), _sealed(texts=[mask("周晓岚", PERSON)])
    refer_to(kept)
    assert sweep_orphans(at=AT + timedelta(hours=23)) == 0
    (young,) = seal([PERSON], at=LATER - timedelta(hours=1))
    assert sweep_orphans(at=LATER) == 1
    assert set(Identity.objects.values_list("ref", flat=True)) == {kept, young}
    assert set(PersonKey.objects.values_list("ref", flat=True)) == {kept, young}
    assert not SealedText.objects.filter(ref=orphan).exists()
    assert _opened(kept) == PERSON


def test_an_identity_that_is_replaced_later_is_swept(referring: None) -> None:
    del referring
    before, after = _sealed(), _sealed()
    refer_to(before)
    refer_to(after)
    assert sweep_orphans(at=LATER) == 0
    Counter.objects.filter(name=before).delete()
    assert sweep_orphans(at=LATER) == 1
    assert set(read_people([before, after])) == {after}


def test_a_sweep_goes_through_more_than_one_chunk(
    referring: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    del referring
    monkeypatch.setattr("xinlian.vault.commands.CHUNK", 3)
    refs = [str(ref) for ref in seal([PERSON] * 10, at=AT)]
    for ref in refs[::2]:
        refer_to(ref)
    assert sweep_orphans(at=LATER) == 5
    assert set(read_people(refs)) == set(refs[::2])


def test_nothing_is_swept_while_no_room_says_what_it_refers_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(references, "_COLUMNS", set())
    ref = _sealed()
    with pytest.raises(BrokenRule, match="references-unregistered"):
        sweep_orphans(at=LATER)
    assert _opened(ref) == PERSON


def test_a_failure_after_the_vault_leaves_an_orphan_and_no_petition(referring: None) -> None:
    del referring
    ref = _sealed()

    def register() -> None:
        with transaction.atomic():
            refer_to(ref)
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        register()
    assert not Counter.objects.filter(name=ref).exists()
    assert Identity.objects.filter(pk=ref).exists()
    assert sweep_orphans(at=LATER) == 1
    assert not Identity.objects.filter(pk=ref).exists()


def test_a_person_is_the_same_within_a_matter_and_nowhere_else() -> None:
    again = replace(PERSON, name="周晓岚 ", id_number="990102 19880405 3217", address="")
    one, two, third = _sealed(), _sealed(again), _sealed(replace(PERSON, id_number="A1234567"))
    first, second, elsewhere, other, nobody = pseudonyms(
        [(one, 1), (two, 1), (one, 2), (third, 1), (None, 1)]
    )
    assert first == second
    assert len({first, elsewhere, other, None}) == 4
    assert nobody is None
    assert pseudonyms([(two, 1)]) == [first]
    assert all(mark is None or len(mark) == 64 for mark in (first, elsewhere, other))


@pytest.mark.parametrize(
    ("person", "known"),
    [
        (PersonalData("周晓岚", telephone="199-0000-1234"), True),
        (PersonalData("周晓岚", id_number="9901**********3217", telephone="19900001234"), True),
        (PersonalData("周晓岚"), False),
        (PersonalData(telephone="19900001234"), False),
        (PersonalData("周**", telephone="19900001234"), False),
        (PersonalData("匿名", telephone="19900001234"), False),
        (PersonalData("周晓岚", id_number="无", telephone="000"), False),
        (PersonalData("周晓岚", telephone="1990000****"), False),
    ],
)
def test_who_is_not_known_well_enough_has_no_pseudonym(person: PersonalData, known: bool) -> None:  # noqa: FBT001 - a table of cases
    (pseudonym,) = pseudonyms([(_sealed(person), 1)])
    assert (pseudonym is not None) is known


def test_an_old_identity_number_is_the_new_one() -> None:
    short = _sealed(PersonalData("周晓岚", "110105491231002"))
    long = _sealed(PersonalData("周晓岚", "11010519491231002x"))
    one, other = pseudonyms([(short, 1), (long, 1)])
    assert one == other
