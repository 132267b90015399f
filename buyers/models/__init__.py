"""Who buys what, and whom they meet."""

from buyers.models.groups import BuyerGroup, Coordinator, Delegate
from buyers.models.interpreters import Interpreter, InterpreterLanguage, InterpreterShift
from buyers.models.meetings import Companion, Meeting, MeetingRequest
from buyers.models.needs import Match, SourcingNeed
from buyers.models.news import MatchNews
from buyers.models.proposals import Proposal, ProposedChange
from buyers.models.verdicts import MatchVerdict
from buyers.models.weights import MatchWeights

__all__ = [
    "BuyerGroup",
    "Companion",
    "Coordinator",
    "Delegate",
    "Interpreter",
    "InterpreterLanguage",
    "InterpreterShift",
    "Match",
    "MatchNews",
    "MatchVerdict",
    "MatchWeights",
    "Meeting",
    "MeetingRequest",
    "Proposal",
    "ProposedChange",
    "SourcingNeed",
]
