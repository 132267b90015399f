"""How an error names the HS codes of which it speaks."""

import re
import unicodedata
from collections.abc import Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from expo.common.listed import listed

MOST = 3  # codes of which one error speaks
LONGEST = 20  # characters of each


def named(codes: Sequence[str], error: str) -> str:
    """Say of which codes, as they are typed, an error speaks; of many of a few."""
    told = [f"“{Truncator(code).chars(LONGEST)}”" for code in codes[:MOST]]
    told += ["…"] if len(codes) > MOST else []
    return _("%(codes)s: %(error)s") % {"codes": listed(told), "error": error}


def as_typed(code: str, text: str) -> str:
    """The code with the dots and spaces with which it stands in a text."""
    normalised = unicodedata.normalize("NFKC", text)
    if code in normalised or not code.isdigit():  # a pattern for a row of dots would not end
        return code
    found = re.search(r"[\s.-]*".join(code), normalised)
    return found[0] if found else code
