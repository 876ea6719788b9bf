"""The master key: where it is found, how it is made and how it is changed.

It comes from ``XINLIAN_MASTER_KEY`` (base64 of 32 bytes) or else from ``master.key`` under the
home, made on first start and readable by its owner only. While it is being changed the one
before stands beside it: ``XINLIAN_MASTER_KEY_PREVIOUS`` or ``master.key.previous``.
"""

import base64
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from xinlian.rules.errors import BrokenRule
from xinlian.vault.ciphers import KEY_BYTES, derive, new_key

VARIABLE: Final = "XINLIAN_MASTER_KEY"
PREVIOUS_VARIABLE: Final = "XINLIAN_MASTER_KEY_PREVIOUS"
FILE: Final = "master.key"
PREVIOUS_FILE: Final = "master.key.previous"

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class MasterKey:
    """A master key; ``id`` says which one it is without telling anything of it."""

    secret: bytes = field(repr=False)
    id: str = ""

    @classmethod
    def of(cls, secret: bytes) -> "MasterKey":
        """Return the master key made of 32 secret bytes."""
        return cls(secret, derive(secret, "master id").hex()[:16])

    def wrapping(self, purpose: str) -> bytes:
        """Return the subkey under which keys of one purpose are wrapped."""
        return derive(self.secret, f"wrap {purpose}")


@dataclass(frozen=True, slots=True)
class Ring:
    """The master key in use and, while it is being changed, the one before."""

    current: MasterKey
    previous: MasterKey | None = None

    def by_id(self, key_id: str) -> MasterKey:
        """Return the key with this id; raise ``master-key-other`` if it is not here."""
        for key in (self.current, self.previous):
            if key is not None and key.id == key_id:
                return key
        raise BrokenRule(
            "master-key-other",
            zh=f"保险库由另一主密钥（{key_id}）保护，现有主密钥不能开启；请换回原主密钥。",
            en=f"The vault is kept under another master key ({key_id}); put that key back.",
        )


def load_ring(home: Path, environ: Mapping[str, str], *, may_create: Callable[[], bool]) -> Ring:
    """Return the master key found in ``environ`` or under ``home``, making it on first start.

    ``may_create`` is asked only where no key is found. Raises ``master-key-missing`` where
    there is none and none may be made,
    ``master-key-exposed`` where others than its owner can read or write the file, and
    ``master-key-invalid`` where it is not base64 of 32 bytes.
    """
    if environ.get(VARIABLE):
        previous = environ.get(PREVIOUS_VARIABLE)
        return Ring(_decode(environ[VARIABLE]), _decode(previous) if previous else None)
    path = home / FILE
    if not path.exists():
        if not may_create():
            raise _missing(path)
        _create(path)
    before = home / PREVIOUS_FILE
    return Ring(_read(path), _read(before) if before.exists() else None)


def replace_file(home: Path) -> None:
    """Put a new master key in the place of the file's, keeping the old one beside it.

    Where an earlier change was not finished nothing is replaced. Killed at any step, the key
    under which the vault is kept is still in one of the two files.
    """
    path, before = home / FILE, home / PREVIOUS_FILE
    if before.exists() and before.read_bytes() != path.read_bytes():
        return
    if not before.exists():
        os.link(path, before)
    fresh = _write_aside(path)
    fresh.replace(path)
    _settle(home)


def forget_previous(home: Path) -> None:
    """Remove the previous key's file once nothing is wrapped under it any more."""
    (home / PREVIOUS_FILE).unlink(missing_ok=True)
    _settle(home)


def _create(path: Path) -> None:
    """Make the file whole or not at all; of two processes at once the first one wins."""
    fresh = _write_aside(path)
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    _settle(path.parent)


def _write_aside(path: Path) -> Path:
    fresh = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(new_key()) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return fresh


def _settle(folder: Path) -> None:
    """Make a change of names in ``folder`` outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> MasterKey:
    if path.stat().st_mode & _OTHERS:
        raise BrokenRule(
            "master-key-exposed",
            zh=f"主密钥文件 {path.name} 的权限过宽，他人可以读写；请执行 chmod 600 后重试。",
            en=f"Others than its owner can reach the master key file {path.name}; "
            "run chmod 600 on it and start again.",
        )
    return _decode(path.read_text())


def _decode(text: str) -> MasterKey:
    try:
        secret = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise BrokenRule(
            "master-key-invalid",
            zh="主密钥应为 32 字节的 base64 编码。",
            en="The master key should be 32 bytes in base64.",
        )
    return MasterKey.of(secret)


def _missing(path: Path) -> BrokenRule:
    return BrokenRule(
        "master-key-missing",
        zh=f"保险库中已有身份信息，但找不到主密钥（{VARIABLE} 或 {path.name}）；请从备份放回。",
        en=f"The vault holds identities but its master key is not here ({VARIABLE} or "
        f"{path.name}); put it back from a backup.",
    )
