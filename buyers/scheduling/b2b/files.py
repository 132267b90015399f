"""The format `b2b-1`: problems read from, and answers read from and written to, what JSON holds."""

from collections.abc import Mapping, Sequence
from typing import Any

from buyers.scheduling.b2b.answer import Answer, Status
from buyers.scheduling.b2b.problem import Meeting, Problem, Session
from buyers.scheduling.problem import ProblemError

FORMAT = "b2b-1"


class AnswerError(ValueError):
    """What was given is no answer in the format; the text says where."""


def read(given: object) -> Problem:
    """A problem out of a parsed file. Raises ProblemError, naming what is missing or wrong."""
    try:
        return _problem(_mapping(given, "problem"))
    except _ReadError as error:
        raise ProblemError(str(error)) from None


def read_answer(given: object) -> Answer:
    """An answer out of a parsed file. Raises AnswerError, naming what is missing or wrong."""
    try:
        return _answer(_mapping(given, "answer"))
    except _ReadError as error:
        raise AnswerError(str(error)) from None


def as_json(answer: Answer) -> dict[str, Any]:
    """An answer as the format has it."""
    return {
        "format": FORMAT,
        "slots": list(answer.slots),
        "value": answer.value,
        "bound": answer.bound,
        "status": answer.status.value,
        "seconds": round(answer.seconds, 3),
    }


class _ReadError(ValueError):
    pass


def _problem(given: Mapping[str, Any]) -> Problem:
    _check_format(given)
    participants = _number(given, "participants")
    return Problem(
        participants=participants,
        locations=_number(given, "locations"),
        slots=_number(given, "slots"),
        morning_slots=_number(given, "morning_slots"),
        fairness=_number(given, "fairness"),
        meetings=tuple(
            _meeting(_mapping(row, f"meeting {number}"), f"meeting {number}")
            for number, row in enumerate(_list(given, "meetings"))
        ),
        forbidden=_forbidden(_mapping(given.get("forbidden", {}), "field “forbidden”"), participants),
        precedences=tuple(
            _pair(row, f"precedence {number}") for number, row in enumerate(_list(given, "precedences"))
        ),
    )


def _meeting(row: Mapping[str, Any], where: str) -> Meeting:
    session = row.get("session", "any")
    if session not in list(Session):
        raise _ReadError(f"In {where} the session is {session!r}; it may be any, morning or afternoon.")
    slot = None if row.get("slot") is None else _number(row, "slot", where)
    return Meeting(_number(row, "a", where), _number(row, "b", where), Session(session), slot)


def _forbidden(given: Mapping[str, Any], participants: int) -> tuple[frozenset[int], ...]:
    known = {str(participant) for participant in range(participants)}
    for key in given:
        if key not in known:
            raise _ReadError(
                f"Slots are forbidden to participant {key}, who is not one of the {participants}."
            )
    return tuple(
        frozenset(_whole_numbers(given.get(str(participant), []), f"the forbidden slots of {participant}"))
        for participant in range(participants)
    )


def _pair(row: object, where: str) -> tuple[int, int]:
    numbers = _whole_numbers(row, where)
    if len(numbers) != 2:
        raise _ReadError(f"In {where} there must be two meetings.")
    return numbers[0], numbers[1]


def _answer(given: Mapping[str, Any]) -> Answer:
    _check_format(given)
    status = given.get("status")
    if status not in list(Status):
        raise _ReadError(f"The status is {status!r}; it may be {', '.join(Status)}.")
    seconds = given.get("seconds", 0)
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        raise _ReadError("The field “seconds” must be a number.")
    return Answer(
        slots=tuple(_whole_numbers(given.get("slots") or [], "the field “slots”")),
        value=None if given.get("value") is None else _number(given, "value"),
        bound=None if given.get("bound") is None else _number(given, "bound"),
        bound_method="",
        status=Status(status),
        seconds=float(seconds),
    )


def _check_format(given: Mapping[str, Any]) -> None:
    if given.get("format") != FORMAT:
        raise _ReadError(f"The format is {given.get('format')!r}, not “{FORMAT}”.")


def _mapping(given: object, what: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise _ReadError(f"The {what} must be an object with named fields.")
    return given


def _list(given: Mapping[str, Any], key: str) -> Sequence[Any]:
    found = given.get(key, [])
    if not isinstance(found, list):
        raise _ReadError(f"The field “{key}” must be a list.")
    return found


def _whole_numbers(given: object, where: str) -> list[int]:
    if not isinstance(given, list) or not all(type(number) is int for number in given):
        raise _ReadError(f"In {where} there must be a list of whole numbers.")
    return given


def _number(given: Mapping[str, Any], key: str, where: str = "") -> int:
    number = given.get(key)
    if type(number) is not int:
        place = f" of {where}" if where else ""
        raise _ReadError(f"The field “{key}”{place} must be a whole number, not {number!r}.")
    return number
