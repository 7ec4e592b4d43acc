"""What the studio remembers. Every row has an owner; `visible_to(user)` is the only way to one."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def opaque() -> str:
    """An id that tells nothing and cannot be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class Owned(models.QuerySet):
    def visible_to(self, user):
        """The rows that `user` may see: one's own that are not deleted."""
        return self.filter(owner=user, deleted_at=None)

    def deleted_of(self, user):
        """One's own rows that were deleted and can still be brought back."""
        return self.filter(owner=user).exclude(deleted_at=None)


class Kept(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=opaque, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    created = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = Owned.as_manager()

    class Meta:
        abstract = True


class Document(Kept):
    """A network on somebody's desk: the autosaved draft. `revision` tells two tabs that edit it apart."""

    name = models.CharField(max_length=200)
    recipe = models.JSONField()
    positions = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    updated = models.DateTimeField(default=timezone.now)


class Version(models.Model):
    """A draft as it was when somebody named it; never altered afterwards."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    recipe = models.JSONField()
    positions = models.JSONField(default=dict)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_version_per_number")]
        ordering = ["number"]


class Sweep(Kept):
    """An experiment: one recipe trained several times, with another share of noise and label, and other seeds."""

    name = models.CharField(max_length=200)
    recipe = models.JSONField()
    asked = models.JSONField(default=dict)


class Run(Kept):
    """One training: what was asked for, how far it is, and what came of it. Only the supervisor moves its state."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        LOST = "lost"
        SUCCEEDED = "succeeded"
        FAILED = "failed"
        CANCELLED = "cancelled"

    name = models.CharField(max_length=200)
    recipe = models.JSONField()
    document = models.ForeignKey(Document, null=True, on_delete=models.SET_NULL)
    sweep = models.ForeignKey(Sweep, null=True, on_delete=models.SET_NULL, related_name="runs")
    point = models.JSONField(null=True)
    rewound_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)
    begun_with = models.CharField(max_length=200, default="")
    seed = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    paused = models.BooleanField(default=False)
    attempt = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    wanted = models.JSONField(default=dict)
    progress = models.JSONField(default=dict)
    error = models.JSONField(null=True)
    size = models.PositiveBigIntegerField(default=0)
    started = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "created"])]


class RunEvent(models.Model):
    """What a run told, in order; `id` is the id of the message in the event stream."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="events")
    attempt = models.PositiveIntegerField()
    step = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20)
    data = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["run", "kind", "step"])]


class Drawing(Kept):
    """A digit that somebody drew and named: one example of one's own data set."""

    label = models.CharField(max_length=50)
    strokes = models.JSONField()
    picture = models.BinaryField()


class OwnData(Kept):
    """Whose a data set of one's own is: its pictures and versions lie in the folder of this id."""

    id = models.CharField(primary_key=True, max_length=16, editable=False)


class Token(models.Model):
    """A key with which a script may use the interface in its owner's name; only its hash is kept."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now)
    used = models.DateTimeField(null=True)
