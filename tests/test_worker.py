"""The worker: what runs by itself, once though two run it, stopped in a moment, gone with the site."""

import signal
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from actionplan import mailing, work
from actionplan.models import Job, Message
from tests.mailserver import MailServer, free_port
from tests.processes import catches, children, runs, start, start_beside, wait_until
from tests.test_send_reminders import arrived

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


class Counted:
    """A job's function that counts, or fails."""

    def __init__(self, error=None, note=""):
        self.days, self.error, self.note = [], error, note

    def __call__(self, today, at):
        self.days.append(today)
        if self.error:
            raise self.error
        return self.note


def one_pass(*jobs, at=AT):
    return work.one_pass(at, jobs=list(jobs))


# When a job has its turn


@pytest.mark.django_db
def test_a_job_runs_every_so_often():
    do = Counted()
    job = work.Job("Count", do, every=10 * MINUTE)
    for minute in (0, 5, 9, 10, 15, 20):
        one_pass(job, at=AT + minute * MINUTE)
    assert do.days == [AT.date()] * 3


@pytest.mark.django_db
def test_a_daily_job_runs_once_a_day_from_its_hour_on(settings):
    settings.REMINDERS_FROM_HOUR = 7
    do = Counted()
    job = work.Job("Count", do, daily=True)
    for at in (AT - 3 * 60 * MINUTE, AT, AT + MINUTE, AT + DAY - 3 * 60 * MINUTE, AT + DAY):
        one_pass(job, at=at)
    assert do.days == [AT.date(), (AT + DAY).date()]


@pytest.mark.django_db
def test_a_day_on_which_no_worker_ran_is_made_up_for_the_next_morning_not_at_night():
    do = Counted()
    job = work.Job("Count", do, daily=True)
    for at in (AT, AT + 3 * DAY - 8 * 60 * MINUTE, AT + 3 * DAY):
        one_pass(job, at=at)
    assert do.days == [AT.date(), (AT + 3 * DAY).date()]


@pytest.mark.django_db
def test_while_one_worker_has_the_turn_another_does_not_take_it():
    taken = []
    job = work.Job("Count", lambda today, at: taken.append(one_pass(job, at=at)))
    assert one_pass(job) == ["Count"]
    assert taken == [[]]


@pytest.mark.django_db
def test_the_turn_of_a_worker_that_was_killed_is_left_to_the_next_after_a_while():
    do = Counted()
    job = work.Job("Count", do)
    Job.objects.create(name="Count", next_at=AT)
    assert work._has_its_turn(job, AT)  # and is heard of no more
    assert one_pass(job, at=AT + MINUTE) == []
    assert one_pass(job, at=AT + job.lease()) == ["Count"]


@pytest.mark.django_db
def test_a_job_that_fails_is_noted_and_tried_again_and_the_others_go_on(caplog):
    bad, good = Counted(error=ValueError("no such thing")), Counted(note="3 sent")
    jobs = [work.Job("Bad", bad), work.Job("Good", good)]
    assert one_pass(*jobs) == ["Bad", "Good"]
    assert "The job “Bad” failed" in caplog.text
    kept = {job.name: (job.failed, job.note) for job in Job.objects.all()}
    assert kept == {"Bad": (True, "ValueError: no such thing"), "Good": (False, "3 sent")}
    bad.error = None
    assert one_pass(*jobs, at=AT + work.AGAIN_AFTER_FAILURE) == ["Bad"]
    assert Job.objects.get(name="Bad").failed is False


@pytest.mark.django_db
def test_a_job_that_was_stopped_is_taken_up_at_once_by_the_next():
    with pytest.raises(SystemExit):
        one_pass(work.Job("Count", Counted(error=SystemExit(0))))
    do = Counted()
    assert one_pass(work.Job("Count", do), at=AT) == ["Count"]


@pytest.mark.django_db
def test_what_was_done_last_stays_noted_while_nothing_is_to_be_done():
    note = Counted(note="3 sent")
    job = work.Job("Count", note, every=MINUTE)
    one_pass(job)
    note.note = ""
    one_pass(job, at=AT + MINUTE)
    kept = Job.objects.get()
    assert (kept.note, kept.next_at) == ("3 sent", AT + 2 * MINUTE)


# The jobs there are


@pytest.mark.django_db
def test_every_job_runs_on_an_empty_database(mailserver):
    assert one_pass(*work.JOBS) == [job.name for job in work.JOBS]
    assert [(job.name, job.note) for job in Job.objects.filter(failed=True)] == []
    assert len({job.name for job in work.JOBS}) == len(work.JOBS)


@pytest.mark.django_db
def test_mail_goes_out_after_all_that_may_queue_some():
    assert work.JOBS[-1].do is mailing.send_waiting


@pytest.mark.django_db
def test_once_does_what_is_due_and_ends(mailserver, alice, capsys):
    mailing.queue(key="a", kind="round", person=alice.actor, subject="News please", text="…", at=AT)
    call_command("work", once=True)
    assert "Done: Mail" in capsys.readouterr().out
    assert arrived(mailserver) == {"alice@example.org": 1}


# The process


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_what_is_queued_once_and_stop_when_told_not_when_they_have_slept(alice):
    for number in range(20):
        mailing.queue(key=f"{number}", kind="round", person=alice.actor, subject="News", text="…", at=AT)
    connection.close()
    with MailServer() as server:
        workers = [start_beside(server, "work", "--every", "3600") for _ in range(2)]
        wait_until(lambda: Message.objects.filter(outcome="sent").count() == 20)
        wait_until(lambda: all(catches(worker.pid, signal.SIGTERM) for worker in workers))
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        said = [worker.communicate(timeout=120)[0] for worker in workers]
        assert arrived(server) == {"alice@example.org": 20}
    assert [worker.returncode for worker in workers] == [0, 0], said
    assert said == ["", ""]


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGKILL])
def test_the_worker_that_the_site_starts_goes_when_the_site_goes(tmp_path, way):
    """The site as `make run` starts it, on a database of its own that is in use already: nothing is loaded."""
    own = {
        "ACTIONPLAN_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
        "PORT": str(free_port()),
    }
    for command in (["migrate", "-v0"], ["add_administrator", "ada@example.org", "Ada"]):
        made = start("manage.py", *command, **own)
        said = made.communicate()[0]
        assert made.returncode == 0, said
    site = start("-m", "config.start", **own)
    try:
        told = []
        for line in site.stdout:
            told.append(line)
            if "Mail sent" in line:
                break
        assert any("Actionplan is at" in line for line in told), told
        wait_until(lambda: len(children(site.pid)) == 3)  # two that answer pages, and the worker
        begun = children(site.pid)
        site.send_signal(way)
        site.wait(timeout=120)
        wait_until(lambda: not any(runs(each) for each in begun))
    finally:
        site.kill()
        site.communicate()
