"""The catalogue keeps the contracts of names, roles and dangers."""

from __future__ import annotations

import re

import pytest

from engine.core.modes import Danger, Role
from engine.service.catalogue import COMMANDS
from engine.service.registry import registry
from engine.service.specs import CommandSpec, Kind
from locales.folding import fold_name

CONTRACT = """
ping · price: gia · predict: dudoan · movers: biendong · signals: tinhieu · explain: giaithich · chart: bieudo ·
positions: vithe · orders: lenh · trades: giaodich · balance: sodu · profit: lailo · performance: hieusuat ·
stats: thongke · scoreboard: bangdiem · models: mohinh · drift: dolech · status: trangthai · health: suckhoe ·
logs: nhatky · pause: tamdung · resume: tieptuc · reduce: giamdan · halt: dunghan · flatten: dongtat · close: dong ·
enter: vaolenh · cancel: huylenh · adopt: nhan · writeoff: xoaso · locks: khoa · unlock: mokhoa · symbols: ma ·
watch: theodoi · alert: canhbao · notify: thongbao · risk: ruiro · config: cauhinh · reload: naplai ·
retrain: huanluyen · promote: nangcap · rollback: quaylai · expire: hethan · label: gannhan · backtest: kiemthu ·
paper: tiengiay · backup: saoluu · restore: khoiphuc · audit: kiemtoan · role: quyen · lang: ngonngu ·
whoami: toilaai · help: trogiup · start · version: phienban · depth: solenh · equity: duongvon
"""


def test_every_promised_command_and_name_is_there() -> None:
    for entry in CONTRACT.replace("\n", " ").split("·"):
        command, _, name = (part.strip() for part in entry.partition(":"))
        assert registry().get(command).id == command
        if name:
            assert name in registry().get(command).names
    assert len(COMMANDS) == len(CONTRACT.split("·"))


@pytest.mark.parametrize("spec", COMMANDS, ids=lambda spec: spec.id)
def test_names_fit_where_chats_show_them(spec: CommandSpec) -> None:
    assert re.fullmatch(r"[a-z]{1,32}", spec.id)
    if spec.names:
        bare, spoken = spec.names
        assert bare.isascii()
        assert fold_name(spoken) == bare


def test_dangers_and_roles() -> None:
    by_id = {spec.id: spec for spec in COMMANDS}
    assert {spec.id for spec in COMMANDS if spec.danger is Danger.ASK_TWICE} == {
        "flatten",
        "writeoff",
        "paper",
        "restore",
    }
    public = {spec.id for spec in COMMANDS if spec.role is Role.PUBLIC}
    assert public == {"ping", "price", "predict", "movers", "lang", "whoami", "help", "start", "version"}
    for spec in COMMANDS:
        if spec.danger is not Danger.NONE:
            assert spec.writes, spec.id
            assert spec.role.rank >= Role.OPERATOR.rank, spec.id
        if spec.money:
            assert spec.role is not Role.PUBLIC, spec.id
    for owned in ("promote", "rollback", "restore", "role", "reload", "audit", "paper"):
        assert by_id[owned].role is Role.OWNER


def test_looking_at_the_watch_list_is_freer_than_changing_it() -> None:
    spec = registry().get("symbols")
    assert spec.role_for({"action": "list"}) is Role.VIEWER
    assert spec.role_for({"action": "add"}) is Role.OPERATOR


def test_choices_fold_to_themselves_and_defaults_are_valid() -> None:
    for spec in COMMANDS:
        for param in spec.params:
            assert all(choice == choice.lower() for choice in param.choices)
            assert bool(param.choices) == (param.kind is Kind.CHOICE)
            if param.choices and param.default is not None:
                assert param.default in param.choices
