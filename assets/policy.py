"""Policy named once: partitions, pools, retries, automation, owners, and how a table becomes an asset."""

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import dagster as dg

from assets.preview import column_schema, describe
from pipelines import freshness
from pipelines.tables import TABLES

channels = dg.DynamicPartitionsDefinition(name="channels")
projects = dg.DynamicPartitionsDefinition(name="projects")
PARTITIONS: dict[str | None, dg.DynamicPartitionsDefinition | None] = {
    "channels": channels,
    "projects": projects,
    None: None,
}

OWNERS = ["team:lectern"]
RETRY = dg.RetryPolicy(max_retries=1, delay=2)  # for a database that restarts; bad input is never retried
MODEL_POOL = "model"  # assets that may call a language model
EMBEDDING_POOL = "embedding"  # assets that keep both cores busy
POOLS = frozenset({MODEL_POOL, EMBEDDING_POOL})

# A draft is not rewritten under its author's hands because a new video came in: the channel's assets do not trigger it.
CHANNEL_ASSETS = dg.AssetSelection.assets(*[asset.name for asset in freshness.ASSETS if asset.partitions == "channels"])
AUTOMATION: dict[str | None, dg.AutomationCondition[Any]] = {
    "channels": dg.AutomationCondition.eager() & dg.AutomationCondition.all_deps_blocking_checks_passed(),
    "projects": dg.AutomationCondition.eager().ignore(CHANNEL_ASSETS)
    & dg.AutomationCondition.all_deps_blocking_checks_passed(),
    None: dg.AutomationCondition.on_missing(),
}


N_FAULTS = 3  # told in a check's one line


@dataclass(frozen=True)
class Check:
    """An asset check. `find` gets the rows and the asset's inputs and returns the faults, one line each.

    A blocking check refuses the rows; another one warns. `measure` gets the same and returns figures to show beside it.
    """

    name: str
    description: str
    find: Callable[[Sequence[Any], dict[str, Any]], list[str]]
    is_blocking: bool = True
    measure: Callable[[Sequence[Any], dict[str, Any]], dict[str, Any]] | None = None


def table_asset(
    model: type,
    *,
    checks: Sequence[Check] = (),
    plot: Callable[[Sequence[Any]], str | None] | None = None,
    preview: Callable[[Sequence[Any], dict[str, Any]], str] | None = None,
    may_be_empty: bool = False,
    if_empty: str = "",
    kinds: set[str] | None = None,
    pool: str | None = None,
) -> Callable[[Callable[..., list[Any]]], dg.AssetsDefinition]:
    """Make an asset out of a function that returns the rows of one table's partition.

    The function's docstring is the description and says the grain. Blocking checks run before the rows are stored: a
    fault refuses them, so what stands in the table has passed. `if_empty` says why there may be no row, and what to do;
    `preview` gets the rows and the asset's inputs.
    """
    asset = freshness.BY_NAME[TABLES[model].name]
    every = [*([] if may_be_empty else [_not_empty(if_empty)]), *checks, _unique_keys(model)]

    def decorate(function: Callable[..., list[Any]]) -> dg.AssetsDefinition:
        @functools.wraps(function)
        def materialise(*arguments: Any, **inputs: Any) -> Iterator[Any]:
            context, *_ = [*arguments, inputs.get("context")]
            outside = freshness.outside_inputs(context.resources.lectern.db, asset.name, _partition_key(context))
            rows = function(*arguments, **inputs)
            results = [evaluate(check, asset.name, _partition_key(context), rows, inputs) for check in every]
            failed = [
                result for check, result in zip(every, results, strict=True) if check.is_blocking and not result.passed
            ]
            if failed:
                yield from results
                raise dg.Failure(f"{asset.name}: {failed[0].description}", allow_retries=False)
            described = describe(model, rows, inputs, plot, preview)
            yield dg.Output(rows, metadata={"lectern/outside": outside, **_prompts(outside), **described})
            yield from results

        materialise.__annotations__ = {
            name: hint for name, hint in function.__annotations__.items() if name != "return"
        }
        return dg.asset(
            name=asset.name,
            ins=_inputs(asset),
            description=function.__doc__,
            group_name=asset.stage,
            partitions_def=PARTITIONS[asset.partitions],
            owners=OWNERS,
            kinds={"postgres", *(kinds or {"python"})},
            code_version=freshness.code_version(asset.name),
            metadata={"dagster/column_schema": column_schema(model), "dagster/table_name": f"public.{asset.name}"},
            check_specs=[
                dg.AssetCheckSpec(
                    check.name, asset=asset.name, description=check.description, blocking=check.is_blocking
                )
                for check in every
            ],
            retry_policy=RETRY,
            automation_condition=AUTOMATION[asset.partitions],
            pool=pool,
            io_manager_key="io_manager",
        )(materialise)

    return decorate


def _inputs(asset: freshness.StoredAsset) -> dict[str, dg.AssetIn]:
    """A project reads its channel's rows. Dagster has no mapping by key prefix, so to it a project depends on all channels;
    the IO manager reads the one."""
    return {
        name: dg.AssetIn(partition_mapping=dg.AllPartitionMapping())
        for name in asset.upstream
        if freshness.BY_NAME[name].partitions == "channels" and asset.partitions == "projects"
    }


def _prompts(outside: dict[str, str]) -> dict[str, str]:
    """What of an asset's inputs says by which tag and prompts it was made."""
    return {name: said for name, said in outside.items() if name.endswith(("_prompt", "_tag"))}


def _partition_key(context: dg.AssetExecutionContext) -> str:
    return context.partition_key if context.has_partition_key else ""


def evaluate(
    check: Check, asset: str, partition_key: str, rows: Sequence[Any], inputs: dict[str, Any]
) -> dg.AssetCheckResult:
    """Return what a check finds in rows, with its faults by name."""
    faults = check.find(rows, inputs)
    return dg.AssetCheckResult(
        passed=not faults,
        check_name=check.name,
        asset_key=asset,
        description=f"This must hold and does not: “{check.description}” {_listed(faults)}"
        if faults
        else check.description,
        severity=dg.AssetCheckSeverity.ERROR if check.is_blocking else dg.AssetCheckSeverity.WARN,
        metadata={
            "partition": partition_key,  # which the UI does not show of a check
            "rows": len(rows),
            "faults": dg.MetadataValue.json(faults[:50]),
            **(check.measure(rows, inputs) if check.measure else {}),
        },
    )


def _listed(faults: Sequence[str]) -> str:
    more = f" And {len(faults) - N_FAULTS} more." if len(faults) > N_FAULTS else ""
    return "; ".join(faults[:N_FAULTS]) + more


def _not_empty(if_empty: str) -> Check:
    return Check(
        "not_empty",
        "There is at least one row.",
        lambda rows, _: [] if rows else [f"no row at all. {if_empty}".strip()],
    )


def _unique_keys(model: type) -> Check:
    key = TABLES[model].key[0]

    def find(rows: Sequence[Any], _: dict[str, Any]) -> list[str]:
        seen: set[str] = set()
        return [
            f"{value} stands twice"
            for value in (getattr(row, key) for row in rows)
            if value in seen or seen.add(value)  # type: ignore[func-returns-value]
        ]

    return Check("schema", f"Every row is one {model.__name__} with a {key} of its own.", find)
