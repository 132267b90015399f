"""Files that people send: each must be what it says."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

ENDINGS = {"JPEG": {"jpg", "jpeg"}, "PNG": {"png"}, "WEBP": {"webp"}}
TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@deconstructible
class RealPicture:
    """Accepts a JPEG, PNG or WebP whose content and name agree, up to so many bytes and pixels a side."""

    def __init__(self, most_bytes: int = 5 * 2**20, most_pixels: int = 6000) -> None:
        """Take the limits."""
        self.most_bytes = most_bytes
        self.most_pixels = most_pixels

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RealPicture) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.most_bytes, self.most_pixels))

    def __call__(self, file: File[bytes]) -> None:
        """Raise ValidationError that says what is wrong with the file."""
        if (file.size or 0) > self.most_bytes:
            limit = {"size": self.most_bytes // 2**20}
            raise ValidationError(_("The picture is larger than %(size)s MB."), params=limit)
        image = _opened(file)
        if max(image.size) > self.most_pixels:
            limit = {"most": self.most_pixels}
            raise ValidationError(_("The picture has more than %(most)s pixels a side."), params=limit)
        ending = (file.name or "").rsplit(".", 1)[-1].lower()
        if ending not in ENDINGS.get(image.format or "", set()):
            raise ValidationError(_("The file is not what its name says. Send a JPEG, PNG or WebP picture."))


def _opened(file: File[bytes]) -> Image.Image:
    try:
        file.seek(0)
        image = Image.open(file)
        image.verify()
        file.seek(0)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This is no picture. Send a JPEG, PNG or WebP picture.")) from error
    return image


def picture_type(name: str) -> str:
    """Return the media type of a picture that RealPicture has accepted, by its name."""
    return TYPES.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")
