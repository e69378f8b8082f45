"""Terms that the audience does not know and that nobody explains, each with an explanation to put in front."""

from collections.abc import Callable, Iterator

from pipelines.writing.faults import Fault, Lines, Setting

FINDERS: tuple[Callable[[Lines, Setting], Iterator[Fault]], ...] = ()
