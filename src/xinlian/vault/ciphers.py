"""The vault's few cryptographic operations; no Django, no files, no cipher of our own.

AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces, HKDF-SHA-256 (RFC 5869) for subkeys.
A sealed value is nonce, ciphertext, tag. What it is for and whom it belongs to is bound in as
associated data, so a value moved to another row does not open.
"""

import base64
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from xinlian.rules.errors import BrokenRule

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_REFERENCE_BYTES: Final = 16


def new_key() -> bytes:
    """Return 32 random bytes."""
    return os.urandom(KEY_BYTES)


def new_reference() -> str:
    """Return a fresh reference: 128 random bits in lower-case base32, 26 characters."""
    return base64.b32encode(os.urandom(_REFERENCE_BYTES)).decode().rstrip("=").lower()


def derive(key: bytes, purpose: str) -> bytes:
    """Return the 32-byte subkey of ``key`` for one purpose."""
    info = f"xinlian/vault/{purpose}".encode()
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(key)


def seal_bytes(key: bytes, plain: bytes, *, purpose: str, owner: str) -> bytes:
    """Encrypt ``plain`` so that it opens only under ``key`` and for this purpose and owner."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, _bound(purpose, owner))


def open_bytes(key: bytes, sealed: bytes, *, purpose: str, owner: str) -> bytes:
    """Decrypt what :func:`seal_bytes` made; raise ``vault-seal-broken`` if anything differs."""
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, body, _bound(purpose, owner))
    except (InvalidTag, ValueError) as broken:
        raise BrokenRule(
            "vault-seal-broken",
            zh="保险库中的密文无法开启：密钥不符，或密文被改动、移位。请核对主密钥或从备份恢复。",
            en="A sealed value does not open: the key is another one, or the value was changed "
            "or moved. Check the master key or restore from a backup.",
        ) from broken


def _bound(purpose: str, owner: str) -> bytes:
    return f"{purpose}\x00{owner}".encode()
