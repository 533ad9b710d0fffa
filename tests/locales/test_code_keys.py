"""Every message the code asks for exists in both languages and is given exactly what it needs."""

import ast

import pytest

from locales.catalogue import has, key_of, t, variables_of
from tests.locales.code_keys import Use, error_classes, uses, uses_in
from tests.locales.message_files import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_in_the_code_has_a_message(language: str) -> None:
    missing: dict[str, list[str]] = {}
    for use in uses():
        if not has(use.key, language):
            missing.setdefault(use.key, []).append(use.where)
    assert not missing, f"no message in {language}:\n" + "\n".join(
        f"  {key}  ({', '.join(places)})" for key, places in sorted(missing.items())
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_gets_exactly_its_variables(language: str) -> None:
    wrong = []
    for use in uses():
        wanted = variables_of(use.key, language)
        if wanted is not None and use.names is not None and use.names != wanted:
            wrong.append(f"  {use.where}  {use.key}: given {sorted(use.names)}, needs {sorted(wanted)}")
    assert not wrong, f"variables differ in {language}:\n" + "\n".join(wrong)


def test_the_reader_sees_calls_errors_reasons_and_loose_keys() -> None:
    tree = ast.parse(
        """
class Late(InvalidInput): ...
class InvalidInput(HaiDangError): ...
raise Late("err-a", x=1)
raise errors.InvalidInput("err-b" if y else "err-c", **more)
t("tui-d", lang=lang, n=1)
Reason("why-e", {"p": 1, "q": 2})
Reason("why-f")
Reason("why-g", params=MappingProxyType(given))
Reason(key="why-h")
table = {"x": "err-i"}
text = f"err-j{x}"
ours = text.startswith("err-k")
"""
    )
    found = list(uses_in(tree, "f", error_classes([tree])))
    assert {(use.key, use.names) for use in found} == {
        ("err-a", frozenset({"x"})),
        ("err-b", None),
        ("err-c", None),
        ("tui-d", frozenset({"n"})),
        ("why-e", frozenset({"p", "q"})),
        ("why-f", frozenset()),
        ("why-g", None),
        ("why-h", None),
        ("err-i", None),
    }
    assert found[0] == Use("err-a", frozenset({"x"}), "f:4")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_vocabulary_has_a_name(language: str) -> None:
    from engine.core import events, modes, orders
    from engine.core.timeframes import TIMEFRAMES, Timeframe

    kinds = [
        kind
        for module in (events, modes, orders)
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__ == module.__name__ and hasattr(kind, "__members__")
    ]
    members = [member for kind in kinds for member in kind]
    assert len(members) > 50
    missing = {
        key_of(member) for member in [*members, *map(Timeframe, TIMEFRAMES)] if not has(key_of(member), language)
    }
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_parameter_is_explained(language: str) -> None:
    from engine.service.registry import registry

    wanted = {key for spec in registry() for key in (f"cmd-{spec.id}", f"cmd-{spec.id}-help")}
    wanted |= {f"param-{param.name}" for spec in registry() for param in spec.params}
    missing = sorted(key for key in wanted if not has(key, language))
    assert not missing, f"no message in {language}: {missing}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_command_texts_fit_where_discord_shows_them(language: str) -> None:
    from engine.service.registry import registry

    for spec in registry():
        for key in (f"cmd-{spec.id}", *(f"param-{param.name}" for param in spec.params)):
            if has(key, language):
                assert len(t(key, language)) <= 100, key
