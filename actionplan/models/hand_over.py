"""What is somebody's goes to others from a day: done on the day, or kept until it comes."""

from django.db import models


class HandOver(models.Model):
    """One actor's leads go to others. `moves` lists what goes where, as plain values that `changes.hand_over` reads.

    `from_day` may lie ahead; `done_at` is when it was done, `cancelled_at` when somebody thought better of it.
    """

    leaver = models.ForeignKey("people.Actor", models.PROTECT, related_name="hand_overs")
    from_day = models.DateField("from")
    moves = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-from_day", "-id"]

    def __str__(self):
        return f"Hand-over from {self.leaver}"
