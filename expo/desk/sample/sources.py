"""Where the sample's facts were published."""

GLOBAL_TIMES = "Global Times, 11 September 2024"
XINHUA = "Xinhua, 24 September 2024 (en.people.cn c90000-20222655)"
