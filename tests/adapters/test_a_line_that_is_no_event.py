"""A line of a device file that holds a number which is none is passed over, whatever its size."""

from __future__ import annotations

import json

import pytest

from footcore_tui.adapters.exchange_events import event_of

RULE = '{"name":"age","since":"2026-01-01","value":%s}'


def line(value: str) -> bytes:
    columns = {"id": "e1", "device": "abc", "seq": 1, "kind": "rule_changed", "session": None, "utc": 17, "body": ""}
    return json.dumps({**columns, "body": RULE % value}).encode() + b"\n"


@pytest.mark.parametrize("value", ["1" + "0" * 400, "-1" + "0" * 400, "1e999", "NaN"])
def test_a_number_that_no_history_can_hold(value: str) -> None:
    assert event_of(line(value)) is None
    assert event_of(line("43")) is not None
