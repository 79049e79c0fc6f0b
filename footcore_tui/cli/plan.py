"""`footcore plan`: a routine of several weeks, started, paused, left, and where it stands."""

from __future__ import annotations

import json

from footcore_tui.cli.history import open_history
from footcore_tui.cli.planner import Planner
from footcore_tui.cli.shelf import library, settings
from footcore_tui.core.choices import PlanAction
from footcore_tui.core.days import iso
from footcore_tui.core.errors import RoutineError
from footcore_tui.core.plans import Progress
from footcore_tui.core.text import printable
from footcore_tui.tui.plans import PlanOffer
from footcore_tui.tui.widgets.planned import plan_text, proposal_text, reason_text, shape_text

ACTIONS = {
    "start": PlanAction.START,
    "pause": PlanAction.PAUSE,
    "resume": PlanAction.RESUME,
    "leave": PlanAction.LEAVE,
    "back": PlanAction.STEP_BACK,
    "go-on": PlanAction.GO_ON,
}


def plan(action: str, routine: str, *, as_json: bool) -> int:
    """Does what is asked, and says where the plan stands. Raises FootcoreError."""
    chosen = settings()
    history = open_history(chosen)
    planner = Planner(chosen, library, lambda: history)
    if action == "list":
        return _list(planner, as_json=as_json)
    if action in ACTIONS:
        answers: list[Exception | None] = []
        try:
            planner.change(ACTIONS[action], routine, answers.append)
        finally:
            history.close()
        for error in answers:
            if error is not None:
                raise error
    progress = planner.progress()
    if as_json:
        print(json.dumps(progress and as_object(progress)))
    else:
        print("\n".join(_lines(progress)))
    return 0


def as_object(progress: Progress) -> dict[str, object]:
    """The shape that `plan status --json` promises."""
    return {
        "routine": progress.routine,
        "week": progress.week,
        "weeks": progress.weeks,
        "day": progress.done,
        "needed": progress.needed,
        "due": progress.due,
        "opens": None if progress.opens is None else iso(progress.opens),
        "proposal": progress.proposal and {"week": progress.proposal, "away_days": progress.away},
        "paused": progress.paused,
        "finished": progress.finished,
    }


def _lines(progress: Progress | None) -> list[str]:
    if progress is None:
        return ["No plan is running. `footcore plan list` names those that can be started."]
    lines = [f"{_name(progress.routine)}: {plan_text(progress)}"]
    if progress.finished:
        lines.append(f"`footcore plan start {printable(progress.routine)}` begins it again.")
    if progress.opens is not None:
        lines[0] += f", on {iso(progress.opens)}"
    if progress.proposal is not None:
        lines += [proposal_text(progress), reason_text(progress)]
        lines.append(f"`footcore plan back` begins week {progress.proposal}, `footcore plan go-on` goes on.")
    return lines


def _name(routine: str) -> str:
    """The id, where its file can't be had."""
    try:
        return library().routine(routine).name
    except RoutineError:
        return printable(routine)


def _list(planner: Planner, *, as_json: bool) -> int:
    offers = planner.shelf()
    if as_json:
        print(json.dumps([_offer_object(offer) for offer in offers], ensure_ascii=False, indent=1))
        return 0
    width = max((len(offer.id) for offer in offers), default=0)
    for offer in offers:
        print(f"{offer.id:<{width}}  {offer.name}: {shape_text(offer)}")
    if not offers:
        print("No routine here has weeks.")
    return 0


def _offer_object(offer: PlanOffer) -> dict[str, object]:
    return {
        "id": offer.id,
        "name": offer.name,
        "weeks": offer.weeks,
        "days_a_week": offer.days_a_week,
        "sessions_a_day": offer.sessions_a_day,
        "clock_seconds": offer.seconds,
    }
