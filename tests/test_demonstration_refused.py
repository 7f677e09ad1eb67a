"""The demonstration council stays out of a database that somebody uses."""

from django.core.management import call_command

from people.models import Council, User
from tests.cast import make_user


def test_a_database_in_use_gets_no_demonstration(db, capsys):
    make_user("Real Person")
    call_command("load_demonstration")
    assert "in use" in capsys.readouterr().out
    assert not Council.objects.exists()
    assert not User.objects.filter(email="officer@demo.example").exists()
