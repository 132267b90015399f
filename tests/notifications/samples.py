"""Facts for each kind of message, as the acts give them; a new kind gets its line here."""

_COMPANY = {"company": "Pulau Pandan Sdn Bhd", "exhibitor": 7}
_BOOTH = {**_COMPANY, "booth": "D1-014", "hall": "D1"}
_REQUEST = {
    "asker": "Salem Al Marri",
    "answerer": "Pulau Pandan Sdn Bhd",
    "company": "Dune and Date Trading",
    "companions": ["Aisha Al Marri", "Omar Haddad"],
    "need": "Sea-almond oil",
    "message": "We buy for 40 shops.",
    "answer": "With pleasure.",
}
_MEETING = {
    "buyer": "Salem Al Marri",
    "companions": ["Aisha Al Marri"],
    "exhibitor": "Pulau Pandan Sdn Bhd",
    "starts_at": "2024-09-24T01:30:00+00:00",
    "ends_at": "2024-09-24T02:00:00+00:00",
    "point": "D1-014",
    "host": "Nur Aisyah",
    "interpreter": "",
    "link": "https://meet.example.org/1",
    "online_from": "Asia/Dubai",
}

FACTS = {
    "account-mail": {"subject": "Confirm your address", "body": "Follow this link."},
    "invitation": {
        "to": "Organiser",
        "path": "/en/invitations/token/",
        "expires_at": "2024-09-24T01:30:00+00:00",
    },
    "registration-submitted": _COMPANY,
    "registration-changes-requested": {**_COMPANY, "remark": "Add a certificate."},
    "registration-approved": {**_COMPANY, "remark": ""},
    "registration-rejected": {**_COMPANY, "remark": "Weapons are not shown here."},
    "registration-withdrawn": _COMPANY,
    "booth-offered": {**_BOOTH, "answer_by_at": "2024-09-24T01:30:00+00:00"},
    "booth-let": _BOOTH,
    "booth-released": _BOOTH,
    "booth-offer-lapsed": _BOOTH,
    "new-matches": {"group": "Gulf Food", "group_id": 3, "count": 2},
    "matches-of-the-day": {
        "group": "Gulf Food",
        "group_id": 3,
        "count": 5,
        "needs": [
            {"need": "Dates without stones", "exhibitors": ["Pulau Pandan Sdn Bhd"], "more": 0},
            {"need": "Sea-almond oil", "exhibitors": ["A", "B", "C"], "more": 1},
        ],
    },
    "request-sent": _REQUEST,
    "request-accepted": _REQUEST,
    "request-declined": _REQUEST,
    "request-withdrawn": _REQUEST,
    "meeting-scheduled": _MEETING,
    "meeting-moved": {**_MEETING, "was_at": "2024-09-24T00:30:00+00:00"},
    "meeting-company": _MEETING,
    "meeting-cancelled": _MEETING,
}
