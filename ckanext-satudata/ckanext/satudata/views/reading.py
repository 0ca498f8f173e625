"""From the form of the check page to a recipe, and from a reading to what the page shows."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from ckan.plugins.toolkit import _

from ckanext.satudata.domain.intake.recipe import RecipeError, answer, apply_patch, edit_cells
from ckanext.satudata.domain.intake.shape_choice import turned_back, turned_long

from .common import Errors

TABLE_QUESTION = "TABEL_PILIHAN"
SEVERITIES = ("tolak", "konfirmasi", "peringatan")
CONSEQUENCES = ("JUMLAH_BARIS_BEDA",)
COLUMN_PARTS = ("title", "type", "unit")
TYPES = ("string", "integer", "number", "year", "date", "boolean")


class Typed:
    """What a person chose on the check page: the new recipe, the answers, and what is still wrong."""

    def __init__(self, intake: Mapping[str, Any], form: Mapping[str, str]) -> None:
        self.form = form
        self.findings = findings_of(intake)
        self.before: dict[str, Any] = copy.deepcopy(recipe_of(intake))
        self.recipe = copy.deepcopy(self.before)
        self.answers: dict[str, Any] = {}
        self.errors: Errors = []
        self._take_columns()
        self._take_shape(chosen_table(intake).get("wide") or [])
        self._take_back()
        for number, finding in enumerate(self.findings, 1):
            self._take_answer(number, finding)
            self._take_fix(number, finding)

    @property
    def changed(self) -> dict[str, Any]:
        """The recipe when it differs from the one before, else an empty dictionary."""
        return self.recipe if self.recipe != self.before else {}

    def _take_columns(self) -> None:
        for column in self.recipe.get("columns", []):
            letter = column["letter"]
            if f"column__{letter}__shown" not in self.form:
                continue
            for part in COLUMN_PARTS:
                value = self.form.get(f"column__{letter}__{part}", "").strip()
                column[part] = value or (None if part == "unit" else column.get(part))
            column["skip"] = f"column__{letter}__skip" in self.form

    def _take_shape(self, ways: Sequence[Mapping[str, Any]]) -> None:
        """Turn the table long, or back, where the page asked for another shape than the recipe's."""
        chosen, is_long = self.form.get("shape", ""), bool(self.recipe.get("unpivot"))
        if not ways or chosen not in ("long", "wide") or (chosen == "long") == is_long:
            return
        self.recipe = (turned_long if chosen == "long" else turned_back)(self.recipe, ways[0])

    def _take_back(self) -> None:
        """Drop the corrections that are to be undone; what the file holds counts again."""
        if kept := self.recipe.get("fixes"):
            self.recipe["fixes"] = [one for one in kept if f"undo__{one['cell']}" not in self.form]

    def _take_answer(self, number: int, finding: Mapping[str, Any]) -> None:
        question = finding.get("confirm")
        if not question:
            return
        key = question["key"]
        value, reason = self.form.get(f"answer__{key}", ""), self.form.get(f"reason__{key}", "").strip()
        if not value:
            if finding.get("open", True):
                self._miss(number, _("Finding %(number)s: choose an answer.") % {"number": number})
            return
        if question.get("needs_reason") and not reason:
            self._miss(number, _("Finding %(number)s: write the reason.") % {"number": number})
            return
        self.answers[key] = {"value": value, "reason": reason}
        self._change(number, lambda recipe: answer(recipe, finding, value, reason))

    def _take_fix(self, number: int, finding: Mapping[str, Any]) -> None:
        chosen, fixes = self.form.get(f"fix__{number}", ""), finding.get("fixes") or []
        fix = next(
            (one for one in fixes if one["id"] == chosen or (not chosen and self._typed_over(number, one))),
            None,
        )
        if fix is None:
            return
        if fix.get("cells"):
            names = [cell["cell"] for cell in fix["cells"]]
            typed = {name: self.form.get(f"cell__{number}__{fix['id']}__{name}", "") for name in names}
            self._change(number, lambda recipe: edit_cells(recipe, finding, typed))
        elif fix.get("patch"):
            patch = self._with_year(number, fix["patch"])
            self._change(number, lambda recipe: apply_patch(recipe, patch))

    def _typed_over(self, number: int, fix: Mapping[str, Any]) -> bool:
        """Tell whether a cell was typed over, though the choice beside it was left as it stood."""
        for cell in fix.get("cells") or []:
            shown = str(cell.get("value") or cell.get("read") or "")
            if self.form.get(f"cell__{number}__{fix['id']}__{cell['cell']}", shown) != shown:
                return True
        return False

    def _with_year(self, number: int, patch: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put the typed year where a fix leaves it open."""
        if (patch.get("constants") or {"tahun": 0}).get("tahun", 0) is not None:
            return patch
        year = self.form.get("year", "").strip()
        if not (year.isdecimal() and len(year) == 4):
            self._miss(number, _("Write the year of the data in four digits, for example 2026."))
            return {}
        return {"constants": {"tahun": int(year)}, "constant_sources": {"tahun": "typed"}}

    def _change(self, number: int, change: Any) -> None:
        try:
            self.recipe = change(self.recipe)
        except RecipeError as wrong:
            self._miss(number, _("This choice does not fit: %(why)s.") % {"why": wrong.expected})

    def _miss(self, number: int, message: str) -> None:
        self.errors.append({"field": f"temuan-{number}", "label": "", "message": message})


def recipe_of(intake: Mapping[str, Any]) -> dict[str, Any]:
    """The recipe that the page is about: the proposal while it waits for confirmation, the confirmed one after."""
    proposal = (intake.get("inspection") or {}).get("proposal")
    return (proposal if intake["state"] == "to_confirm" else None) or intake.get("recipe") or {}


def findings_of(intake: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Findings that stand on the page: the questions of the reading, or those of the check once there is one."""
    report = intake.get("report")
    found = report["findings"] if intake["state"] == "checked" and report else intake.get("questions") or []
    answers = {**recipe_of(intake).get("confirmed", {}), **(intake.get("answers") or {})}
    ordered = sorted(found, key=lambda one: (SEVERITIES.index(one["severity"]), one["code"] in CONSEQUENCES))
    return [confirmed(one, answers) for one in ordered if one["code"] != TABLE_QUESTION]


def confirmed(finding: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The finding with the answer that was given to it."""
    key = (finding.get("confirm") or {}).get("key")
    return {**finding, "confirmed": answers.get(key) or finding.get("confirmed")} if key else dict(finding)


def chosen_table(intake: Mapping[str, Any]) -> dict[str, Any]:
    """The table of the inspection that was read; an empty dictionary when there is none."""
    inspection = intake.get("inspection") or {}
    tables = inspection.get("tables") or []
    return next((one for one in tables if one["id"] == inspection.get("chosen")), {})


def columns_of(draft: Mapping[str, Any], typed: Mapping[str, str] | None) -> list[dict[str, Any]]:
    """Columns of the table with what each means, what was typed first, and the remarks about them."""
    return [
        described(column, draft.get("remarks") or [], (typed or {}).get(column["name"]))
        for column in draft.get("columns") or []
    ]


def described(column: Mapping[str, Any], remarks: list[dict[str, Any]], typed: str | None) -> dict[str, Any]:
    """One column; ``asked`` where its meaning is asked first: measures, and what a remark is about."""
    about = [r for r in remarks if r["field"] == f"kolom.{column['name']}" and not r.get("resolved")]
    return {
        **column,
        "title": column.get("title") or column["name"],
        "description": column.get("description") or "" if typed is None else typed,
        "remarks": about,
        "asked": bool(column.get("unit") or about),
    }


def typed_columns(form: Mapping[str, str]) -> dict[str, str]:
    """Definitions of columns from a sent form, by column name."""
    return {name[len("kolom__") :]: text.strip() for name, text in form.items() if name.startswith("kolom__")}
