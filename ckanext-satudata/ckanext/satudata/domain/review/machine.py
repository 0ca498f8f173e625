"""What the portal itself does to a review: the bundle is built, the content is published, the archive is laid down."""

from __future__ import annotations

from dataclasses import replace

from ..errors import Conflict, NotAllowed
from ..sop import END, Deed, Sop, Step
from .events import MACHINE, new_event, reach
from .model import Archive, BundleBuilt, NewEvent, Publish, Review, Status, Subject


def bundle_built(review: Review, sop: Sop, command: BundleBuilt) -> tuple[Review, NewEvent]:
    """Note that the bundle of the running round is ready."""
    if review.status is not Status.IN_REVIEW:
        raise NotAllowed("not_in_review", status=review.status)
    after = replace(review, bundle_ready=True)
    return after, new_event("bundle_built", review, sop, MACHINE, {"sha256": command.sha256})


def publish(review: Review, sop: Sop, command: Publish) -> tuple[Review, NewEvent]:
    """Finish the review; raises ``NotAllowed`` and ``Conflict("content_moved")``."""
    if review.status is not Status.IN_REVIEW or sop.step(review.step).deed is not Deed.PUBLISH:
        raise NotAllowed("not_ready_to_publish", status=review.status)
    if command.today != review.content_digest:
        raise Conflict("content_moved", seen=review.content_digest, now=command.today)
    after = replace(review, status=Status.PUBLISHED)
    data = {"digest": review.content_digest, "edition": command.edition}
    action = "retracted" if review.subject is Subject.RETRACTION else "published"
    return after, new_event(action, review, sop, MACHINE, data)


def archive(review: Review, sop: Sop, command: Archive) -> tuple[Review, NewEvent]:
    """Note that the archive of a published review is laid down."""
    step = archive_step(review, sop)
    if step is None:
        raise NotAllowed("nothing_to_archive", status=review.status)
    after = replace(review, step=step.id, reached=reach(review, step))
    return after, new_event("archived", after, sop, MACHINE, {"sha256": command.sha256})


def archive_step(review: Review, sop: Sop) -> Step | None:
    """The step at which the archive of a published review is laid down, when its SOP has one and it is next."""
    here = sop.step(review.step)
    if review.status is not Status.PUBLISHED or here.deed is not Deed.PUBLISH or here.on_yes == END:
        return None
    following = sop.step(here.on_yes)
    return following if following.deed is Deed.ARCHIVE else None
