"""Chinese characters that are written in two ways: those that trade is full of."""

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
