"""A real mail server in the test process: what arrives is read as a mail reader would."""

import asyncio
import email
import email.policy
import socket

from aiosmtpd.controller import Controller


class MailServer:
    """Listens on 127.0.0.1 while used with `with`; `messages` holds what came, oldest first.

    `refuse` maps an address to what is answered to it ("550 No such person here"); with `hang_up` the line breaks
    after a message was given and before it is answered; with `close_after_each` the line is closed after each
    message. `lines` counts how often somebody connected. `on_message` is called with the number there are then.
    """

    def __init__(self, on_message=None):
        self.messages, self.refuse, self.lines = [], {}, 0
        self.hang_up = self.close_after_each = False
        self.on_message = on_message or (lambda count: None)
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self):
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
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.hang_up:
            server.transport.abort()
            return "421 Gone"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        message.recipients = envelope.rcpt_tos
        self.messages.append(message)
        self.on_message(len(self.messages))
        if self.close_after_each:
            asyncio.get_running_loop().call_later(0.01, server.transport.close)
        return "250 Taken"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
