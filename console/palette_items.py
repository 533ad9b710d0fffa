"""What the palette offers: areas, pairs, what keys do, commands, colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from console.commanding.items import PaletteItem
from console.keys import AREAS, KEYS
from console.look.themes import PALETTES
from console.own_commands import full_registry
from console.text.words import sentence
from console.widgets.key_bar import sign_of
from locales import t

if TYPE_CHECKING:
    from console.app import ConsoleApp
    from engine.service.answers import Why


def items_for(app: ConsoleApp) -> list[PaletteItem]:
    """Everything that can be done from here; what cannot says why."""
    return [*_areas(), *_symbols(app), *_keys(app), *_commands(app), *_themes()]


def _areas() -> Iterator[PaletteItem]:
    for number, name in enumerate(AREAS, 1):
        yield PaletteItem(f"area:{name}", t(f"area-{name}"), t(f"area-{name}-help"), t("palette-areas"), str(number))


def _symbols(app: ConsoleApp) -> Iterator[PaletteItem]:
    rows = app.snapshot.rows if app.snapshot is not None else ()
    for row in rows:
        yield PaletteItem(f"symbol:{row.symbol}", row.symbol, t("palette-symbol-help"), t("palette-symbols"))


def _keys(app: ConsoleApp) -> Iterator[PaletteItem]:
    for key in KEYS:
        shown_elsewhere = key.action.startswith("area(") or key.id == "app.palette"
        if key.where not in ("app", app.area_name) or shown_elsewhere:
            continue
        if key.command is not None and not app.dealings.may(key.command):
            continue
        why = app.dealings.why_not(key.command) if key.command else None
        yield PaletteItem(
            f"key:{key.action}", t(key.text), t(f"key-long-{key.text.removeprefix('key-')}"), t("palette-here"),
            sign_of(app.chosen_keys.get(key.id, key.keys).split(",")[0]), why is None, _said(why),
        )  # fmt: skip


def _commands(app: ConsoleApp) -> Iterator[PaletteItem]:
    for spec in full_registry():
        if not app.dealings.may(spec.id):
            continue
        why = app.dealings.why_not(spec.id)
        name = spec.shown_name
        yield PaletteItem(
            f"command:{spec.id}", name, t(f"cmd-{spec.id}"), t("palette-commands"), "", why is None, _said(why),
            also=spec.all_names,
        )  # fmt: skip


def _said(why: Why | None) -> str | None:
    return None if why is None else sentence(why.key, why.params)


def _themes() -> Iterator[PaletteItem]:
    for name in PALETTES:
        title = f"{t('cmd-theme')} {t(f'theme-{name}')}"
        yield PaletteItem(f"theme:{name}", title, t(f"theme-{name}-help"), t("palette-themes"))


async def carry_out_item(app: ConsoleApp, item: PaletteItem) -> None:
    """Do what was picked; a command that needs arguments opens the line with its name."""
    kind, _, what = item.id.partition(":")
    if kind == "area":
        await app.show_area(what)
    elif kind == "symbol":
        app.choose_symbol(what)
        await app.show_area("market")
    elif kind == "key":
        await app.action_in_area(what)
    elif kind == "theme":
        app.wear(what)
    else:
        spec = full_registry().get(what)
        if any(param.required for param in spec.params):
            app.action_command_line(f"{item.title} ")
        else:
            await app.dealings.run_line(item.title)
