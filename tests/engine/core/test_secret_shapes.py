"""Secrets are known by their shape; what people really write in a chat about trading is not taken for one."""

from __future__ import annotations

import hashlib
import random
import string
import time
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.core.hashing import digest
from engine.core.secret_shapes import holds_secret, without_secrets

chance = random.Random(7)
LETTERS = string.ascii_letters + string.digits
KEY = "".join(chance.choice(LETTERS) for _ in range(64))
PEM = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1r\nqqqq\n-----END PRIVATE KEY-----"
SECRETS = (
    "M" + "T" * 24 + ".GhIjKl." + "x" * 30,
    "123456789:" + "A" * 35,
    "https://api.telegram.org/bot7000000001:" + "B" * 35 + "/getMe",
    "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.abcdef",
    "https://discord.com/api/webhooks/1/abc",
    "https://ptb.discord.com/api/webhooks/1/abc",
    "postgresql://an:geheim@127.0.0.1/trading",
    KEY,
    PEM,
    PEM.replace("PRIVATE", "RSA PRIVATE"),
    PEM.replace("PRIVATE", "ENCRYPTED PRIVATE").splitlines()[0],
)
HARMLESS = (
    "",
    "giá btc",
    "!dudoan SOL",
    "mua 0,5 BTC ở 67.123,45 USDT lúc 14:05 20/11/2026",
    "vào lệnh ETH 500",
    "role grant telegram 123456789 viewer",
    "<@123456789012345678> xem giúp mình với",
    "-1001234567890:7",
    "12:30 BTC/USDT 46.284,80 https://example.org/a?b=c",
    "https://www.tradingview.com/chart/BTCUSDT/abcDEF123-very-long-title-of-an-idea-about-bitcoin-and-the-halving/",
    "https://medium.com/@an/why-i-stay-out",
    "liên hệ an@example.org hoặc t.me/haidang_bot",
    "E-41C2A7",
    digest("scoreboard", 7),
    digest("scoreboard", 7).upper(),
    hashlib.sha256(b"decision").hexdigest(),
    hashlib.sha512(b"decision").hexdigest(),
    "0x" + hashlib.sha256(b"transaction").hexdigest(),
    "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    "0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe",
    str(UUID(int=2**100)),
    "a" * 64,
    "1" * 64,
    "A" * 64,
    KEY[:63],
    KEY + "a",
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----",
    "ở" * 200,
)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_seen_wherever_it_stands(secret: str) -> None:
    for text in (secret, f"đây là khóa: {secret} nhé", f"{secret}\n", f"`{secret}`"):
        assert holds_secret(text)
    assert "geheim" not in without_secrets(secret, "***")
    assert not holds_secret(without_secrets(f"a {secret} b", "***"))


def test_of_a_private_key_nothing_is_left() -> None:
    assert without_secrets(f"trước {PEM} sau", "***") == "trước *** sau"
    assert without_secrets(f"trước {PEM[:60]}", "***") == "trước ***"


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_talk_is_left_alone(text: str) -> None:
    assert not holds_secret(text)
    assert without_secrets(text, "***") == text


@given(st.integers(0, 2**256 - 1))
def test_a_hash_is_no_secret(number: int) -> None:
    assert not holds_secret(f"#{number:064x} {number:064X}")


@given(st.text(alphabet=LETTERS, min_size=64, max_size=64))
@example("aB3" + "g" * 61)
@example("aB3" + "f" * 61)
def test_sixty_four_letters_and_digits_of_all_sorts_are_a_key(text: str) -> None:
    sorts = (any(map(str.islower, text)), any(map(str.isupper, text)), any(map(str.isdigit, text)))
    is_hexadecimal = all(letter in string.hexdigits for letter in text)
    assert holds_secret(text) == (all(sorts) and not is_hexadecimal)


@pytest.mark.parametrize("part", ["eyJ-", "://a:", "https://discord", "M" * 24, "1234567890:", "-----BEGIN ", "aA1"])
def test_a_text_made_to_be_slow_to_read_is_read_at_once(part: str) -> None:
    text = (part * 40_000)[:40_000]
    began = time.process_time()
    holds_secret(text)
    assert time.process_time() - began < 0.4
