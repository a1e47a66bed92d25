"""What must hold of the engine in every world, whatever the policy."""

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from duties.worlds import worlds
from shouwang.duties.cases import answer_case

World = dict[str, Any]
Lines = dict[tuple[str, str], dict[str, Any]]

VISIT = {"kind": "visit", "mode": "home", "role": "watch_group", "value": 100, "beneficiaries": 1}


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_in_which_records_and_people_arrived_changes_nothing(world: World, random: Any) -> None:
    shuffled = deepcopy(world)
    for arrivals in (shuffled["records"], shuffled["people"], shuffled["policy"]["duties"]):
        random.shuffle(arrivals)
    assert answer_case(shuffled) == answer_case(world)


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_were_entered_decides_ties_only(world: World, random: Any) -> None:
    shuffled = deepcopy(world)
    for person in shuffled["people"]:
        random.shuffle(person["facts"])
        person["facts"].sort(key=lambda fact: (fact["kind"], fact["from"]))
    straight = deepcopy(world)
    for person in straight["people"]:
        begins = [(fact["kind"], fact["from"]) for fact in person["facts"]]
        assume(len(set(begins)) == len(begins))
    assert answer_case(shuffled) == answer_case(straight)


@given(worlds(), st.integers(0, 200), st.integers(-5, 100))
def test_one_more_credited_record_never_raises_the_misses_of_a_whole_segment(
    world: World, subject: int, offset: int
) -> None:
    # Over all days up to now no segment is cut, neither by the period nor by a unit that goes on.
    world |= {"from": "2019-12-30", "to": "2030-01-06"}
    before = lines(world)
    subjects = [person["id"] for person in world["people"]] + world["townships"] + world["households"]
    day = date.fromisoformat(world["now"][:10]) - timedelta(offset)
    more = VISIT | {
        "id": "more",
        "subjects": [subjects[subject % len(subjects)]],
        "start": f"{day}T09:00:00+08:00",
        "end": f"{day}T11:00:00+08:00",
    }
    after = lines(world | {"records": [*world["records"], more]})
    assert before.keys() == after.keys()
    assert all(len(after[key]["misses"]) <= len(line["misses"]) for key, line in before.items())


@given(worlds(), st.integers(0, 99))
def test_splitting_a_period_changes_no_miss_and_no_sum_of_a_calendar_duty(world: World, at: int) -> None:
    first, last = date.fromisoformat(world["from"]), date.fromisoformat(world["to"])
    cut = first + timedelta(at % ((last - first).days + 1))
    whole = lines(world)
    halves = [lines(world | {"to": cut.isoformat()})]
    if cut < last:
        halves.append(lines(world | {"from": (cut + timedelta(1)).isoformat()}))
    assert whole.keys() == set().union(*halves)
    for key, line in whole.items():
        parts = [half[key] for half in halves if key in half]
        assert line["misses"] == [day for part in parts for day in part["misses"]]
        assert line["credited"] == sum(part["credited"] for part in parts)
        assert line["open"] == sum(part["open"] for part in parts)
        if "longest_gap" in line:
            assert line["longest_gap"] == max(part["longest_gap"] for part in parts)
        else:
            assert line["expected"] == sum(part["expected"] for part in parts)
        assert all((line["light"], line["due_by"]) == (part["light"], part["due_by"]) for part in parts)


@given(worlds(), st.integers(0, 60))
def test_moving_now_forward_never_removes_a_miss(world: World, days: int) -> None:
    # Nothing that was still to come may come true in between: what happens later is not what this asks.
    world["records"] = [r for r in world["records"] if r["start"][:10] < world["now"][:10]]
    later = datetime.fromisoformat(world["now"]) + timedelta(days)
    before, after = lines(world), lines(world | {"now": later.isoformat()})
    assert before.keys() == after.keys()
    assert all(set(line["misses"]) <= set(after[key]["misses"]) for key, line in before.items())


@given(worlds(), st.integers(0, 30), st.integers(0, 30))
def test_a_suspension_over_the_whole_period_leaves_nothing_expected(world: World, before: int, after: int) -> None:
    begins = date.fromisoformat(world["from"]) - timedelta(before)
    ends = date.fromisoformat(world["to"]) + timedelta(after)
    for person in world["people"]:
        away = {"kind": "suspension", "value": "away", "from": begins.isoformat(), "to": ends.isoformat()}
        person["facts"].append(away)
    people = {person["id"] for person in world["people"]}
    assert not [subject for _, subject in lines(world) if subject in people]


@given(worlds())
def test_a_moment_told_in_another_offset_is_the_same_moment(world: World) -> None:
    told = deepcopy(world)
    for record in told["records"]:
        for key in ("start", "end", "received_at"):
            if key in record:
                record[key] = _in_utc(record[key])
    told["now"] = _in_utc(told["now"])
    assert answer_case(told) == answer_case(world)


@given(worlds())
def test_the_numbers_of_a_line_add_up(world: World) -> None:
    for line in lines(world).values():
        within = [day for day in line["misses"] if world["from"] <= day <= world["to"]]
        assert line["misses"] == sorted(set(within))
        if "longest_gap" not in line:
            assert line["expected"] == line["credited"] + len(line["misses"])
        if line["light"] == "grey":
            assert line["due_by"] is None
        elif line["light"] != "green":
            assert line["due_by"]


def lines(world: World) -> Lines:
    """The lines of the answer, by duty and subject."""
    return {(line["duty"], line["subject"]): line for line in answer_case(world)["lines"]}


def _in_utc(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat()
