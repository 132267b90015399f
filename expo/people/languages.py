"""Languages that people at the fair speak, each by its own name."""

SPOKEN = [
    ("zh", "中文"),
    ("en", "English"),
    ("vi", "Tiếng Việt"),
    ("th", "ไทย"),
    ("id", "Bahasa Indonesia"),
    ("ms", "Bahasa Melayu"),
    ("tl", "Filipino"),
    ("km", "ខ្មែរ"),
    ("lo", "ລາວ"),
    ("my", "မြန်မာ"),
    ("ar", "العربية"),
    ("ru", "Русский"),
    ("kk", "Қазақша"),
    ("uz", "Oʻzbekcha"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("fr", "Français"),
    ("pl", "Polski"),
    ("sr", "Српски"),
]
