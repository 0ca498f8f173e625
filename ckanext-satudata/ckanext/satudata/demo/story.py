"""How a dataset of the demo walks from its office to the public, by the acts of its people.

At every step the story looks where the dataset stands and does the next act, so that a load that was interrupted goes
on, and one that is complete does nothing.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import FileStorage

from .acting import Stuck, act, settle
from .described import Dataset, Edition, Told
from .people import producer_of
from .standing import bundle_ready, drafts_of, live, words_of
from .workbooks import office_file

VERIFIER, HEAD, BPS = "demo-verifikator", "demo-kadis", "demo-bps"
MOST_ACTS = 40
LEFT_EMPTY = ("konsep", "definisi", "klasifikasi", "satuan", "frekuensi")
STEP_ENDS = (
    "kasubag",
    "sekretaris",
    "kepala_opd",
    "verifikator",
    "analisis",
    "kabid",
    "kadis",
    "catatan_bps",
)
DESKS = {
    "kasubag": "demo-kasubag",
    "sekretaris": "demo-sekretaris",
    "kepala_opd": "demo-kepala-opd",
    "verifikator": VERIFIER,
    "analisis": "demo-pengolah",
    "periksa_analisis": VERIFIER,
    "kadis": HEAD,
}
"""Who sits at each stage; at ``kabid`` it is the dataset's own."""

Shape = Mapping[str, Any]


def walk(dataset: Dataset, *, first_edition_only: bool = False) -> str:
    """Bring a dataset to where its story ends; returns the state it is in. Raises ``Stuck``."""
    editions: tuple[Edition | None, ...] = tuple(dataset.editions) or (None,)
    state = ""
    for number in range(1, 2 if first_edition_only else len(editions) + 1):
        state = _Walk(dataset, number).run()
    return state


@dataclass
class _Walk:
    """The walk of one edition (from 1)."""

    dataset: Dataset
    number: int

    def __post_init__(self) -> None:
        self.producer = producer_of(self.dataset.office)
        self.draft_id = ""

    def run(self) -> str:
        """Act until the end of the story is reached."""
        for _ in range(MOST_ACTS):
            drafts = drafts_of(self.dataset)
            if len(drafts) < self.number:
                self._begin()
                continue
            self.draft_id = drafts[self.number - 1]
            shown = act(self.producer, "satudata_draft_show", id=self.draft_id)
            if self._ended(shown):
                return self._state(shown)
            self._next(shown)
        raise Stuck(f"{self.dataset.slug}: the story did not end")

    def _begin(self) -> None:
        if self.number > 1:
            act(self.producer, "satudata_draft_create", dataset_id=self._public_id())
            return
        title, office = self.dataset.title, self.dataset.office
        act(self.producer, "satudata_draft_create", owner_org=office, title=title)

    def _public_id(self) -> str:
        first = drafts_of(self.dataset)[0]
        return str(act(self.producer, "satudata_draft_show", id=first)["dataset_id"])

    def _ended(self, shown: Shape) -> bool:
        ends, status = self.dataset.ends, shown["status"]
        if ends == "terbit":
            return bool(status == "published" and live(shown["dataset_id"], self.number))
        if status == "in_review":
            step = shown["review"]["step"]
            return (
                step == ends
                if ends in STEP_ENDS
                else ends == "bps" and step == "bps" and self._registered(shown)
            )
        if status in ("returned", "withdrawn", "rejected"):
            return {"kembali": "returned", "tarik": "withdrawn", "tolak": "rejected"}.get(ends) == status
        return self._ended_as_draft(shown)

    def _ended_as_draft(self, shown: Shape) -> bool:
        report = shown["intake"]["report"]
        checked = shown["intake"]["state"] == "checked"
        if self.dataset.ends == "temuan":
            return bool(checked and report["verdict"] == "fail" and not report["open_confirmations"])
        if self.dataset.ends == "lengkapi":
            return bool(checked and not self._unwritten(shown))
        return self.dataset.ends == "kosong"

    def _state(self, shown: Shape) -> str:
        if shown["status"] == "published":
            return f"published, edition {self.number}"
        if shown["review"]:
            return f"{shown['status']}, {shown['review']['number']} at {shown['review']['step']}"
        return f"draft at {shown['step']}"

    def _next(self, shown: Shape) -> None:
        if shown["status"] == "in_review":
            self._review(shown)
        elif shown["status"] == "published":
            self._settle("published", lambda now: live(now["dataset_id"], self.number), shown["dataset_id"])
        elif shown["status"] in ("rejected", "withdrawn"):
            raise Stuck(f"{self.dataset.slug}: {shown['status']}, which is not where its story ends")
        elif not self._intake(shown):
            self._complete(shown)

    def _intake(self, shown: Shape) -> bool:
        """Bring the file one step further; False when it is checked and answered."""
        intake = shown["intake"]
        state, report = intake["state"], intake["report"]
        if state == "empty":
            self._upload()
        elif state in ("inspecting", "checking"):
            self._settle("file read", lambda now: now["intake"]["state"] not in ("inspecting", "checking"))
        elif state == "to_confirm":
            self._confirm(intake["questions"], {})
        elif state == "checked" and report["open_confirmations"]:
            self._confirm(report["findings"], intake["recipe"])
        elif state != "checked":
            raise Stuck(f"{self.dataset.slug}: {state}: {intake['error']}")
        elif report["verdict"] != "pass" and self.dataset.ends != "temuan":
            told = [finding["message"] for finding in report["findings"] if finding["severity"] == "tolak"]
            raise Stuck(f"{self.dataset.slug}: {' '.join(told)}")
        else:
            return False
        return True

    def _upload(self) -> None:
        edition = self.dataset.editions[self.number - 1]
        stream = io.BytesIO(office_file(self.dataset, self.number))
        upload = FileStorage(stream, filename=edition.file)
        act(self.producer, "satudata_intake_upload", id=self.draft_id, upload=upload)

    def _confirm(self, asked: list[dict[str, Any]], recipe: Mapping[str, Any]) -> None:
        answers = {
            finding["confirm"]["key"]: self._answer(finding)
            for finding in asked
            if finding.get("confirm") and finding.get("confirmed") is None
        }
        act(self.producer, "satudata_intake_confirm", id=self.draft_id, recipe=recipe, answers=answers)

    def _answer(self, finding: Mapping[str, Any]) -> Mapping[str, str]:
        if finding["code"] in self.dataset.answers:
            return self.dataset.answers[finding["code"]]
        suggested = finding["confirm"].get("suggested")
        if not suggested:
            raise Stuck(f"{self.dataset.slug}: no answer to {finding['code']}: {finding['message']}")
        return {"value": str(suggested)}

    def _unwritten(self, shown: Shape) -> dict[str, Any]:
        """Metadata of the story that the draft does not have yet."""
        wanted = dict(self.dataset.metadata)
        if self.number > 1:
            wanted |= self.dataset.editions[self.number - 1].metadata
        if self.dataset.ends == "lengkapi":
            wanted = {name: value for name, value in wanted.items() if name not in LEFT_EMPTY}
        if shown["status"] == "returned" or self.number > 1:
            wanted |= self.dataset.mend
        has = shown["package"]
        tags = str(wanted.pop("tag_string", ""))
        lacking = {name: value for name, value in wanted.items() if has.get(name) != value}
        if not words_of(tags) <= {tag["name"] for tag in has.get("tags", ())}:
            lacking["tag_string"] = tags
        return lacking

    def _complete(self, shown: Shape) -> None:
        lacking = self._unwritten(shown)
        has = {column["name"]: column["description"] for column in shown["columns"]}
        columns = {k: v for k, v in self.dataset.columns.items() if k in has and has[k] != v}
        if lacking or columns:
            act(self.producer, "satudata_draft_update", id=self.draft_id, columns=columns, **lacking)
        else:
            act(self.producer, "satudata_review_submit", draft_id=self.draft_id)

    def _review(self, shown: Shape) -> None:
        step, number = shown["review"]["step"], shown["review"]["round"]
        told = self._return_at(step, number)
        if self.dataset.ends == "tarik" and step == "kabid":
            act(self.producer, "satudata_review_withdraw", id=shown["review"]["id"])
        elif step == "kabid":
            self._decide(self.dataset.kabid, shown, told)
        elif step in DESKS:
            self._decide(DESKS[step], shown, told)
        elif step == "bps":
            self._bps(shown)
        else:
            self._settle("published", lambda now: now["status"] == "published", shown["review"]["id"])

    def _return_at(self, step: str, number: int) -> Told | None:
        if step == "verifikator" and number == 1 and self.number == 1 and self.dataset.first_return:
            return self.dataset.first_return
        where = {"kembali": "verifikator", "tolak": "kabid"}.get(self.dataset.ends)
        return self.dataset.told if step == where else None

    def _decide(self, who: str, shown: Shape, told: Told | None) -> None:
        review = act(who, "satudata_review_show", id=shown["review"]["id"])
        bad = "reject" if self.dataset.ends == "tolak" else "return"
        said: dict[str, Any] = {
            "checklist": [{"code": c["code"], "answer": "SESUAI"} for c in review["checklist"]]
        }
        if told:
            said = {"reasons": told.reasons, "text": told.text, "remarks": told.remarks}
        act(
            who,
            "satudata_review_decide",
            id=review["id"],
            decision=bad if told else "approve",
            digest=review["content_digest"],
            idempotency_key=f"demo-{review['step']}-{review['round']}",
            **{name: list(value) if isinstance(value, tuple) else value for name, value in said.items()},
        )

    def _bps(self, shown: Shape) -> None:
        review = act(VERIFIER, "satudata_review_show", id=shown["review"]["id"])
        bundle = review["bundle"]
        if not bundle or bundle["state"] not in ("ready", "answered") or bundle["round"] != review["round"]:
            self._settle("BPS bundle", lambda now: bundle_ready(VERIFIER, review), review["id"])
        elif not bundle["letter_number"]:
            self._register(bundle["id"], review["number"])
        else:
            self._answer_of_bps(bundle["id"], review)

    def _register(self, bundle_id: str, number: str) -> None:
        act(
            VERIFIER,
            "satudata_bundle_register",
            id=bundle_id,
            letter_number=f"000.9/{number[2:]}/DISKOMINFO/{number}",
            letter_date="2026-11-20",
            channel="Portal Satu Data",
            receiver="BPS Kabupaten Sukamaju",
        )

    def _answer_of_bps(self, bundle_id: str, review: Shape) -> None:
        told = self.dataset.told if self.dataset.ends == "catatan_bps" else None
        answer: dict[str, Any] = {
            "answer": "received",
            "receipt_number": f"B-{review['number'][2:]}/99020/2026",
        }
        if told:
            answer = {
                "answer": "remarks",
                "reasons": list(told.reasons) or ["DEFINISI_TIDAK_JELAS"],
                "note": told.text,
                "remarks": list(told.remarks),
            }
        act(
            BPS,
            "satudata_bps_answer",
            bundle_id=bundle_id,
            digest=review["content_digest"],
            idempotency_key=f"demo-bps-{review['round']}",
            **answer,
        )

    def _registered(self, shown: Shape) -> bool:
        bundle = act(VERIFIER, "satudata_review_show", id=shown["review"]["id"])["bundle"]
        return bool(bundle and bundle["state"] == "ready" and bundle["letter_number"])

    def _settle(self, what: str, reached: Any, *subjects: str) -> None:
        def done() -> bool:
            return bool(reached(act(self.producer, "satudata_draft_show", id=self.draft_id)))

        settle(done, (self.draft_id, *subjects), f"{self.dataset.slug}: {what}")
