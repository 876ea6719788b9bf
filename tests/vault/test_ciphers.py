"""Sealed values open under their own key, for their own purpose and owner, unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.rules.errors import BrokenRule
from xinlian.vault.ciphers import derive, new_key, new_reference, open_bytes, seal_bytes

KEY = new_key()


@given(st.binary(max_size=300), st.text(max_size=20), st.text(max_size=20))
def test_what_is_sealed_opens(plain: bytes, purpose: str, owner: str) -> None:
    sealed = seal_bytes(KEY, plain, purpose=purpose, owner=owner)
    assert open_bytes(KEY, sealed, purpose=purpose, owner=owner) == plain


@pytest.mark.parametrize(
    ("key", "purpose", "owner"),
    [(new_key(), "identity", "a"), (KEY, "text", "a"), (KEY, "identity", "b")],
)
def test_another_key_purpose_or_owner_opens_nothing(key: bytes, purpose: str, owner: str) -> None:
    sealed = seal_bytes(KEY, b"secret", purpose="identity", owner="a")
    with pytest.raises(BrokenRule, match="vault-seal-broken"):
        open_bytes(key, sealed, purpose=purpose, owner=owner)


@given(st.data())
def test_no_changed_bit_is_accepted(data: st.DataObject) -> None:
    sealed = bytearray(seal_bytes(KEY, b"secret", purpose="identity", owner="a"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(BrokenRule, match="vault-seal-broken"):
        open_bytes(KEY, bytes(sealed), purpose="identity", owner="a")


@given(st.integers(0, 28))
def test_a_value_cut_short_is_refused(length: int) -> None:
    sealed = seal_bytes(KEY, b"secret", purpose="identity", owner="a")[:length]
    with pytest.raises(BrokenRule, match="vault-seal-broken"):
        open_bytes(KEY, sealed, purpose="identity", owner="a")


def test_subkeys_differ_by_purpose_and_references_are_26_plain_characters() -> None:
    assert derive(KEY, "one") != derive(KEY, "other")
    assert derive(KEY, "one") == derive(KEY, "one")
    refs = {new_reference() for _ in range(1000)}
    assert len(refs) == 1000
    assert all(
        len(ref) == 26 and set(ref) <= set("abcdefghijklmnopqrstuvwxyz234567") for ref in refs
    )
