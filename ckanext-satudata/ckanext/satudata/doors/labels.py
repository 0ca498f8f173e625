"""Who may read a draft: permission labels, asked by package_show and package_search alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ckan.lib.plugins import DefaultPermissionLabels

from .. import wiring
from ..domain.review.model import OPD_POSTS, WALIDATA_POSTS
from ..domain.review.reading import Reader, readers
from . import governance

WALIDATA = "satudata-walidata"
BPS = "satudata-bps"
MEMBER = "member-"


class DraftLabels(DefaultPermissionLabels):
    """CKAN's own labels for every package but drafts; a draft shows itself to its makers and its reviewers only."""

    def get_dataset_labels(self, dataset_obj: Any) -> list[str]:
        """Give the labels of which a reader needs one."""
        if not governance.is_draft(dataset_obj):
            return super().get_dataset_labels(dataset_obj)
        org = dataset_obj.owner_org
        reviews = governance.reviews_of(dataset_obj.id)
        return [f"satudata-prepare-{org}", *review_labels(org, [review.reached or [] for review in reviews])]

    def get_user_dataset_labels(self, user_obj: Any) -> list[str]:
        """Give the labels a reader has: CKAN's, plus those of their offices and of the posts they hold today."""
        labels = super().get_user_dataset_labels(user_obj)
        if not user_obj or user_obj.is_anonymous:
            return labels
        offices = [
            f"satudata-prepare-{label.removeprefix(MEMBER)}" for label in labels if label.startswith(MEMBER)
        ]
        return [*labels, *offices, *post_labels(governance.posts_of(user_obj.id, wiring.today()))]


def review_labels(org: str, reached: Iterable[Iterable[str]]) -> list[str]:
    """Give the labels a draft has beside its office's, from the steps each of its reviews has reached."""
    labels = {Reader.WALIDATA: WALIDATA, Reader.OFFICE: f"satudata-opd-{org}", Reader.BPS: BPS}
    return [labels[reader] for reader in sorted(readers([list(steps) for steps in reached]))]


def post_labels(posts: Iterable[tuple[str, str | None]]) -> list[str]:
    """Give the labels that the posts held today open."""
    labels = set()
    for post, org in posts:
        if post in WALIDATA_POSTS:
            labels.add(WALIDATA)
        elif post == "bps":
            labels.add(BPS)
        elif post in OPD_POSTS and org:
            labels.add(f"satudata-opd-{org}")
    return sorted(labels)
