"""`profiles`: what the desk remembers of imports, and the exports that it knows by their header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from channeladmin.cli.output import say, write, write_json, write_table
from channeladmin.cli.session import get_session

if TYPE_CHECKING:
    from channeladmin.desk.import_profiles import Profile

_TAB = "\t"
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    group = typer.Typer(
        help="List and delete saved import profiles, and the names that the desk has learnt.",
        rich_markup_mode=None,
    )
    group.callback(invoke_without_command=True)(_list_by_default)
    group.command("list")(list_all)
    group.command("delete")(delete)
    group.command("aliases")(list_learnt)
    group.command("forget")(forget)
    app.add_typer(group, name="profiles")


def _list_by_default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_all(context)


def list_all(context: typer.Context, as_json: AsJson = False) -> None:
    """List the saved profiles, then the presets that the app brings."""
    from channeladmin.desk.import_profiles import list_presets, list_profiles

    with get_session(context).open_desk(is_reading=True) as desk:
        profiles = list_profiles(desk)
    presets = list_presets()
    if as_json:
        brought = [{"name": preset.key, "kind": preset.kind, "label": preset.label} for preset in presets]
        write_json({"profiles": [{"name": each.name, **each.to_document()} for each in profiles], "presets": brought})
        return
    rows = [(profile.name, profile.kind, _describe(profile)) for profile in profiles]
    rows += [(preset.key, preset.kind, f"{preset.label} (comes with the app)") for preset in presets]
    write_table(("Profile", "Kind", "What"), rows)


def delete(context: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME")]) -> None:
    """Take a saved profile away."""
    from channeladmin.desk.import_profiles import delete_profile

    with get_session(context).open_desk() as desk:
        delete_profile(desk, name)
    say(f"The profile “{name}” is deleted; “undo” brings it back.")


def list_learnt(context: typer.Context, as_json: AsJson = False) -> None:
    """List the names of credentials and companies that the desk has learnt (import --alias, import --same)."""
    from channeladmin.desk.import_profiles import list_aliases
    from channeladmin.desk.import_same import list_same

    with get_session(context).open_desk(is_reading=True) as desk:
        aliases, same = list_aliases(desk), list_same(desk)
    if as_json:
        write_json({"aliases": dict(aliases), **({"same": dict(same)} if same else {})})
    elif aliases or same:
        rows = [(name, "credential", key) for name, key in aliases.items()]
        write_table(
            ("Name", "What", "Stands for"), [*rows, *((name, "company", other) for name, other in same.items())]
        )
    else:
        write("The desk has learnt no names.")


def forget(context: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME")]) -> None:
    """Take a learnt name of a credential or a company away."""
    from channeladmin.desk.import_same import forget_name

    with get_session(context).open_desk() as desk:
        forget_name(desk, name)
    say(f"“{name}” is forgotten; “undo” brings it back.")


def _describe(profile: Profile) -> str:
    said = [f"{title} → {name}" if name else f"without {title}" for title, name in profile.columns.items()]
    said += [f"{name} = {text}" for name, text in profile.values.items()]
    said += [f"clears {name}" for name in profile.clear]
    said += [f"dates {profile.dates}"] if profile.dates else []
    said += [_describe_reading(name, value) for name, value in profile.reading.to_document().items()]
    return ", ".join(said)


def _describe_reading(name: str, value: object) -> str:
    if name == "fills":
        return "groups are not filled down"
    if name == "header_count":
        return f"{value} header rows"
    return f"{name.replace('_', ' ')} {'tab' if value == _TAB else value or 'none'}"
