"""Drafts for tests: one plain petition, any field of which can be another."""

from typing import Any

from tests.cast import AT
from xinlian.petitions.drafts import Draft


def draft(number: str = "", **changes: Any) -> Draft:  # noqa: ANN401 - any field of a draft
    """Return a visit by two people about a stopped building, with some fields changed."""
    fields: dict[str, Any] = {
        "number": number,
        "received_at": AT,
        "channel": "visit",
        "purpose": "appeal",
        "level": "city",
        "people": 2,
        "occurrence": "first",
        "place": "东岭区",
        "category": "城乡建设/房地产/项目停工",
        "title": "金桂花园停工",
        "text": "金桂花园停工两年，开发商不理睬，要求复工。",
        "unit": "office",
        "name": "钱多多",
        "id_number": "",
        "telephone": "19900001111",
        "address": "云州市东岭区柳桥镇一号院2栋301室",
    }
    return Draft(**(fields | changes))
