"""The permission matrix: what each role may do. Names are ``scope:resource:action``."""

from collections.abc import Iterable
from typing import Final

from xinlian.rules.vocabulary import Role

_EVERYDAY: Final = frozenset(
    {
        "handling:file:step",
        "handling:file:send",
        "handling:file:accept",
        "handling:file:read",
        "handling:contest:decide",
        "handling:contest:settle",
        "handling:desk:hand",
        "handling:note:write",
        "handling:petitioner:speak",
        "handling:recusal:declare",
        "handling:review:take",
    }
)
"""What everybody holds who handles files, in an office or a unit."""

_DOCUMENTS: Final = frozenset(
    {
        "documents:document:read",
        "documents:document:draft",
        "documents:document:issue",
        "documents:document:void",
        "documents:document:print",
        "documents:document:serve",
    }
)
"""What everybody holds who writes documents for their unit."""

_REGISTRAR: Final = (
    _EVERYDAY
    | _DOCUMENTS
    | frozenset(
        {
            "handling:file:sort",
            "handling:file:urgent",
            "handling:rating:take",
            "petitions:accusation:read",
            "petitions:petition:read",
            "petitions:petition:register",
            "petitions:petition:correct",
            "petitions:petition:attach",
            "matters:matter:read",
            "matters:matter:open",
            "matters:petition:link",
            "vault:identity:open",
        }
    )
)

_HANDLER: Final = (
    _EVERYDAY
    | _DOCUMENTS
    | frozenset(
        {
            "handling:contest:file",
            "handling:execution:report",
            "handling:file:handle",
            "handling:file:reopen",
            "handling:file:urgent",
            "handling:opinion:draft",
            "handling:opinion:serve",
            "handling:rating:take",
            "handling:review:decide",
            "petitions:petition:read",
            "petitions:petition:answer",
            "petitions:petition:attach",
            "matters:matter:read",
            "matters:promise:make",
            "vault:identity:open",
        }
    )
)

_OFFICE: Final = (
    _REGISTRAR
    | _HANDLER
    | frozenset(
        {
            "handling:clock:sweep",
            "handling:contest:conference",
            "handling:urging:send",
            "petitions:register:import",
            "petitions:category:declare",
            "petitions:petition:export",
            "matters:matter:change",
            "matters:matter:merge",
            "matters:matter:split",
            "conference:limit:read",
            "conference:limit:set",
            "conference:visits:return",
            "conference:case:read",
            "conference:case:assign",
            "conference:case:close",
            "conference:peers:report",
            "insight:figure:read",
            "briefing:report:read",
            "briefing:report:draft",
            "briefing:report:revise",
            "briefing:report:publish",
            "organisation:unit:read",
            "ledger:fact:read",
        }
    )
)

_HEAD: Final = _HANDLER | frozenset(
    {
        "handling:clock:extend",
        "handling:file:redirect",
        "handling:opinion:approve",
        "handling:urging:send",
        "organisation:unit:read",
    }
)

_CONVENER: Final = frozenset(
    {
        "documents:document:read",
        "handling:file:read",
        "petitions:petition:read",
        "matters:matter:read",
        "conference:limit:read",
        "conference:case:read",
        "insight:figure:read",
        "briefing:report:read",
        "organisation:unit:read",
    }
)

_AUDITOR: Final = _CONVENER | frozenset({"ledger:fact:read", "petitions:petition:export"})

_ADMINISTRATOR: Final = frozenset(
    {
        "organisation:unit:read",
        "organisation:unit:change",
        "organisation:place:declare",
        "organisation:person:appoint",
        "vault:identity:erase",
    }
)

MATRIX: Final[dict[Role, frozenset[str]]] = {
    Role.REGISTRAR: _REGISTRAR,
    Role.OFFICE: _OFFICE,
    Role.HANDLER: _HANDLER | {"organisation:unit:read"},
    Role.HEAD: _HEAD,
    Role.CONVENER: _CONVENER,
    Role.AUDITOR: _AUDITOR,
    Role.ADMINISTRATOR: _ADMINISTRATOR,
}
"""Every role with all it may do. An administrator reads no petition; an auditor no identity."""


def permissions_of(roles: Iterable[Role]) -> frozenset[str]:
    """Return what somebody with these roles may do."""
    return frozenset().union(*(MATRIX[role] for role in roles))
