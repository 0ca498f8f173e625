"""One table that turns the rules' refusals into sentences and CKAN's errors."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk

from ..adapters.blobs import NoSpace, TooLarge
from ..dates import clock, day
from ..domain.draft import Lack
from ..domain.errors import Conflict, Incomplete, Missing, NotAllowed, Refused
from ..said import Said
from ..said import marked as _
from ..words import field_label, language, post_label, status_label, step_label
from .code_sentences import code_sentences
from .description_sentences import description_sentences
from .people_sentences import people_facts, people_sentences
from .queue_sentences import queue_sentences
from .recipe_words import expected_words
from .remark_sentences import remark_sentences
from .structure_sentences import structure_sentences
from .subject_sentences import subject_sentences


class ConflictError(tk.ValidationError):
    """The world moved on: HTTP 409, shaped like CKAN's validation errors."""


def sentence(code: str, facts: Mapping[str, Any]) -> str:
    """The sentence of a refusal in the running language."""
    text = _sentences().get(code)
    return Said((tk._(text) if text else code) % _told(facts), code)


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    told = {"who": "", **facts}
    if isinstance(expected := facts.get("expected"), str):
        told["expected"] = expected_words(expected)
    if step := facts.get("step"):
        told["step"] = step_label(step)
        told["post"] = post_label(step.post.slot)
    if item := facts.get("item"):
        told["check"] = item.text_en if language() == "en" else item.text
    if status := facts.get("status"):
        told["status"] = status_label(status)
    if moment := facts.get("at"):
        told["time"] = f"{day(moment)}, {clock(moment)}"
    told |= people_facts(facts)
    if (user_id := facts.get("user_id")) and (user := model.User.get(user_id)):
        told["who"] = user.display_name
    if number := facts.get("number"):
        told["number"] = f"P-{number:04d}" if isinstance(number, int) else number
    return told


@cache
def _sentences() -> Mapping[str, str]:
    """Code of a refusal to its sentence, in the language of the code."""
    return {
        **_turn_sentences(),
        **_content_sentences(),
        **_input_sentences(),
        **remark_sentences(),
        **queue_sentences(),
        **people_sentences(),
        **code_sentences(),
        **description_sentences(),
        **subject_sentences(),
        **structure_sentences(),
    }


def _turn_sentences() -> Mapping[str, str]:
    return {
        "not_preparer": _("Drafts of this office are prepared by its own staff."),
        "not_open_for_submission": _("This draft has been submitted already (%(status)s)."),
        "not_in_review": _("This submission is not under review now (%(status)s)."),
        "machine_step": _("The portal does this step by itself: %(step)s."),
        "other_turn": _("It is the turn of %(post)s (%(step)s)."),
        "four_eyes": _("You prepared or changed this data, so another official decides: %(post)s."),
        "decided_other_gate": _(
            "You have decided at another gate of this round, so another official decides here: %(post)s."
        ),
        "claimed": _("A colleague has taken this task."),
        "claimed_already": _("You have taken this task already."),
        "not_claimed": _("You have not taken this task."),
        "not_dispatcher": _("Tasks of this step are given by %(post)s or the posts above."),
        "no_return": _("This step sends nothing back."),
        "work_is_not_rejected": _("Work is done or sent back; it is not rejected."),
        "fixed_content": _(
            "This draft holds a published edition as it was. Its content cannot be changed; start a correction instead."
        ),
        "nothing_to_archive": _("There is nothing to archive here."),
        "bundle_building": _(
            "The BPS bundle is still being built. Wait a moment, then open this page again."
        ),
        "bundle_superseded": _("A newer bundle of this submission exists. Open the newest one."),
        "bps_does_not_reject": _("BPS records receipt or sends remarks; it does not reject."),
        "not_walidata": _("Bundles of several datasets are asked for by the walidata."),
        "bundle_empty": _("Nothing of this has a bundle that BPS may read yet."),
        "reply_needs_scan": _("Upload the scan of BPS's reply: a PDF, JPEG or PNG file."),
        "bundle_of_several": _("Each dataset of this bundle is answered in its own bundle."),
        "not_registrar": _("The register of sendings is kept by the verifier."),
        "not_ready_to_publish": _("This submission has not passed every gate."),
        "frozen": _(
            "The data are locked because they are under review (%(status)s). Withdraw the submission to change them."
        ),
        "has_history": _("This draft was submitted before; its history is kept. It cannot be discarded."),
        "not_published": _("This dataset has not been published yet."),
    }


def _content_sentences() -> Mapping[str, str]:
    return {
        "content_moved": _(
            "The content changed after the page was opened. The decision was not saved. Look at the changes, then decide again."
        ),
        "decided_already": _("%(who)s decided on this step on %(time)s. Open the page again."),
        "review_moved": _("Somebody decided on %(number)s a moment ago. Open the page again."),
        "base_moved": _(
            "Another edition was published meanwhile. Start the revision from the current edition."
        ),
        "publication_stopped": _(
            "Publication stopped: %(reason)s The office can withdraw the submission and submit anew."
        ),
        "intake_moved": _(
            "The file was read or answered again meanwhile. Look at the findings as they are now, then answer again."
        ),
        "intake_idle": _("Nothing is being read or checked now. Reload the page to see how the file stands."),
        "lease_lost": _("Another worker has taken this work."),
        "draft_missing": _("This draft does not exist."),
        "review_missing": _("This submission does not exist."),
        "bundle_missing": _("This bundle does not exist."),
        "edition_missing": _("Edition %(number)s does not exist."),
        "sop_missing": _("The SOP of this submission is not known to the portal."),
        "sop_changed": _("The SOP %(id)s changed without a new version number. Raise 'versi' in its file."),
    }


def _input_sentences() -> Mapping[str, str]:
    return {
        "unknown_decision": _("Choose one decision: approve, return or reject."),
        "unknown_reason": _("The reason %(reason)s is not in the list."),
        "unknown_target": _("This step cannot be returned to."),
        "reason_needed": _("Choose at least one reason, then write what is to be mended."),
        "reason_text_needed": _("Write what is to be mended: the reason 'other' says nothing by itself."),
        "unknown_check": _("The checklist has no point %(point)s with the answer %(answer)s."),
        "checklist_open": _("Judge every point of the checklist (%(count)s open): %(check)s"),
        "check_fits_not": _("A point does not fit, so return the submission with that reason: %(check)s"),
        "release_at_final_gate": _("The release date is set by the last gate when it approves."),
        "release_passed": _("The release date has passed. Choose a later day, or leave it empty."),
        "not_a_holder": _("Choose somebody who holds this post today."),
        "assignee_four_eyes": _(
            "This person prepared or changed the data. Choose another holder of the post."
        ),
        "subject_reason_missing": _("Write the reason."),
        "ms_rules_broken": _(
            "%(count)s answers of the BPS forms break a rule of the form. Mend them, or write the reason beside each."
        ),
        "nothing_corrected": _(
            "Nothing differs from edition %(edition)s yet. Correct the file or its description, or delete this draft."
        ),
        "note_needed": _("Write the reason for going on."),
        "remark_needed": _("Write at least one remark."),
        "key_needed": _("Send an idempotency_key, so that a repetition is not a second decision."),
        "recipe_wrong": _("The reading is not well formed: %(part)s must be %(expected)s."),
        "hint_unknown": _("There is no hint %(name)s. Known hints: %(known)s."),
        "answer_unasked": _("Nothing asks for the answer %(key)s."),
        "answer_shapeless": _("Send the answer %(key)s as an object with value and reason."),
        "typed_private": _("What was typed (%(place)s) identifies a person. Take it out; nothing was kept."),
        "digest_needed": _("Send the digest of the content that was looked at."),
        "file_missing": _("Upload the file or paste the table first."),
        "file_inspecting": _("The file is being read. Wait until it is done."),
        "file_to_confirm": _("Confirm how the file was read."),
        "file_checking": _("The file is being checked. Wait until it is done."),
        "file_refused": _("The file could not be read. Upload another one."),
        "file_stopped": _("You stopped the check of the file. Check it again."),
        "file_failed": _("The check stopped in the system, not because of the data. Check the file again."),
        "report_stale": _("The table changed since the last check. Check the file again."),
        "report_error": _("The file could not be checked. Check it again."),
        "report_fail": _("Mend the findings marked 'reject' (%(count)s), then check again."),
        "confirmations_open": _("Answer the findings that need a confirmation (%(count)s)."),
    }


def lack_message(lack: Lack) -> str:
    """The sentence of one thing that is missing before submission."""
    return sentence(lack.code, {**lack.facts, "label": field_label(lack.name)})


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Raise the rules' refusals as CKAN's errors."""
    try:
        yield
    except Refused as refused:
        raise _as_ckan(refused) from refused
    except TooLarge as large:
        limit = large.limit // 1_000_000
        message = tk._(
            "The file is larger than %(limit)s MB. Split it, or remove pictures and unused sheets."
        )
        raise tk.ValidationError({"upload": [message % {"limit": limit}]}) from large
    except NoSpace as full:
        message = tk._(
            "The portal's disk is full: the file was not kept. Tell the portal's administrator, then upload it again."
        )
        raise tk.ValidationError({"upload": [message]}) from full


def _as_ckan(refused: Refused) -> Exception:
    if isinstance(refused, Incomplete) and refused.code == "lacks":
        errors: dict[str, list[str]] = {}
        for lack in refused.facts["lacks"]:
            errors.setdefault(lack.name, []).append(lack_message(lack))
        return tk.ValidationError(errors)
    message = sentence(refused.code, refused.facts)
    make: Callable[[], Exception] = {
        NotAllowed: lambda: tk.NotAuthorized(message),
        Missing: lambda: tk.ObjectNotFound(message),
        Conflict: lambda: ConflictError({"conflict": [message]}),
    }.get(
        type(refused), lambda: tk.ValidationError({getattr(refused, "field", None) or "message": [message]})
    )
    return make()
