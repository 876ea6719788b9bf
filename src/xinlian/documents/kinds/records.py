"""Records and agreements that people sign (R32, R33, R36)."""

from typing import Final

from xinlian.documents.kinds.kind import Kind, Must
from xinlian.documents.terms import Goes

_AGREED: Final = (
    Must(
        ("terms", "performance"),
        "协议内容和履行方式",
        "what was agreed and how it is performed",
        "R33",
    ),
)

DECLARED: Final = (
    Kind(
        "hearing-record", "听证笔录", "record of a hearing", "R36", Goes.RECORD,
        ("unit", "petition", "matter", "held_on", "time", "place", "chair", "recorder", "present",
         "course"), (), (), named=True, red=False,
    ),
    Kind(
        "mediation", "调解协议书", "mediated agreement", "R33", Goes.RECORD,
        ("unit", "petition", "matter", "other_party", "facts", "terms", "performance", "chair",
         "copies_count"), ("law",), _AGREED, named=True, red=False,
    ),
    Kind(
        "settlement", "和解协议书", "settlement", "R33", Goes.RECORD,
        ("unit", "petition", "matter", "other_party", "facts", "terms", "performance",
         "copies_count"), (), _AGREED, named=True, red=False,
    ),
    Kind(
        "materials-list", "材料接收清单", "list of material received", "R22", Goes.RECORD,
        ("unit", "petition", "matter", "materials", "held_on", "recorder"), (),
        (Must(("materials.name", "materials.count"), "材料名称和数量", "name and number of each"),),
        named=True, red=False,
    ),
    Kind(
        "talk-record", "谈话笔录", "record of a talk", "R32", Goes.RECORD,
        ("unit", "petition", "matter", "held_on", "time", "place", "chair", "recorder", "talk"),
        (), (Must(("talk.question", "talk.answer"), "问答", "questions and answers"),),
        named=True, red=False,
    ),
    Kind(
        "service-record", "送达回证", "certificate of service", "R35", Goes.RECORD,
        ("unit", "petition", "about", "about_number"), ("service", "place", "witness"),
        (Must(("about", "about_number"), "送达的文书", "the document served"),),
        named=True, red=False,
    ),
)  # fmt: skip
