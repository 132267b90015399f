"""What the schema says of every operation: who may, what can go wrong, how often, and how to ask once."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from expo.access.once import HEADER

NO_NUL = r"^[^\u0000]*$"
SOME_TEXT = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"
PROBLEM_TYPE = "application/problem+json"
WRITES = frozenset({"post", "patch", "delete"})

PROBLEM = {
    "type": "object",
    "description": "Why a request was not done (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "examples": ["about:blank"]},
        "title": {"type": "string", "examples": ["Conflict"]},
        "status": {"type": "integer", "examples": [409]},
        "detail": {
            "type": "string",
            "description": "What a person can be told.",
            "examples": ["Booth D2-011 is taken. Free ones of its kind:"],
        },
        "alternatives": {
            "type": "array",
            "items": {"type": "string"},
            "description": "What is free instead.",
            "examples": [["D2-012", "D2-014"]],
        },
        "errors": {
            "type": "object",
            "description": "What is wrong, by field.",
            "additionalProperties": True,
            "examples": [{"hs_code": ["There is no code 081099 in the HS."]}],
        },
    },
}
PROBLEMS = {
    "400": ("BadRequest", "The request does not fit this schema; `errors` says where."),
    "401": ("Unauthorized", "Sign in: the token is missing, unknown, revoked or has run out."),
    "403": ("Forbidden", "The token may only read, or a browser's request has no CSRF token."),
    "404": ("NotFound", "It, or something that the body names, is not there for you."),
    "409": (
        "Conflict",
        "It can't be done as things stand; `errors` says where, `alternatives` what is free.",
    ),
    "413": ("ContentTooLarge", "The body is too large."),
    "415": ("UnsupportedMediaType", "The body has another type than this operation reads."),
    "422": ("UnprocessableContent", "The Idempotency-Key came with another request before."),
    "429": ("TooManyRequests", "Too many requests: wait for as long as `Retry-After` says."),
}
LIMITS = {
    "RateLimit-Limit": "Requests that you may make in a minute.",
    "RateLimit-Remaining": "How many of these are left.",
    "RateLimit-Reset": "Seconds until the next minute begins.",
}
KEY_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "A name for this request, new for each: sent again with the same body within a day it is not done "
    "again, but gets its first answer, with `Idempotent-Replayed: true`.",
    "schema": {
        "type": "string",
        "pattern": "^[!#-~]{1,200}$",
        "examples": ["8e03978e-40d5-43dd-bc93-6894a57f9324"],
    },
}


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How programs sign in."""

    target_class = "expo.access.authentication.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """Describe it."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token that you make in your workspace, under API tokens.",
        }


def complete(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Add to the schema what is true of every operation (drf-spectacular's POSTPROCESSING_HOOKS)."""
    components = result["components"]
    components["schemas"]["Problem"] = PROBLEM
    components["headers"] = _headers()
    components["parameters"] = {HEADER: KEY_PARAMETER}
    components["responses"] = {name: _problem(status, text) for status, (name, text) in PROBLEMS.items()}
    for path in result["paths"].values():
        for method, operation in path.items():
            _complete_operation(method, operation)
    for name, shape in components["schemas"].items():
        if name.endswith("Request"):
            _say_what_texts_may_hold(shape)
    return result


def _complete_operation(method: str, operation: dict[str, Any]) -> None:
    for answer in operation["responses"].values():
        answer["headers"] = {name: _reference("headers", name) for name in LIMITS}
    for status in _what_can_go_wrong(method, operation):
        operation["responses"][status] = _reference("responses", PROBLEMS[status][0])
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "query":
            parameter["schema"].setdefault("minLength", 1)  # of texts; it says nothing of numbers
            _say_what_texts_may_hold(parameter["schema"])
    if method in WRITES:
        operation.setdefault("parameters", []).append(_reference("parameters", HEADER))


def _what_can_go_wrong(method: str, operation: dict[str, Any]) -> list[str]:
    if method not in WRITES:
        asks = any(each["in"] == "query" for each in operation.get("parameters", []))
        return [*(["400"] if asks else []), "401", "404", "429"]
    body = ["413", "415"] if "requestBody" in operation else []
    return ["400", "401", "403", "404", "409", *body, "422", "429"]


def _problem(status: str, text: str) -> dict[str, Any]:
    headers = {name: _reference("headers", name) for name in LIMITS}
    if status == "401":
        headers["WWW-Authenticate"] = _reference("headers", "WWW-Authenticate")
    if status == "429":
        headers["Retry-After"] = _reference("headers", "Retry-After")
    content = {PROBLEM_TYPE: {"schema": _reference("schemas", "Problem")}}
    return {"description": text, "headers": headers, "content": content}


def _headers() -> dict[str, Any]:
    number = {"type": "integer", "minimum": 0}
    return {
        **{name: {"description": text, "schema": number} for name, text in LIMITS.items()},
        "Retry-After": {"description": "Seconds to wait.", "required": True, "schema": number},
        "WWW-Authenticate": {
            "description": "How to sign in.",
            "required": True,
            "schema": {"type": "string"},
        },
    }


def _say_what_texts_may_hold(shape: Any) -> None:
    """No text holds NUL, which PostgreSQL can't keep; one that must not be empty holds more than space."""
    if isinstance(shape, list):
        for each in shape:
            _say_what_texts_may_hold(each)
    if not isinstance(shape, dict):
        return
    if _is_free_text(shape):
        shape["pattern"] = SOME_TEXT if shape.get("minLength") else NO_NUL
    for each in shape.values():
        _say_what_texts_may_hold(each)


def _is_free_text(shape: dict[str, Any]) -> bool:
    kind = shape.get("type")
    is_text = kind == "string" or (isinstance(kind, list) and "string" in kind)
    return is_text and not {"enum", "pattern", "format", "const"} & set(shape)


def _reference(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}
