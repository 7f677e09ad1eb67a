"""What goes over the line is small enough for a slow one; benchmarks/pages.py has the figures of each page."""

import gzip

from tests.cast import make_action, make_challenge


def test_a_long_plan_is_sent_compressed(client, bob):
    challenge = make_challenge(by=bob)
    for number in range(20):
        make_action(f"Publish who leads on what, part {number}", challenge=challenge, by=bob)
    client.force_login(bob)
    answer = client.get(challenge.plan.get_absolute_url(), headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    whole = gzip.decompress(answer.content)
    assert b"part 19" in whole
    assert len(answer.content) < len(whole) / 3
