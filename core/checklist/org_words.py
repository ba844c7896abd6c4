"""What stands on the org's own screens: its labels of objects and fields, and the words of Setup in its language.

Whoever follows a step looks for the words that he sees there. Ours stand beside them, since the product's own
documentation and the rest of this program use those.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from core.messages import Message, OrgWord, type_of_value
from core.salesforce.values.describe import OrgSchema
from core.store.types.fields import OptOutField

_PLACE = re.compile(r"\{(\w+)\}")
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class OrgWords:
    """The org's own words. `language` is that of the connected user, such as "ja"; empty where nobody told it.

    `objects` and `fields` are labels, by API name, and by object and radio button as in "Contact.salesforce".
    """

    language: str = ""
    objects: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)

    def with_hidden(self, labels: Mapping[str, str]) -> OrgWords:
        """The same with the labels of fields that the user does not see, keyed as `fields`."""
        return replace(self, fields={**{key: label for key, label in labels.items() if label}, **self.fields})

    def object(self, name: str) -> OrgWord:
        """An object."""
        return OrgWord(self.objects.get(name, ""), name)

    def field(self, object: str, wanted: OptOutField) -> OrgWord:
        """A checkbox of an object."""
        return OrgWord(self.fields.get(f"{object}.{wanted}", ""), wanted.label)

    def setup(self, name: str) -> OrgWord:
        """A word of Setup, by its name in the data file; raises KeyError for one that is not there."""
        english = _words()[_ENGLISH][name]
        return OrgWord(_words().get(_short(self.language), {}).get(name, english), english)

    def fill(self, message: Message, **values: type_of_value) -> Message:
        """A sentence with the words of Setup that stand in it, and with other values."""
        words = {
            name: self.setup(name) for name in _PLACE.findall(message.template) if name in _words()[_ENGLISH]
        }
        return message.with_values(**(words | values))


def words_of(shape: OrgSchema) -> OrgWords:
    """The labels that a description of an org holds; those of hidden fields are not among them."""
    return OrgWords(
        shape.language,
        {name: found.label for name, found in shape.objects.items() if found.label},
        {
            f"{name}.{wanted}": access.label
            for name, found in shape.objects.items()
            for wanted in OptOutField
            if (access := found.field(wanted)) is not None
        },
    )


def _short(language: str) -> str:
    return language.replace("-", "_").partition("_")[0].lower()


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    source = files("resources").joinpath("salesforce", "setup_words.toml").read_text(encoding="utf-8")
    words: Mapping[str, Mapping[str, str]] = tomllib.loads(source)
    return words
