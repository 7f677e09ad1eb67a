"""A real mail server in the test process: what arrives is read as a mail reader would."""

import email
import email.policy
import logging
import socket

from aiosmtpd.controller import Controller


class MailServer:
    """Listens on 127.0.0.1 while used with `with`; `messages` holds what came, oldest first.

    `refuse` maps an address to what is answered to it ("550 No such person here"). With `hang_up` the line breaks after
    a message was given and before it is answered, with `hang_up_early` before it is given; with `close_after_each` a
    line is good for one message. `lines` counts how often somebody connected.
    """

    def __init__(self):
        self.messages, self.refuse, self.lines = [], {}, 0
        self.hang_up = self.hang_up_early = self.close_after_each = False
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self):
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # it says every line of every conversation
        self.controller.start()
        return self

    def __exit__(self, *error):
        self.controller.stop()

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.lines += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_NOOP(self, server, session, envelope, arg):
        return "421 That was long enough" if self.close_after_each else "250 OK"

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.hang_up_early:
            server.transport.abort()
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.hang_up:
            server.transport.abort()
            return "421 Gone"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        message.recipients = envelope.rcpt_tos
        self.messages.append(message)
        return "250 Taken"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
