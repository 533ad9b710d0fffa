from collections.abc import Iterator

import pytest

from locales import set_defaults
from locales.catalogue import is_strict, set_strict


@pytest.fixture(autouse=True)
def strict_texts() -> Iterator[None]:
    before = is_strict()
    set_strict(True)
    set_defaults(language="vi", number_style="vi", zone="Asia/Ho_Chi_Minh")
    yield
    set_defaults(language="vi", number_style="vi", zone="Asia/Ho_Chi_Minh")
    set_strict(before)
