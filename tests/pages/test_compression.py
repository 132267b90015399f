"""Pages and answers come compressed to whoever takes them so."""

import gzip

import pytest

from tests import factories as make

COMPRESSED = {"accept-encoding": "gzip, deflate, br"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/en/", "/en/exhibitors/", "/api/v1/schema/", "/static/look/components.css"]
)
def test_it_is_compressed_for_those_who_take_it_so(client, path):
    make.EditionFactory()
    plain, short = client.get(path), client.get(path, headers=COMPRESSED)
    assert "Content-Encoding" not in plain
    assert short["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in short["Vary"]
    assert gzip.decompress(b"".join(short)) == b"".join(plain)
