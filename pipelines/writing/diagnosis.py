"""Every fault that a listener would stumble over in a script, from all the rules."""

from itertools import chain

from pipelines.writing import global_faults, local_faults, term_faults
from pipelines.writing.faults import Fault, Lines, Setting

FINDERS = (*local_faults.FINDERS, *term_faults.FINDERS, *global_faults.FINDERS)


def find(script: Lines, setting: Setting) -> list[Fault]:
    """Return the faults of a script, whoever wrote it, in the order of its sentences."""
    places = {line.sentence_id: place for place, line in enumerate(script)}
    found = chain.from_iterable(finder(script, setting) for finder in FINDERS)
    return sorted(found, key=lambda fault: places[fault.sentence.sentence_id] if fault.sentence else len(script))
