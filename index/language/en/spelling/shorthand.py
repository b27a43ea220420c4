"""How people type in a hurry: words without their apostrophe, and abbreviations."""

from __future__ import annotations

from typing import Final

from index.language.word_lists import word_set

_WITHOUT_APOSTROPHE: Final = (
    "didn't don't doesn't isn't aren't wasn't weren't hasn't haven't hadn't won't can't couldn't "
    "wouldn't shouldn't who's what's where's when's how's why's that's he's she's they're they've "
    "you're you've i'm i've who'd what'd"
)
SHORTHAND: Final = {word.replace("'", ""): word for word in _WITHOUT_APOSTROPHE.split()} | {
    "ppl": "people",
    "abt": "about",
    "gonna": "going to",
    "wanna": "want to",
    "ur": "your",
    "wat": "what",
    "wht": "what",
    "wen": "when",
    "hv": "have",
}
"""What is meant by words that are typed in a hurry."""

PLEASE: Final = word_set("please pls plz")
