"""Files that are about one person, sealed under that person's key: erasing it erases them.

No permission is asked here: commands do that.
"""

from typing import Final

from xinlian.rules.errors import BrokenRule
from xinlian.vault.ciphers import open_bytes, seal_bytes
from xinlian.vault.keys import person_keys

_PURPOSE: Final = "paper"


def seal_for(ref: str, plain: bytes, *, owner: str) -> bytes:
    """Seal a file under a person's key; raise ``identity-erased`` where there is none."""
    return seal_bytes(_key(ref), plain, purpose=_PURPOSE, owner=f"{ref} {owner}")


def open_for(ref: str, sealed: bytes, *, owner: str) -> bytes:
    """Open what :func:`seal_for` sealed; raise ``identity-erased`` or ``vault-seal-broken``."""
    return open_bytes(_key(ref), sealed, purpose=_PURPOSE, owner=f"{ref} {owner}")


def _key(ref: str) -> bytes:
    key = person_keys([ref]).get(ref)
    if key is None:
        raise BrokenRule(
            "identity-erased",
            zh="该身份信息已依法删除，以其密钥保存的文件无法打开。",
            en="This identity was erased; files kept under its key cannot be opened.",
        )
    return key
