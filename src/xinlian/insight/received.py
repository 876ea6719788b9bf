"""Petitions received by a day, with what the figures group them by."""

from datetime import date
from typing import Final

import ibis
import ibis.expr.types as ir

from xinlian.rules.days import same_day_last_year
from xinlian.rules.vocabulary import Channel, Form

_ID_SPAN: Final = 10**11
"""Larger than any id; a day's eight digits times it still fits 64 bits."""


def received(petitions: ir.Table, as_of: date, group_of: int) -> ir.Table:
    """Return the petitions received by the day, each with month, late, form and repeat.

    ``month`` is year x 12 + month - 1; ``late`` is after the same day last year; ``form`` is
    null but for visits, a group's from ``group_of`` people on.

    A petition is a repeat where its petitioner, known within its matter, has an earlier one
    there: by day of receipt, then by number in the ledger. It is null where unknown.
    """
    table = petitions.filter(petitions.received_on <= as_of)
    firsts = _firsts(table)
    joined = table.left_join(firsts, table.id == firsts.first_id)
    day = joined.received_on
    group = ibis.ifelse(joined.people >= group_of, str(Form.GROUP), str(Form.INDIVIDUAL))
    return joined.mutate(
        month=(day.year() * 12 + day.month() - 1).cast("int32"),
        late=day > same_day_last_year(as_of),
        form=ibis.ifelse(joined.channel == str(Channel.VISIT), group, ibis.null("string")),
        repeat=ibis.ifelse(
            joined.pseudonym.notnull(), joined.first_id.isnull(), ibis.null("boolean")
        ),
    ).drop("first_id")


def _firsts(table: ir.Table) -> ir.Table:
    """Return the id of the first petition of every known petitioner within every matter."""
    known = table.filter(table.pseudonym.notnull())
    day = known.received_on
    number = (day.year() * 10_000 + day.month() * 100 + day.day()).cast("int64")
    order = number * _ID_SPAN + known.id
    firsts = known.group_by("matter", "pseudonym").aggregate(first=order.min())
    return firsts.select(first_id=firsts.first % _ID_SPAN)
