"""What people type for an economy beside its name: who lives there, what it is called for short, and at home."""

ALIASES = {
    "AE": "UAE Emirati Emirates 阿联酋 الإمارات",
    "AU": "Australian Aussie",
    "BH": "Bahraini البحرين",
    "BN": "Bruneian",
    "BY": "Belarusian Беларусь",
    "CN": "Chinese PRC",
    "ID": "Indonesian 印尼",
    "IN": "Indian Bharat भारत",
    "IR": "Iranian Persian ایران",
    "JP": "Japanese Nippon",
    "KG": "Kyrgyz Kirgiz Кыргызстан Киргизия",
    "KH": "Cambodian Khmer Kampuchea កម្ពុជា",
    "KR": "Korean ROK 한국",
    "KW": "Kuwaiti الكويت",
    "KZ": "Kazakh Kazakhstani Казахстан Қазақстан",
    "LA": "Lao Laotian ລາວ",
    "MM": "Burmese Burma မြန်မာ",
    "MY": "Malaysian Malay 大马",
    "NZ": "NZ Zealander Aotearoa",
    "OM": "Omani عمان",
    "PH": "Filipino Philippine Pilipinas",
    "PK": "Pakistani پاکستان",
    "PL": "Polish Polska",
    "QA": "Qatari قطر",
    "RS": "Serbian Србија Srbija",
    "RU": "Russian Россия",
    "SA": "Saudi Saudi~Arabian KSA 沙特 السعودية",
    "SG": "Singaporean 狮城",
    "TH": "Thai Siam Siamese ไทย",
    "TJ": "Tajik Tajikistani Тоҷикистон",
    "TL": "Timorese East~Timor",
    "UZ": "Uzbek Oʻzbekiston Узбекистан",
    "VN": "Vietnamese Việt~Nam",
}
"""By economy's code, with spaces between the aliases and "~" within one."""


def aliases(economy: str) -> list[str]:
    """Return the other names of the economy with this code."""
    return [alias.replace("~", " ") for alias in ALIASES.get(economy, "").split()]
