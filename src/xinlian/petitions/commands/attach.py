"""Attaching files: stored by digest outside the web root, named by nothing they say."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.petitions.models import Attachment
from xinlian.rules.errors import BrokenRule

MOST_BYTES = 10 * 1024 * 1024
"""The largest file taken, in bytes."""

_SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"PK\x03\x04": "application/zip",
    b"ID3": "audio/mpeg",
    b"OggS": "audio/ogg",
    b"RIFF": "audio/wav",
}
"""What a file is, by how it begins; office files are ZIP archives."""


def media_type_of(content: bytes) -> str:
    """Return the media type by content; raise ``attachment-type`` for any other file."""
    for signature, media_type in _SIGNATURES.items():
        if content.startswith(signature):
            return media_type
    raise BrokenRule(
        "attachment-type",
        zh="附件类型不能识别；可以附PDF、PNG、JPEG、办公文档（docx、xlsx）和MP3、OGG、WAV录音。",
        en="The file is none of PDF, PNG, JPEG, docx, xlsx, MP3, OGG, WAV.",
    )


def attachment_path(digest: str) -> Path:
    """Return where a file of this digest lies."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


@command("petitions:petition:attach")
def attach_file(petition: int, content: bytes, *, by: Actor, at: datetime) -> str:
    """Attach a file to a petition; return its digest. The same file twice changes nothing.

    Raises :class:`BrokenRule` ``attachment-type``, ``attachment-empty`` or
    ``attachment-large``.
    """
    if not content or len(content) > MOST_BYTES:
        raise BrokenRule(
            "attachment-large" if content else "attachment-empty",
            zh=f"附件应不为空且不超过{MOST_BYTES // 2**20}兆字节。",
            en=f"An attachment is not empty and at most {MOST_BYTES // 2**20} MiB.",
        )
    media_type = media_type_of(content)
    digest = hashlib.sha256(content).hexdigest()
    if Attachment.objects.filter(pk=f"{petition}/{digest}").exists():
        return digest
    _store(attachment_path(digest), content)
    data = {"digest": digest, "media_type": media_type, "size": len(content)}
    record([Statement("petition.attached", petition, data)], by=by, at=at)
    return digest


def _store(path: Path, content: bytes) -> None:
    """Write whole or not at all; a file that no fact names is harmless."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_bytes(content)
    temporary.chmod(0o600)
    temporary.replace(path)
