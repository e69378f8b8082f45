"""Notebooks as reports: executed by papermill with parameters, and converted to HTML that needs no network."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import papermill
from bleach import ALLOWED_TAGS
from nbconvert import HTMLExporter
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from lectern.exports.files import write_whole
from lectern.page import TEMPLATES
from pipelines import settings

NOTEBOOKS = settings.ROOT / "notebooks"
CELL_TIMEOUT_S = 300
_REPORT_TAGS = {"br", "div", "h1", "h2", "h3", "p", "pre", "small", "span", "table", "tbody", "td", "th", "thead", "tr"}
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_REMOTE = re.compile(
    r"""<(?:link|img|iframe|source)\b[^>]*\b(?:src|href)\s*=\s*["'](?:https?:)?//[^"']*["'][^>]*>""", re.IGNORECASE
)


class NotebookError(RuntimeError):
    """A notebook failed. The message names the cell, the error and where the failed copy lies."""


def run_notebook(name: str, parameters: dict[str, Any], folder: Path) -> Path:
    """Execute `notebooks/<name>.ipynb` with `parameters`; return the path of its HTML, `folder/<name>.html`.

    The executed notebook lies beside it as `<name>.ipynb`. Both appear only when every cell has run; a failed run
    leaves them as they were and keeps `<name>.failed.ipynb`.

    Raises:
        FileNotFoundError: there is no such notebook.
        NotebookError: a cell raised; the message has its number and the error.
    """
    source = NOTEBOOKS / f"{name}.ipynb"
    if not source.exists():
        known = ", ".join(sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")))
        raise FileNotFoundError(f"There is no notebook {name!r} in {NOTEBOOKS}. There are: {known}.")
    folder.mkdir(parents=True, exist_ok=True)
    failed = folder / f"{name}.failed.ipynb"
    with tempfile.TemporaryDirectory(prefix=f".{name}-", dir=folder) as scratch, _private_jupyter(Path(scratch)):
        executed = Path(scratch) / "executed.ipynb"
        try:
            papermill.execute_notebook(
                str(source),
                str(executed),
                parameters=parameters,
                kernel_name="python3",
                cwd=str(NOTEBOOKS),
                progress_bar=False,
                execution_timeout=CELL_TIMEOUT_S,
            )
        except PapermillExecutionError as error:
            os.replace(executed, failed)
            raise NotebookError(
                f"{name}: cell {error.cell_index + 1} raised {error.ename}: {error.evalue}. "
                f"The notebook up to there is {failed}."
            ) from error
        report = write_whole(folder / f"{name}.html", to_html(executed, title=name).encode())
        os.replace(executed, folder / f"{name}.ipynb")
        failed.unlink(missing_ok=True)
        return report


def to_html(notebook: Path, title: str) -> str:
    """Return an executed notebook as one HTML document that loads nothing: no code cells, no scripts, plots inlined."""
    configuration = Config()
    configuration.HTMLExporter.exclude_input = True
    configuration.HTMLExporter.exclude_input_prompt = True
    configuration.HTMLExporter.exclude_output_prompt = True
    configuration.HTMLExporter.embed_images = True
    configuration.HTMLExporter.preprocessors = [
        "nbconvert.preprocessors.TagRemovePreprocessor",
        "nbconvert.preprocessors.sanitize.SanitizeHTML",
    ]
    configuration.TagRemovePreprocessor.enabled = True
    configuration.TagRemovePreprocessor.remove_cell_tags = ("injected-parameters", "parameters")
    configuration.SanitizeHTML.enabled = True
    configuration.SanitizeHTML.tags = sorted(ALLOWED_TAGS | _REPORT_TAGS)
    configuration.SanitizeHTML.attributes = {"a": ["href"], "span": ["style"]}
    configuration.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    configuration.HTMLExporter.template_file = str(TEMPLATES / "report.html.j2")
    exporter = HTMLExporter(config=configuration)  # type: ignore[no-untyped-call]
    executed = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(executed, resources={"metadata": {"name": title}})
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    return _movable(without_remote(body)).replace("</head>", f"<style>{style}</style>\n</head>", 1)


def _movable(html: str) -> str:
    """Put each table into a frame that a finger or the arrow keys move sideways; text from outside has no tags here."""
    return html.replace("<table", '<div class="wide" tabindex="0"><table').replace("</table>", "</table></div>")


def without_remote(html: str) -> str:
    """Remove every script, and every element that would load something over the network; links to follow stay."""
    return _REMOTE.sub("", _SCRIPT.sub("", html))


@contextmanager
def _private_jupyter(scratch: Path) -> Iterator[None]:
    """Keep kernel files out of the home folder, and a `python3` kernel of the user's out of the run."""
    wanted = {
        "JUPYTER_DATA_DIR": str(scratch / "data"),
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        "JUPYTER_CONFIG_DIR": str(scratch / "config"),
        "IPYTHONDIR": str(scratch / "ipython"),
        "MPLCONFIGDIR": str(settings.state_dir() / "matplotlib"),  # kept: the font cache takes seconds to build
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    profile = scratch / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    # The kernel listens on loopback only, for the seconds that the notebook runs, and would warn that this is not
    # encrypted, and report an error when it is told to end. What fails in a cell comes back through papermill.
    (profile / "ipython_kernel_config.py").write_text("get_config().Application.log_level = 50\n")
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(scratch / "ipython", ignore_errors=True)
