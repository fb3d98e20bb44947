"""What is masked comes back exactly, or the loss is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alpaca_est.translators.masks import mask, unmask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("See https://a.com/b?c=1.", "See ⟦0⟧."),
        ("Use `x = 1` and ```y```.", "Use ⟦0⟧ and ``⟦1⟧``."),
        ("Look:\n```python\nprint('hi')\n```\nDone.", "Look:\n⟦0⟧\nDone."),
        ("Open\n```\nnever closed", "Open\n⟦0⟧"),
        ("The area is $a^2$ and \\(b\\), it costs $5 or $6.", "The area is ⟦0⟧ and ⟦1⟧, it costs $5 or $6."),
        ("<b>bold</b> and <br/>", "⟦0⟧bold⟦1⟧ and ⟦2⟧"),
        ("a < b and c > d", "a < b and c > d"),
        ("Dear {name}, {{title}} %s %(x)d 50% off", "Dear ⟦0⟧, ⟦1⟧ ⟦2⟧ ⟦3⟧ 50% off"),
        ("Write to a.b@c.org!", "Write to ⟦0⟧!"),
        ("A ⟦ bracket", "A ⟦0⟧ bracket"),
        ("Run:\r\n```sh\r\nls\r\n```\r\nThen explain.", "Run:\r\n⟦0⟧\r\nThen explain."),
        ("1. First:\n\n   ```sh\n   ls\n   ```\n2. Then explain.", "1. First:\n\n⟦0⟧\n2. Then explain."),
        ("```\ncode\n``` \nThen explain.", "⟦0⟧ \nThen explain."),
        ("~~~\ncode\n~~~\nThen explain.", "⟦0⟧\nThen explain."),
        ("````\n```\ninner\n```\n````\nThen explain.", "⟦0⟧\nThen explain."),
        ("```x``` is code\nand this is not.", "``⟦0⟧`` is code\nand this is not."),
        ("Use ``a `b` c`` here.", "Use ⟦0⟧ here."),
        ("\\begin{align*}\nE = mc^2\n\\end{align*}\nExplain.", "⟦0⟧\nExplain."),
        ("It costs $5 for tea and 10$ for cake.", "It costs $5 for tea and 10$ for cake."),
        ("{0}, {}, {name!r}, {price:.2f}, ${HOME}, {a b}", "⟦0⟧, ⟦1⟧, ⟦2⟧, ⟦3⟧, ⟦4⟧, {a b}"),
        (
            "%5.2f and %1$s and %-10s and %ld, 50% discount, 5 % a year",
            "⟦0⟧ and ⟦1⟧ and ⟦2⟧ and ⟦3⟧, 50% discount, 5 % a year",
        ),
    ],
)
def test_masks(text, masked):
    found = mask(text)
    assert found.text == masked
    assert unmask(found.text, found.protected) == text


@given(st.text(max_size=300))
def test_any_text_comes_back_as_it_was(text):
    found = mask(text, first=7)
    assert unmask(found.text, found.protected, first=7) == text


@given(
    st.lists(st.sampled_from(["`a`", "$x$", "https://a.b/c", "{n}", "<i>", "\n", "word ", "```\ncode\n```\n", "⟦0⟧"]))
)
def test_any_mixture_comes_back_as_it_was(parts):
    text = "".join(parts)
    found = mask(text)
    assert unmask(found.text, found.protected) == text


@pytest.mark.parametrize(
    ("translated", "problem"),
    [
        ("Vaata.", "lost ⟦0⟧, ⟦1⟧"),
        ("Vaata ⟦0⟧.", "lost ⟦1⟧"),
        ("Vaata ⟦0⟧ ja ⟦1⟧ ja ⟦1⟧.", "has ⟦1⟧ too many"),
        ("Vaata ⟦0⟧ ja ⟦5⟧.", "lost ⟦1⟧, has ⟦5⟧ too many"),
    ],
)
def test_what_is_lost_is_told(translated, problem):
    with pytest.raises(ValueError, match=problem):
        unmask(translated, ("https://a.b", "`x`"))


def test_order_may_change():
    assert unmask("⟦ 1 ⟧ enne ⟦0⟧", ("a", "b")) == "b enne a"


@pytest.mark.parametrize(("text", "nothing"), [("`x`", True), ("12 + 7 = 19", True), ("", True), ("`x` is it", False)])
def test_what_says_nothing_is_not_sent(text, nothing):
    assert mask(text).says_nothing is nothing
