"""Sentences with their offsets, tokens, and the forms in which text is compared and searched."""

from __future__ import annotations

import binascii
import gzip
import hashlib
import re
import zlib
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexingError
from index.language.normalization import normalize
from index.types import Sentence

if TYPE_CHECKING:
    import tiktoken


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP_WORDS = _set(
    """
    a about after again all also although am an and any are as at be because been before being
    both but by can could did do does doing done during each either every for from get got had
    has have having he her here hers him his how i if in into is it its just may me might more
    most much must my no nor not now of on once one only or other our out over own s same shall
    she should since so some still such than that the their theirs them then there these they
    this those though through to too under until up upon very was we were what whatever when
    where whether which while who whom whose why will with would yet you your
    """
)

# --- Sentences ---------------------------------------------------------------------------

_ANNOUNCING = _set(  # what they announce follows: a full stop here never ends a sentence
    """
    Mr Mrs Ms Messrs Dr Drs Prof Profs Gov Govs Sen Sens Rep Reps Lt Gen Col Maj Capt Sgt Cpl Pvt
    Cmdr Adm Rev Revs Msgr Hon Amb Supt Insp Det Atty Mme Mlle Sra Srta डॉ v vs Vs cf e.g i.e
    """
)
_NUMBERED = _set(  # ... nor here, when a number follows
    """
    No Nos no nos Nr nr p pp Vol vol Fig Figs fig figs Sec sec Art art Ch ch Rs
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    """
)
_ABBREVIATIONS = _set(  # here it may end one, and does if the next word opens a sentence
    """
    Inc Corp Co Cos Ltd Bros Jr Sr St Ste Mt Ft Ave Blvd Rd etc al Esq Dept dept Univ Assn Est est
    approx ca Ph Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss
    Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que
    """
)
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")  # U.S, J.D, Ph.D
_HOUR = _set("a.m p.m A.M P.M")
_AFTER_HOUR = re.compile(
    r"""
    [\s(]*(?: (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day
      | (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\b
      | (?:January|February|March|April|August|September|October|November|December)\b
      | (?:[A-Z]\.?){1,3}T\b | UTC | Eastern | Central | Mountain | Pacific | \w+\s[Tt]ime\b )
    """,
    re.VERBOSE,
)
_GERMAN_MONTHS = _set(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
)
_OPENERS = (STOP_WORDS - _set("can do may will")) | _set(
    "according despite however instead many meanwhile nearly police several"
)

_UNSPACED = "。！？｡।॥။።"  # stops of scripts that need no space after them
_STOP = re.compile(
    rf"""
    (?P<marks>[.!?…‼⁇⁈⁉؟۔։។{_UNSPACED}]+)
    (?P<closing>(?:
        [.!?…{_UNSPACED})\]}}”’）］｝」』】》]
      | ["'“«»](?!\w)             # these also open: “ in German, » in Danish
      | \s[”»](?!\w)              # French « … »
      | \s(?:\.+|…)(?![\w.])      # an omission: "It is so. ... We know"
      | \[\d{{1,3}}\]             # a note's number
    )*)
    """,
    re.VERBOSE,
)
_FOLLOWING = re.compile(rf"(?P<lead>[^\w.!?…{_UNSPACED}]*)(?P<word>[\w’'-]{{0,40}})")
_GOES_ON = re.compile(r"\s*[,;:)&/]")
_LOWER_NAME = re.compile(r"[a-z]{1,3}[-’']?[A-Z]")  # iPhone, al-Qaida
_BREAK = re.compile(r"[\s(\[“‘\"/–—-]")
_ADDRESS = re.compile(r"www|\S{0,60}[/@\\]")
_WORD = re.compile(r"\w")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_QUOTES = frozenset("\"'“”„‘’«»「」『』")
_DASHES = ("-", "–", "—", "―")
_ATTRIBUTION = re.compile(
    r"""
    \s*(?!(?:He|She|They|We|It)\b)
    (?> (?:(?:[\w’'-]+|[A-Z][a-z]{0,4}\.|(?:[A-Z]\.)+),?\s+){1,6}?
        (?:said|says|asked|asks|added|replied|told|wrote|shouted|cried|yelled|wondered|demanded)\b )
    (?!\s+(?:that|he|she|it|they|the)\b)
    """,
    re.VERBOSE,
)
_ATTRIBUTION_CJK = re.compile(r"と|って|[^，。！？“「\s]{1,8}(?:说|道|表示|问|指出|說|問)")


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a paragraph, in order; every non-space character is in exactly one.

    Quotation marks and brackets that close after a full stop belong to its sentence, and so
    does what attributes a question or an exclamation ("“Will it end?” he asked."). Where a
    full stop may as well belong to an abbreviation, the sentence goes on.
    """
    found: list[Sentence] = []
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        found += _sentences_of_block(text, start, gap.start())
        start = gap.end()
    return (*found, *_sentences_of_block(text, start, len(text)))


def _sentences_of_block(text: str, begin: int, end: int) -> list[Sentence]:
    block, start, found = text[begin:end], 0, []
    first_word = _WORD.search(block)
    for stop in _STOP.finditer(block):
        if first_word is None or stop.start() < first_word.start():
            continue  # a sentence has a word
        if _ends_sentence(block, start, stop):
            found.append(_trimmed(text, begin + start, begin + stop.end()))
            start = stop.end()
            first_word = _WORD.search(block, start)
    if block[start:].strip():
        found.append(_trimmed(text, begin + start, end))
    return found


def _trimmed(text: str, start: int, end: int) -> Sentence:
    untrimmed = text[start:end]
    start += len(untrimmed) - len(untrimmed.lstrip())
    trimmed = untrimmed.strip()
    return Sentence(trimmed, start, start + len(trimmed))


def _ends_sentence(block: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the sentence that begins at `start` ends with this stop."""
    following = _FOLLOWING.match(block, stop.end())
    if following is None or not following["word"] or _GOES_ON.match(following["lead"]):
        return False  # without a word after it, what is left belongs to this sentence
    word, quoted = following["word"], not _QUOTES.isdisjoint(stop["closing"])
    if stop["marks"][-1] in _UNSPACED:
        return not (quoted and _ATTRIBUTION_CJK.match(block, stop.end()))
    if word[0].islower() and not _LOWER_NAME.match(word):
        return False
    if not following["lead"][:1].isspace():
        return _ends_without_space(block, stop, following)
    if quoted:
        return stop["marks"] == "." or not _ATTRIBUTION.match(block, stop.end())
    return not (_is_abbreviation(block, start, stop, following) or _is_omission(block, stop, word))


def _ends_without_space(block: str, stop: re.Match[str], following: re.Match[str]) -> bool:
    """Text that lost its spaces: "It ended.“Yes,” he said.", "It ended.Nobody spoke."."""
    before = block[max(0, stop.start() - 60) : stop.start()].rsplit(maxsplit=1)[-1:]
    if not before or _ADDRESS.match(before[0]) or _ADDRESS.match(block, stop.end()):
        return False
    lead, word = following["lead"], following["word"]
    if lead:
        return lead[0] in _QUOTES and before[0][-1:].islower()
    if not word[0].isupper():
        return stop["marks"] != "." and word[0].isalpha()
    return bool(stop["closing"]) or (before[0][-2:].islower() and not word[:2].isupper())


def _is_omission(block: str, stop: re.Match[str], word: str) -> bool:
    """Whether words are left out here: "the term … Islamic"."""
    spaced = block[stop.start() - 1].isspace()
    return spaced and stop["marks"] in ("…", "...") and not _opens_sentence(word)


def _is_abbreviation(block: str, start: int, stop: re.Match[str], following: re.Match[str]) -> bool:
    """Whether this full stop belongs to the word before it, and the sentence goes on."""
    if stop["marks"] != ".":
        return False
    word = following["word"]
    before = _BREAK.split(block[max(start, stop.start() - 24) : stop.start()])[-1].lstrip("'’")
    if before.replace(".", "").isdigit():
        enumerates = not _WORD.search(block, start, stop.start() - len(before))
        return enumerates or word in _GERMAN_MONTHS
    if before in _HOUR:
        return _AFTER_HOUR.match(block, stop.end()) is not None
    if before in _ANNOUNCING or (before in _NUMBERED and word[0].isdigit()):
        return True
    is_initial = len(before) == 1 and before.isalpha()
    if is_initial or before in _ABBREVIATIONS or _DOTTED.fullmatch(before):
        return not _begins_anew(block, following, is_initial)
    return False


def _begins_anew(block: str, following: re.Match[str], after_initial: bool) -> bool:
    """Whether what follows an abbreviation is certainly the next sentence."""
    if following["lead"].strip().startswith(_DASHES):
        return False  # a dateline: HARTFORD, Conn. — The
    if not _QUOTES.isdisjoint(following["lead"]):
        return not after_initial  # a nickname: James A. “Jim” Baker
    is_initial = block.startswith(".", following.end())
    return _opens_sentence(following["word"]) and not is_initial


def _opens_sentence(word: str) -> bool:
    return re.split("[’']", word.casefold())[0] in _OPENERS


# --- Tokens ------------------------------------------------------------------------------

_RANKS = Path(__file__).with_name("o200k_base.tiktoken.gz")
_RANKS_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
_LONGEST_RUN = 100_000  # characters; a million spaces overflow tiktoken's stack


def count_tokens(text: str) -> int:
    """How many tokens the text takes in o200k_base; special tokens count as the text they are.

    Exact up to 100,000 characters; beyond, a token or two off at every cut. Raises
    IndexingError when the vendored ranks are damaged.
    """
    encode = _encoding().encode_ordinary
    return sum(
        len(encode(text[at : at + _LONGEST_RUN])) for at in range(0, len(text), _LONGEST_RUN)
    )


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding:
    import tiktoken  # noqa: PLC0415 - heavy, needed only here

    ranks = {}
    for line in _unpacked_ranks().splitlines():
        token, rank = line.split()
        ranks[binascii.a2b_base64(token)] = int(rank)
    return tiktoken.Encoding(
        "o200k_base", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens=_SPECIAL_TOKENS
    )


def _unpacked_ranks() -> bytes:
    try:
        ranks = gzip.decompress(_RANKS.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise IndexingError(
            f"{_RANKS.name} is missing or damaged: reinstall the package"
        ) from error
    if hashlib.sha256(ranks).hexdigest() != _RANKS_SHA256:
        raise IndexingError(f"{_RANKS.name} is not the file it should be: reinstall the package")
    return ranks


# As published with tiktoken (tiktoken_ext.openai_public), which would download the ranks.
_PATTERN = "|".join(
    (
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    )
)
_SPECIAL_TOKENS = {"<|endoftext|>": 199999, "<|endofprompt|>": 200018}

# --- Forms -------------------------------------------------------------------------------

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛´`′ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),  # soft hyphen, zero widths
    }
)
_MARKS = (  # parts of words that \w leaves out: accents, the marks of Hebrew, Arabic, Indic, Thai
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0eff\u102b-\u103e\u17b4-\u17d3"
)
_TERM = re.compile(
    rf"""
    \d+(?:[.,]\d+)*[a-z]*                        # 1,200  3.5m  10th
  | (?:[^\W\d_]\.){{2,}}                        # u.s.
  | [^\W_](?:[^\W_]|[{_MARKS}])*(?:'[^\W_]+)*   # o'brien's
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"'(?:s|ll|re|ve|d|m)$")
_ACCENT = re.compile(r"[\u0300-\u036f]")


def straighten(text: str) -> str:
    """With plain quotes and dashes and single spaces, otherwise to the letter."""
    return " ".join(normalize("NFKC", text.translate(_TYPOGRAPHY)).split())


def fold(text: str) -> str:
    """The form in which text is compared: as straightened, without case."""
    return straighten(text).casefold()


def terms(text: str, language: str | None = None) -> list[str]:
    """The words that BM25 counts: folded, without stop words, stemmed.

    `language` is an ISO 639-1 code, English when None. Scripts without spaces give pairs of
    characters. A text of nothing but stop words keeps them.
    """
    code = (language or "en").partition("-")[0].lower()
    tokens = _TERM.findall(fold(text))
    words = [word for token in tokens for word in _words(token, code)]
    if code == "en":
        words = [word for word in words if not _is_stop_word(word)] or words
    return [without_accents(stem) for stem in _stems(words, code)]


def _words(token: str, code: str) -> list[str]:
    if token[0].isdigit():
        return [token.replace(",", "")]
    if token.endswith("."):
        return [token.replace(".", "")]
    if max(token) >= "\u0e00":  # Thai is the first
        return [term for part in _scripts().findall(token) for term in _spaceless_terms(*part)]
    if "'" not in token:
        return [token]
    return [_CLITIC.sub("", token)] if code == "en" else token.split("'")


@lru_cache(maxsize=1)  # compiling takes milliseconds that few need
def _scripts() -> re.Pattern[str]:
    """A run of Thai, Lao, Burmese, Khmer, Kana, Han or Hangul, or of anything else."""
    spaceless = (
        r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
        r"\uf900-\ufaff\U00020000-\U0003ffff"
    )
    return re.compile(f"([{spaceless}]+)|([^{spaceless}]+)")


def _spaceless_terms(spaceless: str, other: str) -> list[str]:
    pairs = [one + next_one for one, next_one in pairwise(spaceless)]
    return pairs or [spaceless or other]


def _is_stop_word(word: str) -> bool:
    return word in STOP_WORDS or word.endswith("n't")


def _stems(words: list[str], code: str) -> list[str]:
    import Stemmer  # noqa: PLC0415 - compiled, needed only here

    try:
        stemmer = Stemmer.Stemmer(code, 0)  # a new one each time: threads must not share one
    except (KeyError, UnicodeEncodeError):
        return words  # a language that Snowball does not know
    stems: list[str] = stemmer.stemWords(words)
    return stems


def without_accents(word: str) -> str:
    """Díaz as Diaz, which is how many will ask for him."""
    if word.isascii():
        return word
    return normalize("NFC", _ACCENT.sub("", normalize("NFD", word)))
