"""A bar where somebody watches, a line now and then where nobody does, nothing when asked to be quiet."""

import io

from engine.cli.progress import ProgressBar


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


class Hand:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_on_a_terminal_it_draws_in_place_and_leaves_nothing() -> None:
    screen, hand = Screen(), Hand()
    with ProgressBar(out=screen, clock=hand) as bar:
        hand.at = 1.0
        bar.show("BTC/USDT 15m", 50, 200, "120 nến/giây", 90_000)
        drawn = screen.getvalue()
        bar.show("BTC/USDT 15m", 51, 200)  # too soon to be seen
        assert screen.getvalue() == drawn
    assert "25%" in drawn
    assert "120 nến/giây  ~1 phút 30 giây" in drawn
    assert drawn.startswith("\r")
    assert "\n" not in screen.getvalue()
    assert screen.getvalue().endswith("\r")


def test_without_a_terminal_only_slow_work_is_told() -> None:
    out, hand = io.StringIO(), Hand()
    with ProgressBar(out=out, clock=hand) as bar:
        for second in range(9):
            hand.at = float(second)
            bar.show("x", second, 100)
        bar.show("x", 100, 100)
        assert out.getvalue() == ""
        hand.at = 11.0
        bar.show("x", 50, 100)
    assert out.getvalue().count("\n") == 1
    assert "50%" in out.getvalue()


def test_quiet_is_quiet() -> None:
    screen, hand = Screen(), Hand()
    with ProgressBar(quiet=True, out=screen, clock=hand) as bar:
        hand.at = 60.0
        bar.show("x", 1, 2)
    assert screen.getvalue() == ""
