"""Where the sample's facts were published."""

GLOBAL_TIMES = "Global Times, 11 September 2024"
XINHUA = "Xinhua, “China-ASEAN Expo further drives economic, trade cooperation”, 24 September 2024"
