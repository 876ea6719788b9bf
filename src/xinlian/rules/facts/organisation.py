"""Facts of the organisation: places, areas, units, appointments."""

from typing import Final

from xinlian.rules.facts.kinds import FactKind, Kind, optional, required

DECLARED: Final = (
    FactKind(
        "place.declared",
        "地区设立",
        "a place was declared",
        (
            required("code", Kind.CODE, "行政区划代码", "administrative code"),
            required("name", Kind.CODE, "名称", "name"),
            optional("parent", Kind.CODE, "上级", "place above"),
            required("level", Kind.CODE, "层级", "level"),
        ),
        "organisation:place:declare",
    ),
    FactKind(
        "area.assigned",
        "责任区域划定",
        "a place was given to an accountable area from a day on",
        (
            required("place", Kind.CODE, "地区", "place"),
            required("area", Kind.CODE, "责任区域", "accountable area (a unit)"),
            required("since", Kind.DATE, "自", "since"),
        ),
        "organisation:place:declare",
    ),
    FactKind(
        "unit.opened",
        "单位设立",
        "a unit was set up",
        (
            required("code", Kind.CODE, "单位代码", "code"),
            required("name", Kind.CODE, "名称", "name"),
            required("type", Kind.CODE, "单位性质", "type (R2)"),
            required("level", Kind.CODE, "层级", "level"),
            optional("parent", Kind.CODE, "上级单位", "unit above"),
            optional("place", Kind.CODE, "所在地区", "place it serves"),
            required("functions", Kind.CODES, "职能", "categories it is responsible for"),
            required("accountable", Kind.BOOL, "是否责任区域", "is an accountable area"),
            required("since", Kind.DATE, "自", "since"),
        ),
        "organisation:unit:change",
    ),
    FactKind(
        "unit.closed",
        "单位撤并",
        "a unit was closed; its successor takes over (R24)",
        (
            required("code", Kind.CODE, "单位代码", "code"),
            optional("successor", Kind.CODE, "承继单位", "successor"),
            required("until", Kind.DATE, "至", "last day"),
        ),
        "organisation:unit:change",
    ),
    FactKind(
        "person.appointed",
        "人员任职",
        "a member of staff took a role in a unit",
        (
            required("account", Kind.CODE, "账号", "account"),
            required("unit", Kind.CODE, "单位", "unit"),
            required("role", Kind.CODE, "角色", "role"),
            required("since", Kind.DATE, "自", "since"),
        ),
        "organisation:person:appoint",
    ),
    FactKind(
        "person.relieved",
        "人员离任",
        "a member of staff left a role",
        (
            required("account", Kind.CODE, "账号", "account"),
            required("unit", Kind.CODE, "单位", "unit"),
            required("role", Kind.CODE, "角色", "role"),
            required("until", Kind.DATE, "至", "last day"),
        ),
        "organisation:person:appoint",
    ),
)
