"""What is checked in every document, in this order. One rule is one function; the step rows have their own list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xl_sop.checking import completeness, flow, identity, personnel, places, procedure, regulations, titles
from xl_sop.checking import drift as worksheet
from xl_sop.checking.subject import Subject
from xl_sop.findings import Finding

Rule = Callable[[Subject], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    identity.identity_missing,
    identity.number_missing,
    identity.name_missing,
    identity.date_missing,
    identity.dates_reversed,
    identity.employee_number_impossible,
    completeness.unsignable,
    completeness.part_missing,
    completeness.box_empty,
    completeness.data_empty,
    completeness.kind_unknown,
    places.region_differs,
    places.signatory_of_another_agency,
    places.office_under_two_names,
    places.date_far_off,
    regulations.regulation_after_sop,
    regulations.regulation_twice,
    regulations.regulation_replaced,
    regulations.national_regulation_on_regional_subject,
    identity.warning_without_consequence,
    procedure.no_steps,
    procedure.performers_missing,
    procedure.performers_unmarked,
    procedure.performer_unnamed,
    procedure.performer_unused,
    procedure.sum_differs,
    procedure.converted_time,
    flow.start_missing,
    flow.end_missing,
    flow.loops_on_itself,
    flow.branches_agree,
    flow.step_unreachable,
    identity.related_sop_missing,
    personnel.role_of_another_agency,
    personnel.role_without_column,
    personnel.role_in_several_spellings,
    titles.titles_differ,
    titles.scope_differs,
    worksheet.worksheet_empty,
    worksheet.worksheet_differs,
    worksheet.worksheet_incomplete,
    worksheet.main_step_empty,
)
"""Add a rule here and its sentences in `xl_sop.catalogue`."""
