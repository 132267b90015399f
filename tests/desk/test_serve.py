"""Opening the sample fair: one at a time in a checkout, each on a port of its own."""

import socket

import pytest

from expo.desk import serve
from expo.embedded.locks import hold


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind((serve.HOST, 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_second_one_says_where_the_first_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPO_STATE_DIR", str(tmp_path))
    said = []
    with hold(tmp_path / "demo.lock") as notice:
        notice.write("http://127.0.0.1:8765/")
        notice.flush()
        assert serve.serve(port=None, say=said.append) == 0
    assert "http://127.0.0.1:8765/" in said[0]


def test_a_port_in_use_is_not_taken(tmp_path, monkeypatch, taken_port):
    monkeypatch.setenv("EXPO_STATE_DIR", str(tmp_path))
    said = []
    assert serve.serve(port=taken_port, say=said.append) == 1
    assert "is in use" in said[0]


def test_two_sample_fairs_get_two_ports():
    with serve._reserved_port(None) as one, serve._reserved_port(None) as two:
        assert one
        assert two
        assert one != two
