"""The sample fair: the 21st China-ASEAN Expo, with its facts and a believable fair around them, small or of full size.

Facts carry their source. Companies, people and products are invented; any likeness is by chance.
Only here are states and counters written without the acts that own them.
"""

from expo.desk.sample.fill import fill
from expo.desk.sample.sign_ins import sign_ins
from expo.desk.sample.sizes import SIZES

__all__ = ["SIZES", "fill", "sign_ins"]
