"""What goes into a document before anybody types: unit, register, periods of the profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xinlian.documents.compose import compose
from xinlian.documents.fields import FIELDS
from xinlian.documents.keeping import digest_of_words, masked, new_salt
from xinlian.documents.kinds import Kind
from xinlian.documents.models import VersionWords
from xinlian.documents.shelf import template_of
from xinlian.organisation.models import Unit
from xinlian.petitions.models import Petition
from xinlian.rules.profiles import profile


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a version about to be written: whose, masked values, masked body, digest."""

    petitioner: str | None
    data: dict[str, Any]
    body: dict[str, Any]
    salt: bytes
    digest: str

    def keep(self, key: str) -> None:
        """Write the words of a version."""
        VersionWords.objects.create(of_id=key, data=self.data, body=self.body, salt=self.salt)


def prepare(home: Path, kind: Kind, petition: Petition | None, data: Mapping[str, Any]) -> Words:
    """Compose and mask. What is masked is sealed, and the vault commits: before a transaction."""
    body = compose(kind, template_of(kind, home), data)
    ref = petition.petitioner if petition else None
    words, body = masked(ref, dict(data), body)
    salt = new_salt()
    return Words(ref, words, body, salt, digest_of_words(words, body, salt))


def known(kind: Kind, unit: Unit, to: Unit | None, petition: Petition | None) -> dict[str, Any]:
    """Return the values that the house knows for a kind: nobody types them."""
    values: dict[str, Any] = {"unit": unit.name}
    if to is not None:
        values["to"] = to.name
    if petition is not None:
        values |= {
            "petition": petition.number,
            "received_on": petition.received_on.isoformat(),
            "channel": petition.get_channel_display(),
            "matter": petition.words.title,
        }
        clocks = profile(petition.profile).clocks
        values |= {
            field.code: clocks[field.clock].length
            for field in FIELDS.values()
            if field.clock in clocks
        }
    return {code: value for code, value in values.items() if code in kind.fields}
