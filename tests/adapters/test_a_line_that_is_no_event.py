"""A line of a device file that holds a number which is none is passed over, whatever its size."""

from __future__ import annotations

import json

import pytest
from exchange_builders import stored_as

from footcore_tui.adapters.exchange_events import event_of, line_of
from footcore_tui.core.choices import PlanAction, PlanChanged
from footcore_tui.core.record import Moment

RULE = '{"name":"age","since":"2026-01-01","value":%s}'


def line(value: str) -> bytes:
    columns = {"id": "e1", "device": "abc", "seq": 1, "kind": "rule_changed", "session": None, "utc": 17, "body": ""}
    return json.dumps({**columns, "body": RULE % value}).encode() + b"\n"


@pytest.mark.parametrize("value", ["1" + "0" * 400, "-1" + "0" * 400, "1e999", "NaN", "-5", "1000000"])
def test_a_number_that_no_history_can_hold(value: str) -> None:
    assert event_of(line(value)) is None
    assert event_of(line("43")) is not None


@pytest.mark.parametrize("routine", ["/tmp/plan.toml", "A plan", "a\nb", "", "-"])
def test_a_plan_is_called_by_an_id(routine: str) -> None:
    def said(name: str) -> bytes:
        change = PlanChanged(name, PlanAction.START, 1, (3,), (1,), "2026-06-01", Moment(1_780_000_000, 0))
        return line_of(stored_as(change)).encode()

    assert event_of(said("short-foot-eight-weeks")) is not None
    assert event_of(said(routine)) is None
