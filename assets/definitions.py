"""The code location: everything under `defs/`, with the resources it needs."""

from pathlib import Path

import dagster as dg

from assets.io_manager import PostgresIOManager
from assets.resources import Lectern
from pipelines.prompts import PromptService


@dg.definitions
def defs() -> dg.Definitions:
    """Load the definitions. Refuses to load when a prompt that the default tags need is missing or broken."""
    PromptService.from_environment().validate()
    lectern = Lectern()
    return dg.Definitions.merge(
        dg.load_from_defs_folder(path_within_project=Path(__file__).parent),
        dg.Definitions(
            resources={"lectern": lectern, "io_manager": PostgresIOManager(lectern=lectern)},
            executor=dg.in_process_executor,  # one process a run: steps are short, and a spawned process costs two seconds
        ),
    )
