"""The e-mails that the demo has sent, read back from the files that Django's file backend writes."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.core.paginator import Page, Paginator

SEPARATOR = b"-" * 79  # as django.core.mail.backends.filebased writes it


@dataclass(frozen=True)
class SentMail:
    """An e-mail as its recipient sees it."""

    subject: str
    to: str
    date: str
    language: str
    body: str


def page(number: str | None, size: int = 20) -> Page[SentMail]:
    """Return one page of the e-mails sent, newest first."""
    folder = Path(settings.SENT_MAIL_DIR)
    files = list(folder.glob("*.log")) if folder.is_dir() else []
    newest = sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return Paginator([mail for file in newest for mail in reversed(_read(file))], size).get_page(number)


def _read(file: Path) -> list[SentMail]:
    """Return the e-mails that one connection sent, oldest first."""
    parts = (part.strip() for part in file.read_bytes().split(SEPARATOR))
    return [_parse(part) for part in parts if part]


def _parse(raw: bytes) -> SentMail:
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body()
    return SentMail(
        subject=str(message["Subject"]),
        to=str(message["To"]),
        date=str(message["Date"]),
        language=str(message["Content-Language"] or ""),
        body=body.get_content() if body else "",
    )
