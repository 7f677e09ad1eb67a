"""Where an e-mail address may break on a page, and that it stays escaped and whole."""

import pytest
from django.utils.html import strip_tags

from people.templatetags.addresses import mail_address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("priya.nair@demo.example", "priya<wbr>.nair@<wbr>demo<wbr>.example"),
        ("clerk@", "clerk@"),
        ("", ""),
        ("<b>@x.y", "&lt;b&gt;@<wbr>x<wbr>.y"),
        ("o'neil&co@x.y", "o&#x27;neil&amp;co@<wbr>x<wbr>.y"),
    ],
)
def test_an_address_may_break_after_its_at_and_before_a_dot(address, shown):
    assert mail_address(address) == shown


def test_whoever_copies_it_gets_the_address():
    assert strip_tags(mail_address("priya.nair@demo.example")) == "priya.nair@demo.example"
