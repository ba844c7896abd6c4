"""The packages that are installed in the org: the one that brings the opt-out field, and another one."""

from __future__ import annotations

from dataclasses import dataclass

from core.practice_org.ids import make_id
from core.practice_org.org.schema import OrgOptions


@dataclass(frozen=True, slots=True)
class Package:
    """One installed package; `version` is major and minor."""

    number: int
    name: str
    publisher: str
    namespace: str
    version: tuple[int, int]

    @property
    def installed_id(self) -> str:
        """The id of its installation."""
        return make_id("0A3", self.number)

    @property
    def package_id(self) -> str:
        """The id of the package."""
        return make_id("033", self.number)

    @property
    def version_id(self) -> str:
        """The id of the installed version."""
        return make_id("04t", self.number)


def packages(options: OrgOptions) -> list[Package]:
    """What the page Installed Packages lists."""
    listed = [Package(1, "Practice Charts", "Practice Publishing", "practice_charts", (2, 3))]
    if options.package:
        listed.append(opt_out_package(options))
    for number, more in enumerate(options.more_packages, 10):
        listed.append(Package(number, more["name"], more.get("publisher", ""), more["namespace"], (1, 0)))
    return listed


def opt_out_package(options: OrgOptions) -> Package:
    """The package that brings Marketo Sales Opt Out; the older one where the namespace is another."""
    if options.namespace == "mkto_si":
        return Package(2, "Marketo Sales Insight", "Adobe", "mkto_si", (1, 4500))
    return Package(3, "Marketo Sales Connect Customizations", "Adobe", options.namespace, (1, 9))
