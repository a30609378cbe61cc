"""The packet's sentences, from a template file: plain text in and out, in a sandbox, with no markup anywhere."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from channeladmin.errors import UserError

_SHIPPED = "select_invitation.toml"


def load_prose(values: Mapping[str, Any]) -> dict[str, Any]:
    """The shipped texts with the values filled in: the tree of the file, its strings rendered.

    UserError if a text asks for a value that is not there or does not parse.
    """
    text = (files("resources") / "letters" / _SHIPPED).read_text(encoding="utf-8")
    return render_prose(tomllib.loads(text), values)


def render_prose(tree: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The same tree with every string rendered as a Jinja template in the sandbox; lists lose what comes out empty."""
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # No autoescape: what comes out is plain text, and `letters.text` escapes all of it.
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)

    def render(node: object, place: str) -> object:
        if isinstance(node, Mapping):
            return {key: render(child, f"{place}.{key}") for key, child in node.items()}
        if isinstance(node, list):
            rendered = [render(child, f"{place}[{position}]") for position, child in enumerate(node, start=1)]
            return [child for child in rendered if child != ""]
        try:
            return " ".join(environment.from_string(str(node)).render(values).split())
        except TemplateError as error:
            raise UserError(f"The letter text “{place}” cannot be filled in: {error}. Correct the template.") from error

    return {key: render(node, key) for key, node in tree.items()}
