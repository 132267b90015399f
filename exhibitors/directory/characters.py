"""Characters that are taken for each other by a slip."""

_CONFUSED = (
    # sound or look alike, so that an input method or a tired eye takes one for the other
    *(
        "非啡菲",
        "气汽器",
        "椽橡像象",
        "莲连联",
        "茶荼",
        "叶业",
        "璃离漓",
        "荔茘利",
        "枝支之",
        "芒忙杧",
        "米迷谜",
    ),
    *("胶交娇", "池迟弛", "电店淀", "动冻东", "车年", "棕粽综", "榈桐", "油由邮", "糖塘溏", "虾霞暇"),
    *("蕉焦礁", "椰耶", "燕宴雁", "窝涡蜗", "咸减碱", "辣棘", "粉份纷", "麻嘛马", "绵棉", "丝私司"),
    *("伏代", "锂理里", "芯心新", "光广", "仪义议", "械戒", "塑朔", "钢刚纲", "铝吕", "瓷磁"),
    # Thai letters of one sound
    *("นณ", "สศษ", "ดฎ", "ตฏ", "ทธฑฒ", "พภผ", "คฆข", "ยญ", "ลฬ", "รล", "ไใ", "ชฌ"),
)
CONFUSED = {one: group.replace(one, "") for group in reversed(_CONFUSED) for one in group}


def are_confused(one: str, other: str) -> bool:
    """Whether these two, each with its marks, are easily taken for each other."""
    return one[1:] == other[1:] and other[:1] in CONFUSED.get(one[:1], "")
