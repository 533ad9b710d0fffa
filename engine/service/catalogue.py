"""Every command of the house, declared once. Palette, chat commands, command line, help and docs are made from this."""

from __future__ import annotations

from typing import Final

from engine.core.modes import Danger, EngineState, Role
from engine.service.alerts.kinds import AlertKind
from engine.service.specs import CommandSpec, Kind, Param

_SYMBOL: Final = Param("symbol", Kind.SYMBOL, required=True)
_SYMBOL_OR_ALL: Final = Param("symbol", Kind.SYMBOL)
_LIMIT: Final = Param("limit", Kind.INTEGER, default="10", least=1, most=500)
_WHY: Final = Param("reason", Kind.TEXT)
_EVENTS: Final = ("all", *(kind.value for kind in AlertKind), "quiet")

_MARKET: Final = (
    CommandSpec("ping", role=Role.PUBLIC),
    CommandSpec("price", ("gia", "giá"), (_SYMBOL,), Role.PUBLIC),
    CommandSpec("predict", ("dudoan", "dự đoán"), (_SYMBOL,), Role.PUBLIC),
    CommandSpec("movers", ("biendong", "biến động"), (_LIMIT,), Role.PUBLIC),
    CommandSpec(
        "signals",
        ("tinhieu", "tín hiệu"),
        (
            _SYMBOL_OR_ALL,
            Param("which", Kind.CHOICE, choices=("spoken", "traded", "refused", "silent", "all"), default="spoken"),
            _LIMIT,
        ),
    ),
    CommandSpec("explain", ("giaithich", "giải thích"), (_SYMBOL, Param("decision", Kind.WORD))),
    CommandSpec(
        "chart",
        ("bieudo", "biểu đồ"),
        (
            _SYMBOL,
            Param("timeframe", Kind.TIMEFRAME),
            Param("candles", Kind.INTEGER, default="120", least=10, most=1000),
            Param("until", Kind.MOMENT),
        ),
    ),
    CommandSpec("depth", ("solenh", "sổ lệnh"), (_SYMBOL,)),
)

_BOOK: Final = (
    CommandSpec("positions", ("vithe", "vị thế"), money=True),
    CommandSpec("orders", ("lenh", "lệnh"), (_LIMIT,), money=True),
    CommandSpec("trades", ("giaodich", "giao dịch"), (_LIMIT,), money=True),
    CommandSpec("balance", ("sodu", "số dư"), money=True),
    CommandSpec("equity", ("duongvon", "đường vốn"), money=True),
    CommandSpec(
        "profit",
        ("lailo", "lãi lỗ"),
        (Param("period", Kind.CHOICE, choices=("day", "week", "month"), default="day"), _LIMIT),
        money=True,
    ),
    CommandSpec(
        "performance",
        ("hieusuat", "hiệu suất"),
        (Param("by", Kind.CHOICE, choices=("symbol", "tier", "exit"), default="symbol"),),
        money=True,
    ),
    CommandSpec("stats", ("thongke", "thống kê"), money=True),
    CommandSpec("scoreboard", ("bangdiem", "bảng điểm"), (_LIMIT,)),
)

_HEALTH: Final = (
    CommandSpec("models", ("mohinh", "mô hình"), (_SYMBOL_OR_ALL,)),
    CommandSpec("drift", ("dolech", "độ lệch"), (_SYMBOL_OR_ALL,)),
    CommandSpec("status", ("trangthai", "trạng thái")),
    CommandSpec("health", ("suckhoe", "sức khỏe")),
    CommandSpec("logs", ("nhatky", "nhật ký"), (_LIMIT,)),
    CommandSpec("risk", ("ruiro", "rủi ro"), money=True),
    CommandSpec("config", ("cauhinh", "cấu hình")),
    CommandSpec("audit", ("kiemtoan", "kiểm toán"), (_LIMIT,), Role.OWNER),
)

_CONTROL: Final = (
    CommandSpec("pause", ("tamdung", "tạm dừng"), (_WHY,), Role.OPERATOR, writes=True),
    CommandSpec(
        "resume",
        ("tieptuc", "tiếp tục"),
        (_WHY,),
        Role.OPERATOR,
        writes=True,
        asks_in=(EngineState.HALTED,),
    ),
    CommandSpec("reduce", ("giamdan", "giảm dần"), (_WHY,), Role.OPERATOR, Danger.ASK, writes=True),
    CommandSpec("halt", ("dunghan", "dừng hẳn"), (_WHY,), Role.OPERATOR, Danger.ASK, writes=True),
    CommandSpec("flatten", ("dongtat", "đóng tất"), (), Role.OPERATOR, Danger.ASK_TWICE, writes=True, money=True),
    CommandSpec(
        "close",
        ("dong", "đóng"),
        (_SYMBOL,),
        Role.OPERATOR,
        Danger.ASK,
        writes=True,
        money=True,
        aliases=("sell", "bán"),
    ),
    CommandSpec(
        "enter",
        ("vaolenh", "vào lệnh"),
        (_SYMBOL, Param("cash", Kind.DECIMAL)),
        Role.OPERATOR,
        Danger.ASK,
        writes=True,
        money=True,
        aliases=("buy", "mua"),
    ),
    CommandSpec("cancel", ("huylenh", "hủy lệnh"), (_SYMBOL,), Role.OPERATOR, Danger.ASK, writes=True, money=True),
    CommandSpec("adopt", ("nhan", "nhận"), (_SYMBOL,), Role.OPERATOR, Danger.ASK, writes=True, money=True),
    CommandSpec("writeoff", ("xoaso", "xóa sổ"), (_SYMBOL,), Role.OPERATOR, Danger.ASK_TWICE, writes=True, money=True),
    CommandSpec("locks", ("khoa", "khóa")),
    CommandSpec("unlock", ("mokhoa", "mở khóa"), (_SYMBOL_OR_ALL,), Role.OPERATOR, Danger.ASK, writes=True),
    CommandSpec(
        "symbols",
        ("ma", "mã"),
        (
            Param("action", Kind.CHOICE, choices=("list", "add", "remove", "block"), default="list"),
            Param("symbol", Kind.SYMBOL),
        ),
        writes=True,
        role_by_choice=(("add", Role.OPERATOR), ("remove", Role.OPERATOR), ("block", Role.OPERATOR)),
    ),
    CommandSpec(
        "paper",
        ("tiengiay", "tiền giấy"),
        (Param("action", Kind.CHOICE, required=True, choices=("reset", "cash")), Param("cash", Kind.DECIMAL)),
        Role.OWNER,
        Danger.ASK_TWICE,
        writes=True,
        money=True,
    ),
)

_MODELS: Final = (
    CommandSpec("retrain", ("huanluyen", "huấn luyện"), (_SYMBOL_OR_ALL,), Role.OPERATOR, Danger.ASK, writes=True),
    CommandSpec("promote", ("nangcap", "nâng cấp"), (_SYMBOL,), Role.OWNER, Danger.ASK, writes=True),
    CommandSpec("rollback", ("quaylai", "quay lại"), (_SYMBOL,), Role.OWNER, Danger.ASK, writes=True),
    CommandSpec("expire", ("hethan", "hết hạn"), (_SYMBOL,), Role.OWNER, Danger.ASK, writes=True),
    CommandSpec(
        "label",
        ("gannhan", "gán nhãn"),
        (Param("prediction", Kind.WORD, required=True), Param("outcome", Kind.CHOICE, True, ("win", "loss"))),
        Role.OPERATOR,
        Danger.ASK,
        writes=True,
    ),
    CommandSpec("backtest", ("kiemthu", "kiểm thử"), (_SYMBOL_OR_ALL,), writes=True),
)

_PEOPLE: Final = (
    CommandSpec("watch", ("theodoi", "theo dõi"), (_SYMBOL_OR_ALL,), writes=True, looks_bare=True),
    CommandSpec(
        "alert",
        ("canhbao", "cảnh báo"),
        (_SYMBOL_OR_ALL, Param("price", Kind.DECIMAL), Param("action", Kind.CHOICE, choices=("remove",))),
        writes=True,
        looks_bare=True,
    ),
    CommandSpec(
        "notify",
        ("thongbao", "thông báo"),
        (
            Param("event", Kind.CHOICE, choices=_EVENTS),
            Param("setting", Kind.CHOICE, choices=("on", "silent", "off")),
            Param("hours", Kind.WORD),
        ),
        writes=True,
        looks_bare=True,
    ),
    CommandSpec(
        "lang",
        ("ngonngu", "ngôn ngữ"),
        (Param("language", Kind.CHOICE, choices=("vi", "en")), Param("numbers", Kind.CHOICE, choices=("vi", "en"))),
        Role.PUBLIC,
        writes=True,
    ),
    CommandSpec("whoami", ("toilaai", "tôi là ai"), role=Role.PUBLIC),
    CommandSpec("help", ("trogiup", "trợ giúp"), (Param("command", Kind.TEXT),), Role.PUBLIC, aliases=("giúp",)),
    CommandSpec("start", role=Role.PUBLIC, aliases=("menu",)),
    CommandSpec("version", ("phienban", "phiên bản"), role=Role.PUBLIC),
    CommandSpec(
        "role",
        ("quyen", "quyền"),
        (
            Param("action", Kind.CHOICE, choices=("list", "grant", "revoke"), default="list"),
            Param("surface", Kind.CHOICE, choices=("discord", "telegram")),
            Param("person", Kind.WORD),
            Param("role", Kind.CHOICE, choices=("viewer", "operator", "owner")),
        ),
        Role.OWNER,
        Danger.ASK,
        writes=True,
    ),
)

_KEEPING: Final = (
    CommandSpec("reload", ("naplai", "nạp lại"), (), Role.OWNER, Danger.ASK, writes=True),
    CommandSpec("backup", ("saoluu", "sao lưu"), (), Role.OWNER, writes=True),
    CommandSpec(
        "restore",
        ("khoiphuc", "khôi phục"),
        (Param("file", Kind.TEXT, required=True),),
        Role.OWNER,
        Danger.ASK_TWICE,
        writes=True,
        money=True,
    ),
)

COMMANDS: Final[tuple[CommandSpec, ...]] = (*_MARKET, *_BOOK, *_HEALTH, *_CONTROL, *_MODELS, *_PEOPLE, *_KEEPING)
