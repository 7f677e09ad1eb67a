"""One e-mail to one person: whether they may be mailed, its words in text and HTML, and its way to the mail server."""

import hashlib
import logging
import re
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Actor, Council

log = logging.getLogger(__name__)
LONGEST_SUBJECT = 200
PAUSE_SALT = "pausing mail"
BLANK_LINES = re.compile(r"\n\s*\n\s*\n")
PAUSED = gettext_lazy("{name} wants no mail for now")
NO_SERVER = gettext_lazy("This site has no mail server: the message is kept here and was not sent.")


@dataclass(frozen=True)
class Mail:
    """What is said: the same words as plain text and as HTML."""

    subject: str
    text: str
    html: str


class NotTaken(Exception):
    """The message did not go out, and the words say why."""


class Unsure(Exception):
    """The line broke before the mail server had answered: nobody can know whether the message went out."""


def address_of(person):
    """Where mail to a person goes: the address kept with them, else the one they sign in with; "" where none is."""
    if person.email or not person.user_id:
        return person.email
    return person.user.email if person.user.is_active else ""


def why_not(person, today):
    """Why a person gets no mail on a day ("Priya Nair has left"); "" where they do."""
    return _reason(person, today).format(name=person.name)


def is_only_paused(person, today):
    """Whether somebody would get mail on a day, but wants none for now."""
    return _reason(person, today) == PAUSED


def _reason(person, today):
    if person.merged_into_id:
        return _("{name} is kept under another name now")
    if person.left_on and person.left_on <= today:
        return _("{name} has left")
    if not address_of(person):
        return _("{name} has no e-mail address")
    if person.councillor and not person.wants_mail:
        return _("{name} is a councillor who has not asked for mail")
    return PAUSED if is_paused(person, today) else ""


def is_paused(person, today):
    """Whether somebody wants no mail: up to the day before `mail_paused_until`."""
    return person.mail_paused_until is not None and today < person.mail_paused_until


@transaction.atomic
def keep_choices(*, person, today, mail_paused_until=None, wants_mail=None):
    """What somebody wants by mail. A pause ends after today; only a councillor has to ask for mail."""
    if mail_paused_until and mail_paused_until <= today:
        raise ValidationError(
            {"mail_paused_until": _("Choose a day to come, or leave it empty to get mail.")}
        )
    person.mail_paused_until = mail_paused_until
    if wants_mail is not None and person.councillor:
        person.wants_mail = wants_mail
    person.save(update_fields=["mail_paused_until", "wants_mail"])
    return person


def to_one_person(person, subject, template, context=None):
    """Write a mail to one person, from `mail/<template>.txt` and `mail/<template>.html`.

    Both extend `mail/base.…`, which says whose site it is and where mail is paused; the block `why` says why this
    person gets it. Addresses in the context begin with `site_url`; `at_site("/plans/")` makes one.
    """
    subject = " ".join(subject.split())[:LONGEST_SUBJECT]
    given = {
        **(context or {}),
        "person": person,
        "subject": subject,
        "council": Council.ours(),
        "site_url": settings.SITE_URL,
        "pause_url": pause_url(person),
    }
    text = BLANK_LINES.sub("\n\n", render_to_string(f"mail/{template}.txt", given)).strip() + "\n"
    return Mail(subject, text, render_to_string(f"mail/{template}.html", given))


def pause_url(person):
    """Where somebody pauses their mail: their own page, or, for one who cannot sign in, a page only they know of."""
    if person and not (person.user_id and person.user.is_active):
        return at_site(reverse("mail_pause", args=[signing.dumps(person.pk, salt=PAUSE_SALT)]))
    return at_site(reverse("mail_settings"))


def person_of_pause_url(token):
    """Whose mail an address of `pause_url` pauses; None where it is not one of ours."""
    try:
        return Actor.objects.filter(pk=signing.loads(token, salt=PAUSE_SALT), kind="person").first()
    except signing.BadSignature:
        return None


def at_site(path):
    """The whole address of a page, for a mail."""
    return settings.SITE_URL + path


def is_sent_from_here():
    """Whether the site has a mail server; without one, mail that goes by itself is kept and never printed."""
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


class Post:
    """The way to the mail server, opened for the first message and kept open for the next.

    Where the server cannot be reached once, no further message of the same run waits for it.
    """

    def __init__(self):
        self.connection = get_connection()
        self.refusal, self.words_given = "", True

    def send(self, *, to, subject, text, html, key, pause_at):
        """Hand one message over; returns a note for it ("" usually). Raises NotTaken or Unsure."""
        if not is_sent_from_here():
            return str(NO_SERVER)
        self._be_ready()
        self.words_given = False
        try:
            self.connection.send_messages([self._message(to, subject, text, html, key, pause_at)])
        except (SMTPException, OSError, ValueError) as error:
            broken = isinstance(error, SMTPServerDisconnected) or not isinstance(error, SMTPException)
            if broken:
                self.close()
            raise (Unsure if broken and self.words_given else NotTaken)(_said(error)) from error
        return ""

    def close(self):
        try:
            self.connection.close()
        except (SMTPException, OSError) as error:
            log.info("The line to the mail server was gone already: %s", error)

    def _be_ready(self):
        """Open the line; one that stood open is asked whether it still does, while nothing is at stake."""
        if self.refusal:
            raise NotTaken(self.refusal)
        if not self._stands():
            self.close()
        try:
            self.connection.open()
        except (SMTPException, OSError) as error:
            self.refusal = _("The mail server cannot be reached: {problem}").format(problem=_said(error))
            raise NotTaken(self.refusal) from error
        self._notice_words()

    def _notice_words(self):
        """Before a message's words are given to the server, a line that breaks leaves no doubt: it did not go."""
        line = getattr(self.connection, "connection", None)
        if line is None or not hasattr(line, "data") or "data" in vars(line):
            return

        def data(words):
            self.words_given = True
            return type(line).data(line, words)

        line.data = data

    def _stands(self):
        line = getattr(self.connection, "connection", None)
        if line is None or not hasattr(line, "noop"):
            return True
        try:
            return line.noop()[0] == 250
        except (SMTPException, OSError):
            return False

    def _message(self, to, subject, text, html, key, pause_at):
        name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
        message = EmailMultiAlternatives(
            subject=subject,
            body=text,
            from_email=formataddr((name or Council.ours().name, sender)),
            to=[to],
            connection=self.connection,
            headers={
                # The same message sent again has the same id, so that most mail systems show it once.
                "Message-ID": f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{sender.rpartition('@')[2]}>",
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
                "List-Unsubscribe": f"<{pause_at}>",
            },
        )
        if html:
            message.attach_alternative(html, "text/html")
        return message


def _said(error):
    """What went wrong, in the mail server's own words where it gave any."""
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(_answer(*answer) for answer in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _answer(code, words):
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
