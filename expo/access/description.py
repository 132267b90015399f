"""What the schema and its page say first about the API."""

API_DESCRIPTION = """\
What the fair's pages show and do, for programs: read and written through the same acts.

- **Sign in** with a token that you make in your workspace: `Authorization: Bearer <token>`. What everybody may read
  needs none.
- **Lists** come in pages: follow `next` until it is null.
- **To follow changes**, ask any list with `modified_since` for what changed at that time or later, the oldest change
  first; next time take the last `modified_at` and go back a minute, since changes become visible in an order of their
  own. Encode the `+` of a time as `%2B`. Rows that were removed are not told. Matches don't change but are replaced,
  all of an edition by the next run, and are as new as that or as their need.
- **Limits** are told with each answer by `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset`
  (draft-ietf-httpapi-ratelimit-headers-06).
- **To do a write once**, however often it is sent, name it by an `Idempotency-Key`.
- **Refusals** are problem details (RFC 9457): 400 where a request does not fit this schema, 404 where it, or something
  that its body names, is not there for you, 409 where it can't be done as things stand.
"""
