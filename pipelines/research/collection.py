"""Copies of source documents: fetched for a project, looked at again, and marked when they stand no longer."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from pipelines.models import SourceCopy, content_id
from pipelines.research.documents import document_of
from pipelines.research.sources.protocol import Copy, Offer, Source, SourceError
from pipelines.research.web.failures import FetchError, GoneError

LEAST_LEFT = 0.2  # of a document's words: with fewer, the address shows a log-in or an error rather than a new version


@dataclass(frozen=True)
class Outcome:
    """What became of one document. `copy` is the row to store, None: nothing is stored. `problem`: why not, or what is wrong."""

    source: str
    locator: str
    copy: SourceCopy | None
    event: str  # new, unchanged, changed, withdrawn, restored, failed
    problem: str | None = None


def collect(
    project_key: str,
    offers: Iterable[Offer],
    sources: Mapping[str, Source],
    today: date,
    found_by: str | None = None,
    known: Sequence[SourceCopy] = (),
) -> list[Outcome]:
    """Read the documents that are offered; one that cannot be read stops no other.

    `found_by` names the search; None: the creator named them. A copy that is known already is looked at again, and stays
    the creator's own if it was.
    """
    standing = {(copy.source, copy.locator): copy for copy in known}
    outcomes = []
    for offer in offers:
        before = standing.get((offer.source, offer.locator))
        if before is not None:
            before = replace(before, is_own=before.is_own or found_by is None)
            outcomes.append(_again(before, sources, today))
        else:
            outcomes.append(_first(project_key, offer, sources, today, found_by))
    return outcomes


def refresh(copies: Iterable[SourceCopy], sources: Mapping[str, Source], today: date) -> list[Outcome]:
    """Look at every copy again. What cannot be reached keeps its copy; what is gone or retracted is marked withdrawn."""
    return [_again(copy, sources, today) for copy in copies]


def _first(project_key: str, offer: Offer, sources: Mapping[str, Source], today: date, found_by: str | None) -> Outcome:
    try:
        copy = _source(sources, offer.source).read(offer.locator)
    except (SourceError, FetchError) as error:
        return Outcome(offer.source, offer.locator, None, "failed", str(error))
    document = document_of(project_key, copy)
    if document.problem:
        return Outcome(offer.source, offer.locator, None, "failed", document.problem)
    row = SourceCopy(
        copy_id=content_id(project_key, offer.source, offer.locator),
        project_key=project_key,
        source=offer.source,
        locator=offer.locator,
        title=document.title,
        media_type=copy.media_type,
        raw=copy.raw,
        sha256=hashlib.sha256(copy.raw).hexdigest(),
        is_own=found_by is None,
        fetched_on=today,
        checked_on=today,
        found_by=found_by,
        withdrawn=copy.stated.get("withdrawn"),
        stated={name: value for name, value in copy.stated.items() if name != "withdrawn"},
    )
    return Outcome(row.source, row.locator, row, "withdrawn" if row.withdrawn else "new", row.withdrawn)


def _again(before: SourceCopy, sources: Mapping[str, Source], today: date) -> Outcome:
    """Read a known document again. Bytes that read as the same text are no change: pages differ in what surrounds it."""
    report = partial(Outcome, before.source, before.locator)
    if before.withdrawn_by is not None:
        return report(
            None, "withdrawn", f"{before.withdrawn} ({before.withdrawn_by} took it out; it is not asked for.)"
        )
    try:
        copy = _source(sources, before.source).read(before.locator)
    except GoneError as error:
        return report(replace(before, checked_on=today, withdrawn=str(error)), "withdrawn", str(error))
    except (SourceError, FetchError) as error:
        return report(None, "failed", f"{error} The copy of {before.fetched_on} is kept.")
    if reason := copy.stated.get("withdrawn"):
        return report(replace(before, checked_on=today, withdrawn=reason), "withdrawn", reason)
    old = document_of(before.project_key, _as_copy(before))
    new = document_of(before.project_key, copy)
    if new.problem:
        return report(
            None, "failed", f"It cannot be read any more: {new.problem} The copy of {before.fetched_on} is kept."
        )
    n_old, n_new = len(old.text.split()), len(new.text.split())
    if n_new < LEAST_LEFT * n_old:
        problem = f"It has {n_new} words left of {n_old}, as a log-in or an error page has. The copy of {before.fetched_on} is kept."
        return report(None, "failed", f"{problem} If the document is gone, take it out with `lectern source withdraw`.")
    seen = replace(before, checked_on=today, withdrawn=None, stated=dict(copy.stated))
    if new.text == old.text:
        return report(seen, "restored" if before.withdrawn else "unchanged", None)
    sha256 = hashlib.sha256(copy.raw).hexdigest()
    changed = replace(seen, title=new.title, media_type=copy.media_type, raw=copy.raw, sha256=sha256, fetched_on=today)
    return report(changed, "changed", None)


def _as_copy(row: SourceCopy) -> Copy:
    return Copy(row.source, row.locator, row.media_type, row.raw, row.stated)


def _source(sources: Mapping[str, Source], name: str) -> Source:
    if name not in sources:
        raise SourceError(f"The source {name} is switched off. `lectern source kinds` says how to switch it on.")
    return sources[name]
