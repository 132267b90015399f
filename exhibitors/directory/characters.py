"""Characters that are written for each other: on purpose, or by a slip."""

_WRITINGS = """
    梿莲 槤莲 葉叶 電电 車车 機机 農农 產产 藥药 醫医 膠胶 窩窝
    魚鱼 蝦虾 鋼钢 鐵铁 銅铜 鋁铝 絲丝 綢绸 紙纸 樹树 龍龙 蘭兰
    國国 東东 馬马 來来 緬缅 飼饲 魷鱿 糧粮 麵面 飲饮 應应 訊讯
    網网 數数 據据 環环 綠绿 輪轮 軟软 體体 線线 纜缆 燈灯 塗涂
    纖纤 維维 陽阳 風风 氣气 儲储 鋰锂 豬猪 雞鸡 鴨鸭 鮮鲜 乾干
    凍冻 鹽盐 醬酱 調调 雙双 設设 備备 儀仪 廠厂 業业 貿贸 進进
    運运 輸输 倉仓 庫库 檢检 測测 標标 準准 認认 證证 訂订 製制
    傢家 織织 衛卫 潔洁 護护 膚肤 養养 顏颜 蟲虫 灣湾 臺台 亞亚
    歐欧 聯联 韓韩
"""
SIMPLIFIED = {ord(pair[0]): pair[1] for pair in _WRITINGS.split()}
"""Other writings of characters that trade is full of, to those of mainland Chinese texts: 榴梿, 榴槤 to 榴莲."""

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
