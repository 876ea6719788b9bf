"""Canonical encoding and digests, without a database."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from xinlian.ledger.digests import canonical, fact_digest, instant, salted
from xinlian.ledger.statements import Recorded

VALUES = st.one_of(
    st.text(), st.integers(-(2**53), 2**53), st.booleans(), st.lists(st.text(), max_size=3)
)
NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12)
AT = datetime(2018, 11, 7, 1, 0, tzinfo=UTC)


def _fact(**changes: Any) -> Recorded:  # noqa: ANN401 - any field of a fact
    fields: dict[str, Any] = {
        "seq": 1, "kind": "unit.closed", "version": 1, "subject": "u", "happened_at": AT,
        "known_at": AT, "recorded_at": AT, "actor": "office", "imported": False,
        "data": {"code": "u", "until": "2018-01-01"},
    }  # fmt: skip
    return Recorded(**(fields | changes))


@given(st.dictionaries(NAMES, VALUES))
def test_the_encoding_is_what_any_json_library_writes(data: dict[str, object]) -> None:
    """An outsider recomputes digests with sorted keys and no white space."""
    written = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert canonical(data) == written.encode()


@given(st.dictionaries(NAMES, VALUES), NAMES)
def test_an_absent_field_and_a_null_are_the_same(data: dict[str, object], name: str) -> None:
    """Nulls are left out, so optional fields do not change a digest."""
    without = {key: value for key, value in data.items() if key != name}
    assert canonical({**without, name: None}) == canonical(without)


def test_an_instant_is_written_in_utc_wherever_it_was_read() -> None:
    """The same moment in two zones has one form."""
    local = AT.astimezone(timezone(timedelta(hours=8)))
    assert instant(local) == instant(AT) == "2018-11-07T01:00:00.000000Z"


def test_every_part_of_a_fact_is_in_its_digest() -> None:
    """Changing anything a fact says changes its digest."""
    changes = {
        "seq": 2, "kind": "unit.opened", "version": 2, "subject": "v",
        "happened_at": AT + timedelta(microseconds=1),
        "known_at": AT + timedelta(microseconds=1),
        "recorded_at": AT + timedelta(microseconds=1),
        "actor": "other", "imported": True, "data": {"code": "v", "until": "2018-01-01"},
    }  # fmt: skip
    digests = {fact_digest(_fact(**{name: value})) for name, value in changes.items()}
    assert len(digests | {fact_digest(_fact())}) == len(changes) + 1


@given(st.text(), st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_a_salted_digest_needs_its_salt(text: str, one: bytes, other: bytes) -> None:
    """The same text under another salt is another digest."""
    assert (salted(text, one) == salted(text, other)) == (one == other)
