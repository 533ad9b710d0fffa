from collections.abc import Iterator

import pytest

from locales import set_defaults
from locales.catalogue import is_strict, set_strict


@pytest.fixture(autouse=True)
def strict_texts() -> Iterator[None]:
    """Every text that is not exactly right fails the test that shows it."""
    before = is_strict()
    set_strict(True)
    yield
    set_strict(before)
    set_defaults(language="vi", number_style="vi", zone="Asia/Ho_Chi_Minh")
