"""The sample fair: the 21st China-ASEAN Expo, with its facts and a small believable fair around them.

Facts carry their source. Companies, people and products are invented; any likeness is by chance.
Only here are states and counters written without the acts that own them.
"""

from expo.desk.sample.fill import SIZES, fill
from expo.desk.sample.sign_ins import sign_ins

__all__ = ["SIZES", "fill", "sign_ins"]
