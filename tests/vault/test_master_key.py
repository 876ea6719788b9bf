"""The master key: made once, kept private, changed without touching what is sealed."""

import base64
import stat
from pathlib import Path

import pytest

from tests.vault.conftest import AT, PERSON
from xinlian.rules.errors import BrokenRule
from xinlian.vault import keys, masterkey
from xinlian.vault.ciphers import new_key
from xinlian.vault.commands import seal
from xinlian.vault.masterkey import load_ring
from xinlian.vault.models import PersonKey
from xinlian.vault.people import read_people

both = pytest.mark.django_db(databases=["default", "vault"])


def _load(home: Path, **environ: str) -> masterkey.Ring:
    return load_ring(home, environ, may_create=lambda: True)


def test_first_start_makes_a_private_file_and_the_next_one_reads_it(tmp_path: Path) -> None:
    first = _load(tmp_path)
    path = tmp_path / masterkey.FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert _load(tmp_path).current == first.current
    assert [each.name for each in tmp_path.iterdir()] == [masterkey.FILE]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    _load(tmp_path)
    (tmp_path / masterkey.FILE).chmod(mode)
    with pytest.raises(BrokenRule, match="master-key-exposed"):
        _load(tmp_path)


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    secret = base64.b64encode(new_key()).decode()
    ring = _load(tmp_path, XINLIAN_MASTER_KEY=secret)
    assert base64.b64encode(ring.current.secret).decode() == secret
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["short", base64.b64encode(b"x" * 31).decode(), "密钥"])
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BrokenRule, match="master-key-invalid"):
        _load(tmp_path, XINLIAN_MASTER_KEY=text)


def test_a_key_does_not_show_itself(tmp_path: Path) -> None:
    ring = _load(tmp_path)
    assert repr(ring.current.secret) not in repr(ring)


@both
def test_no_new_key_is_made_where_one_was_lost(home: Path) -> None:
    seal([PERSON], at=AT)
    (home / masterkey.FILE).unlink()
    with pytest.raises(BrokenRule, match="master-key-missing"):
        seal([PERSON], at=AT)
    assert not (home / masterkey.FILE).exists()


@both
def test_another_master_key_opens_nothing(home: Path) -> None:
    (ref,) = seal([PERSON], at=AT)
    (home / masterkey.FILE).unlink()
    _load(home)
    with pytest.raises(BrokenRule, match="master-key-other"):
        read_people([str(ref)])


@both
def test_changing_the_master_key_keeps_everything_readable(home: Path) -> None:
    refs = [str(ref) for ref in seal([PERSON] * 3, at=AT)]
    receipt = keys.subkey("receipt")
    before = keys.ring().current
    assert keys.change_master_key() == 4
    after = keys.ring()
    assert after.current != before
    assert after.previous == before
    keys.forget_previous_key()
    assert keys.ring().previous is None
    assert set(PersonKey.objects.values_list("master", flat=True)) == {after.current.id}
    assert set(read_people(refs).values()) == {PERSON}
    assert keys.subkey("receipt") == receipt
    assert stat.S_IMODE((home / masterkey.FILE).stat().st_mode) == 0o600


@both
def test_a_change_cut_short_goes_on(home: Path) -> None:
    (ref,) = seal([PERSON], at=AT)
    masterkey.replace_file(home)
    assert read_people([str(ref)]) == {ref: PERSON}
    with pytest.raises(BrokenRule, match="master-key-in-use"):
        keys.forget_previous_key()
    new = keys.ring().current
    assert keys.change_master_key() == 1
    assert keys.ring().current == new
    keys.forget_previous_key()
    assert read_people([str(ref)]) == {ref: PERSON}


@both
def test_a_change_by_environment_wraps_only(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (base64.b64encode(new_key()).decode() for _ in range(2))
    monkeypatch.setenv("XINLIAN_MASTER_KEY", old)
    (ref,) = seal([PERSON], at=AT)
    monkeypatch.setenv("XINLIAN_MASTER_KEY", new)
    monkeypatch.setenv("XINLIAN_MASTER_KEY_PREVIOUS", old)
    assert keys.change_master_key() == 1
    monkeypatch.delenv("XINLIAN_MASTER_KEY_PREVIOUS")
    assert read_people([str(ref)]) == {ref: PERSON}
    assert not (home / masterkey.FILE).exists()


@both
def test_the_house_seals_drafts_for_their_owner() -> None:
    sealed = keys.seal_under("draft", b"typed", owner="anna")
    assert keys.open_under("draft", sealed, owner="anna") == b"typed"
    with pytest.raises(BrokenRule, match="vault-seal-broken"):
        keys.open_under("draft", sealed, owner="berta")
