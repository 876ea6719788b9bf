"""Facts of the vault: identities opened and erased."""

from typing import Final

from xinlian.rules.facts.kinds import FactKind, Kind, optional, required

DECLARED: Final = (
    FactKind(
        "identity.opened",
        "身份开启",
        "an identity was opened for a stated purpose",
        (
            required("ref", Kind.REF, "保险库引用", "reference into the vault"),
            required("purpose", Kind.CODE, "用途", "purpose"),
            optional("petition", Kind.INT, "信访件", "petition"),
        ),
        "vault:identity:open",
    ),
    FactKind(
        "identity.erased",
        "身份删除",
        "an identity's key was destroyed",
        (required("ref", Kind.REF, "保险库引用", "reference into the vault"),),
        "vault:identity:erase",
    ),
)
