"""The embedded server against real processes: concurrent starts, kills, hostile folders, other users.

As root, pytest's folders are 0700, so every test here also proves that the server works below such a parent.
"""

import json
import multiprocessing
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from lectern import local
from lectern.postgres import cluster as cluster_on_disk
from lectern.postgres import locks, programs

ROOT = Path(__file__).resolve().parents[2]
AS_ROOT = os.geteuid() == 0
START_PROGRAM = "import sys; from pathlib import Path; from lectern import local; print(local.start(Path(sys.argv[1])))"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A running server for the tests that leave it as they found it; its folder has a space in its name."""
    state_dir = tmp_path_factory.mktemp("local") / "state dir"
    local.start(state_dir)
    yield state_dir
    local.stop(state_dir)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stopped cluster to copy: a hundredth of the price of another initdb."""
    state_dir = tmp_path_factory.mktemp("template")
    local.start(state_dir)
    local.stop(state_dir)
    return state_dir


@pytest.fixture
def state_dir(tmp_path: Path) -> Iterator[Path]:
    """A folder without a server, and without one again afterwards."""
    yield tmp_path / "state"
    local.stop(tmp_path / "state")


@pytest.fixture
def cluster(template: Path, state_dir: Path) -> Path:
    """A stopped cluster of the test's own."""
    subprocess.run(["cp", "-a", str(template), str(state_dir)], check=True)
    return state_dir


def fetch(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def postmaster_pid(state_dir: Path) -> int:
    return int((state_dir / "postgres/data/postmaster.pid").read_text().splitlines()[0])


def kill_postmaster(state_dir: Path) -> int:
    """Kill it as a power cut or the kernel's out-of-memory killer would; its pid."""
    pid = postmaster_pid(state_dir)
    os.kill(pid, signal.SIGKILL)
    return pid


def wait_until_dead(state_dir: Path) -> None:
    deadline = time.monotonic() + 10
    while locks.is_alive(state_dir / "postgres"):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def server_in_another_process(state_dir: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", START_PROGRAM, str(state_dir)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_starts_attaches_and_stops(state_dir: Path) -> None:
    assert (local.url(state_dir), local.is_running(state_dir), local.stop(state_dir)) == (None, False, False)
    url = local.start(state_dir)
    assert local.is_running(state_dir)
    pid = postmaster_pid(state_dir)
    assert local.start(state_dir) == url == local.url(state_dir)
    assert postmaster_pid(state_dir) == pid
    assert local.stop(state_dir)
    assert not local.is_running(state_dir)
    assert not local.stop(state_dir)
    assert local.url(state_dir) == url


def test_asking_creates_nothing(state_dir: Path) -> None:
    local.url(state_dir), local.is_running(state_dir), local.stop(state_dir)
    assert not state_dir.exists()


def test_attaching_takes_less_than_50_ms(shared: Path) -> None:
    durations_s = []
    for _ in range(5):
        began = time.perf_counter()
        local.start(shared)
        durations_s.append(time.perf_counter() - began)
    assert min(durations_s) < 0.05


def test_six_concurrent_starters_get_one_server(state_dir: Path) -> None:
    starters = [server_in_another_process(state_dir) for _ in range(6)]
    urls = {starter.communicate(timeout=60)[0].strip() for starter in starters}
    assert urls == {local.url(state_dir)}
    log = (state_dir / "postgres/server.log").read_text()
    assert log.count("starting PostgreSQL") == 1


def test_server_outlives_its_starter(cluster: Path) -> None:
    url = server_in_another_process(cluster).communicate(timeout=60)[0].strip()
    assert fetch(url, "SELECT 1") == 1
    pid = postmaster_pid(cluster)
    assert os.getsid(pid) != os.getsid(0)


def test_pgvector_is_there(shared: Path) -> None:
    assert fetch(local.start(shared), "SELECT '[1,2]'::vector <-> '[1,4]'::vector") == 2.0


def test_settings_are_durable_and_in_utc(shared: Path) -> None:
    expected = {
        "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "data_checksums": "on",
        "jit": "off", "server_encoding": "UTF8",
        "shared_buffers": "128MB", "max_connections": "200", "TimeZone": "UTC",
        "listen_addresses": "127.0.0.1", "password_encryption": "scram-sha-256",
    }  # fmt: skip
    url = local.start(shared)
    assert {name: fetch(url, f"SELECT current_setting('{name}')") for name in expected} == expected
    assert (shared / "postgres/data/postmaster.pid").read_text().splitlines()[4] == "", "a unix socket"


def test_lectern_owns_its_database_and_is_no_superuser(shared: Path) -> None:
    url = local.start(shared)
    powers = "SELECT rolsuper OR rolcreaterole OR rolbypassrls OR rolreplication"
    assert fetch(url, powers + " FROM pg_roles WHERE rolname = 'lectern'") is False
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'lectern'"
    assert fetch(url, owner) == "lectern"


def test_wrong_password_is_refused(shared: Path) -> None:
    url = local.start(shared)
    password = json.loads((shared / "postgres/server.json").read_text())["password"]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(password, "wrong"))
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(url.replace(f":{password}@", "@"))


@pytest.mark.parametrize("password", ["", "postgres"])
def test_superuser_cannot_log_in(shared: Path, password: str) -> None:
    port = json.loads((shared / "postgres/server.json").read_text())["port"]
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres", password=password)


def test_secrets_are_private(shared: Path) -> None:
    home = shared / "postgres"
    modes = {name: (home / name).stat().st_mode & 0o777 for name in ("server.json", "server.log", "data")}
    assert modes == {"server.json": 0o600, "server.log": 0o600, "data": 0o700}
    password = json.loads((home / "server.json").read_text())["password"]
    assert password not in (home / "server.log").read_text()
    assert password not in repr(local.LocalServer(shared, 1, password))


@pytest.mark.skipif(not AS_ROOT, reason="only root has to change users")
def test_root_needs_no_change_to_a_0700_parent(cluster: Path) -> None:
    parent = cluster.parent
    parent.chmod(0o700)
    assert fetch(local.start(cluster), "SELECT 1") == 1
    assert parent.stat().st_mode & 0o777 == 0o700
    status = Path(f"/proc/{postmaster_pid(cluster)}/status").read_text()
    values = {line.split(":")[0]: line.split()[1:] for line in status.splitlines()}
    assert set(values["Uid"]) == {str(pwd.getpwnam("nobody").pw_uid)}
    assert int(values["CapBnd"][0], 16).bit_count() <= 1


@pytest.mark.skipif(not AS_ROOT, reason="only root has to change users")
def test_root_may_keep_its_virtual_environment_in_a_0700_folder(
    state_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as /root/.venv: initdb looks for postgres with access(2), which sees no capability by default."""
    package = Path(programs.binary("initdb")).parents[2]
    closed = tmp_path / "closed"
    (closed / package.name).mkdir(parents=True)
    for source in (package / "pginstall18", package.with_name(f"{package.name}.libs")):
        target = closed / source.relative_to(package.parent)
        subprocess.run(["cp", "-a", str(source), str(target)], check=True)
    closed.chmod(0o700)
    monkeypatch.setattr(programs, "binary", lambda name: str(closed / package.name / "pginstall18/bin" / name))
    assert fetch(local.start(state_dir), "SELECT '[1]'::vector::text") == "[1]"
    assert Path(os.readlink(f"/proc/{postmaster_pid(state_dir)}/exe")).is_relative_to(closed)


def _work_as_nobody(state_dir: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
    assert fetch(local.start(state_dir), "SELECT 1") == 1
    assert local.start(state_dir) == local.url(state_dir)
    kill_postmaster(state_dir)
    assert fetch(local.start(state_dir), "SELECT 1") == 1
    assert local.stop(state_dir)


@pytest.mark.skipif(not AS_ROOT, reason="every other test is the proof when they run as an ordinary user")
def test_ordinary_user() -> None:
    folder = Path(tempfile.mkdtemp(prefix="lectern ordinary "))  # pytest's folders are closed to other users
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    process = multiprocessing.get_context("fork").Process(target=_work_as_nobody, args=(folder / "state",))
    try:
        process.start()
        process.join(60)
        assert process.exitcode == 0
        assert fetch(local.start(folder / "state"), "SELECT 1") == 1, "root can use what an ordinary user made"
        assert (folder / "state/postgres/server.json").stat().st_uid == nobody.pw_uid
    finally:
        local.stop(folder / "state")
        shutil.rmtree(folder)


def test_without_setpriv_root_is_told_what_to_do(cluster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(local.LocalServerError, match=r"setpriv .* not installed.*ordinary user.*DATABASE_URL"):
        programs.runner(cluster / "postgres")


def test_full_disk_is_refused(cluster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=499_000_000))
    with pytest.raises(local.LocalServerError, match=r"Only 499 MB are free.*needs 500 MB"):
        local.start(cluster)
    assert not local.is_running(cluster)


def test_state_dir_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(local.LocalServerError, match="out of reach"):
        local.start(tmp_path / "file")


def test_taken_port_is_replaced(cluster: Path) -> None:
    before = local.url(cluster)
    port = json.loads((cluster / "postgres/server.json").read_text())["port"]
    with socket.create_server(("127.0.0.1", port)):
        url = local.start(cluster)
        assert url != before
        assert url == local.url(cluster)
        assert fetch(url, "SELECT 1") == 1


def test_killed_postmaster_is_replaced_with_its_data(cluster: Path) -> None:
    url = local.start(cluster)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        pid = kill_postmaster(cluster)
        assert local.start(cluster) == url
    assert postmaster_pid(cluster) != pid
    assert fetch(url, "SELECT count(*) FROM kept") == 1000


def test_start_waits_for_a_backend_that_outlives_its_postmaster(cluster: Path) -> None:
    url = local.start(cluster)
    busy = psycopg.connect(url, autocommit=True)  # a backend in a computation does not notice the death
    busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 10000000)")
    time.sleep(0.2)
    kill_postmaster(cluster)
    time.sleep(0.2)
    assert locks.is_alive(cluster / "postgres")
    assert not local.is_running(cluster)
    assert fetch(local.start(cluster), "SELECT 1") == 1
    busy.close()


def test_stale_pid_file_with_a_reused_pid_is_seen_through(cluster: Path) -> None:
    local.start(cluster)
    kill_postmaster(cluster)
    wait_until_dead(cluster)
    path = cluster / "postgres/data/postmaster.pid"
    lines = path.read_text().splitlines()
    program = ["setpriv", f"--reuid={path.stat().st_uid}", "sleep", "60"] if AS_ROOT else ["sleep", "60"]
    with subprocess.Popen(program) as stranger:  # of the server's user: Postgres itself would refuse to start
        path.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        try:
            assert not local.is_running(cluster)
            assert fetch(local.start(cluster), "SELECT 1") == 1
            assert local.stop(cluster)
            assert stranger.poll() is None
        finally:
            stranger.kill()


def test_killed_client_harms_nobody(shared: Path) -> None:
    url = local.start(shared)
    program = "import sys, psycopg; c = psycopg.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()"
    client = subprocess.Popen([sys.executable, "-c", program, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert client.stdout is not None
    client.stdout.readline()
    pid = postmaster_pid(shared)
    client.kill()
    client.communicate()
    assert fetch(url, "SELECT 1") == 1
    assert postmaster_pid(shared) == pid


def test_interrupted_creation_is_redone(state_dir: Path) -> None:
    starter = server_in_another_process(state_dir)
    home = state_dir / "postgres"
    deadline = time.monotonic() + 20
    while not (home / "data.new/PG_VERSION").exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    starter.kill()  # its initdb goes on alone, or dies of the closed pipe
    starter.communicate()
    assert not (home / "data").exists()
    url = local.start(state_dir)
    assert fetch(url, "SELECT '[1,2]'::vector::text") == "[1,2]"
    assert not (home / "data.new").exists()


def test_existing_data_never_get_a_second_initdb(cluster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_on_disk, "create", None)
    local.start(cluster)


def test_lost_record_means_a_new_password_and_the_same_data(cluster: Path) -> None:
    old = local.url(cluster)
    (cluster / "postgres/server.json").unlink()
    url = local.start(cluster)
    assert url != old
    assert fetch(url, "SELECT 1") == 1


def test_damaged_record_is_named_with_its_remedy(cluster: Path) -> None:
    (cluster / "postgres/server.json").write_text("{")
    with pytest.raises(local.LocalServerError, match=r"server.json cannot be read.*delete it and start again"):
        local.start(cluster)


def test_server_that_cannot_start_shows_its_log(cluster: Path) -> None:
    with (cluster / "postgres/data/postgresql.conf").open("a") as file:
        file.write("shared_buffers = nonsense\n")
    with pytest.raises(local.LocalServerError, match=r"(?s)exits at once.*nonsense"):
        local.start(cluster)


def test_silent_server_is_an_error_not_a_wait(cluster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "START_TIMEOUT_S", 0.5)
    monkeypatch.setattr(local, "_answers", lambda server: False)
    with pytest.raises(local.LocalServerError, match=r"(?s)did not come up.*ready to accept connections"):
        local.start(cluster)


def test_large_log_is_rotated_while_the_server_runs(cluster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local.start(cluster)
    monkeypatch.setattr(local, "MAXIMUM_LOG_BYTES", 100)
    url = local.start(cluster)
    log = cluster / "postgres/server.log"
    assert log.stat().st_size == 0
    assert "ready to accept connections" in log.with_name("server.log.1").read_text()
    with pytest.raises(psycopg.errors.UndefinedTable):
        fetch(url, "SELECT * FROM missing")
    assert log.read_bytes().startswith(b"20")
