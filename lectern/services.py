"""The long-running processes of `lectern up`: Dagster UI, daemon and JupyterLab, on this machine only."""

import contextlib
import fcntl
import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from lectern import ports
from lectern.errors import ServiceError
from pipelines import settings

START_TIMEOUT_S = 120.0
STOP_TIMEOUT_S = 15.0
PORTS = {"dagster": 3000, "jupyter": 8888}
# JupyterLab would ask the package index for updates and extensions, and ask the user whether it may fetch news.
_JUPYTER_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/extensionmanager-extension:plugin": {"enabled": False},
}


def start() -> dict[str, str]:
    """Start what is not running; return name → address. Two callers at once get the same processes.

    Raises:
        ServiceError: a service does not answer within two minutes.
    """
    # A shell's background job ignores SIGINT; Dagster copies that to SIGTERM, and then nothing but SIGKILL would stop it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    folder = _folder()
    with (folder / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state = _read_state()
        for name in ("dagster", "jupyter", "daemon"):
            if not _is_alive(state.get(name)):
                state[name] = _spawn(name)
        _state_path().write_text(json.dumps(state))
        _state_path().chmod(0o600)
    for name in ("dagster", "jupyter"):
        _wait_for(name, state[name])
    return {
        "dagster": f"http://127.0.0.1:{state['dagster']['port']}",
        "jupyterlab": f"http://127.0.0.1:{state['jupyter']['port']}/lab?token={state['jupyter']['token']}",
    }


def running() -> list[str]:
    """Return the names of the services that run."""
    return [name for name, entry in _read_state().items() if _is_alive(entry)]


def stop() -> list[str]:
    """Stop every service; return the names of those that ran."""
    stopped = []
    for name, entry in _read_state().items():
        if _is_alive(entry):
            _terminate(entry["pid"])
            stopped.append(name)
    _state_path().unlink(missing_ok=True)
    return stopped


def wait() -> None:
    """Wait for Ctrl-C or SIGTERM, then stop every service."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    try:
        signal.pause()
    except KeyboardInterrupt:
        stop()


def _spawn(name: str) -> dict[str, Any]:
    port, token = ports.first_free((PORTS[name], 0)) if name in PORTS else 0, secrets.token_hex(16)
    command = {
        "dagster": ["dagster-webserver", "-w", str(settings.ROOT / "workspace.yaml"), "-h", "127.0.0.1", "-p", str(port)],
        "daemon": ["dagster-daemon", "run", "-w", str(settings.ROOT / "workspace.yaml")],
        "jupyter": [
            "jupyter", "lab", "--no-browser", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
            f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={settings.ROOT / 'notebooks'}",
            f"--LabApp.app_settings_dir={_jupyter_settings()}", "--LabApp.extension_manager=readonly",
            "--ServerApp.allow_root=True",
        ],
    }[name]  # fmt: skip
    binary = Path(sys.executable).parent / command[0]
    with (_folder() / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            [str(binary), *command[1:]],
            cwd=settings.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    return {"pid": process.pid, "port": port, "token": token, "started": start_time(process.pid)}


def _jupyter_settings() -> Path:
    folder = _folder() / "jupyter-settings"
    folder.mkdir(exist_ok=True)
    (folder / "overrides.json").write_text(json.dumps(_JUPYTER_SETTINGS))
    return folder


def _wait_for(name: str, entry: dict[str, Any]) -> None:
    path = {"dagster": "/server_info", "jupyter": "/api"}[name]
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        if not _is_alive(entry):
            break
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{entry['port']}{path}", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
        else:
            return
    log = _folder() / f"{name}.log"
    tail = log.read_text(errors="replace")[-800:]
    raise ServiceError(f"{name} did not come up on port {entry['port']}. The end of {log}:\n{tail}")


def _terminate(pid: int) -> None:
    """Stop a service with all its children: politely, then whatever of its process group is left."""
    os.killpg(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_TIMEOUT_S
    while start_time(pid) is not None and time.monotonic() < deadline:
        time.sleep(0.1)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _is_alive(entry: dict[str, Any] | None) -> bool:
    """Whether the recorded process still runs; its start time tells it from another with the same number."""
    return bool(entry) and entry is not None and start_time(entry["pid"]) == entry["started"]


def start_time(pid: int) -> str | None:
    """Return when the process started, in ticks since boot; None if it has ended. Tells it from another of that number."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # ours and ended: a zombie must not look alive
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def _folder() -> Path:
    folder = settings.state_dir() / "services"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _state_path() -> Path:
    return _folder() / "services.json"


def _read_state() -> dict[str, dict[str, Any]]:
    path = _state_path()
    if not path.exists():
        return {}
    state: dict[str, dict[str, Any]] = json.loads(path.read_text())
    return state
