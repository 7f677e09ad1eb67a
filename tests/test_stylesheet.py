"""The one stylesheet of the site holds every concern, and nothing the site's policy would refuse."""

import re

from django.conf import settings
from django.contrib.staticfiles.finders import find

from config.stylesheets import NAME


def words():
    with open(find(NAME)) as file:
        return file.read()


def test_every_concern_is_in_it_once():
    for file in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        assert words().count(file.read_text()) == 1, file.name


def test_ours_come_after_bootstrap_and_paper_comes_last():
    found = words()
    assert found.index("--bs-blue") < found.index("--ground") < found.index("@media print {\n/* On paper")


def test_it_asks_for_no_picture_that_the_policy_refuses():
    assert re.findall(r"url\([\"']?data:", words()) == []


def test_a_page_asks_for_it_and_not_for_the_parts(client, db):
    page = client.get("/sign-in/").content.decode()
    assert re.findall(r'rel="stylesheet" href="/static/([^"]+)"', page) == [NAME]
