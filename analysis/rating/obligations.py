"""What the diff asks of users: options, settings, migrations, supported versions, dependencies."""

from analysis.facts.classes import is_aside
from analysis.facts.dependencies import RUNTIMES
from analysis.facts.models import Alteration, DependencyChange, FileClass, OptionChange, OptionKind
from analysis.rating.quoting import named
from analysis.rating.rule import Case, Found


def options_added(case: Case) -> Found | None:
    """Find options, environment variables and settings that users can set now."""
    return named(
        option.name
        for option in case.facts.options
        if option.alteration is Alteration.ADDED and _is_for_users(option)
    )


def options_changed(case: Case) -> Found | None:
    """Find options that are gone or have another default."""
    return named(
        option.name
        for option in case.facts.options
        if option.alteration is not Alteration.ADDED and _is_for_users(option)
    )


def features_changed(case: Case) -> Found | None:
    """Find features that a package's manifest offers, withdraws or defines anew."""
    return named(option.name for option in case.facts.options if _is_feature(option))


def _is_feature(option: OptionChange) -> bool:
    return option.kind is OptionKind.SETTING and (option.evidence.path or "").endswith("Cargo.toml")


def _is_for_users(option: OptionChange) -> bool:
    return option.kind is not OptionKind.PARAMETER and not _is_feature(option)


def migrates(case: Case) -> Found | None:
    """Find database migrations."""
    return named(migration.path for migration in case.facts.migrations)


def supported_versions(case: Case) -> Found | None:
    """Find versions of a language that a project begins or ceases to support."""
    return named(_step(one) for one in case.facts.dependencies if one.direct and one.name in RUNTIMES)


def dependency_majors(case: Case) -> Found | None:
    """Find direct dependencies that move to another major version."""
    return named(_step(one) for one in _required(case) if _is_major(one))


def requirements(case: Case) -> Found | None:
    """Find other changes of what the package's manifest requires."""
    return named(_step(one) for one in _required(case) if not _is_major(one))


def _required(case: Case) -> list[DependencyChange]:
    """Return the packages that a manifest gains, loses or moves; CI and examples may use what they like."""
    manifests = {file.path for file in case.facts.of_class(FileClass.DEPS) if not is_aside(file.path)}
    found = (one for one in case.facts.dependencies if one.direct and one.name not in RUNTIMES)
    return [one for one in found if one.evidence.path in manifests]


def _is_major(change: DependencyChange) -> bool:
    return change.major and change.before is not None and change.after is not None


def _step(change: DependencyChange) -> str:
    if change.before and change.after:
        return f"{change.name} {change.before} -> {change.after}"
    return f"{change.name} +{change.after}" if change.after else f"{change.name} -{change.before}"
