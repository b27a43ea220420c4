"""Lines of a news page that belong to the page and not to the article.

Each rule matches a whole line, so that "Share prices fell" and "Comments by the minister
drew anger." are never taken for a share bar or a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.language.word_lists import word_set
from index.readers.layout import ends_sentence, is_prose

# Nothing longer is matched: furniture is short, and patterns stay cheap on hostile input.
LONGEST = 300  # characters

_SHARE = word_set(
    """
    share tweet facebook twitter whatsapp linkedin reddit telegram pinterest messenger bluesky
    flipboard instagram print bookmark email e-mail save
    """
)
_BESIDE_SHARE = word_set(
    """
    x threads copy link copied url this article story page post via on by with friends to mail
    more options icon gift & shares
    """
)
_COUNT = re.compile(r"\d[\d.,]*[km]?")


def _lines(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_CREDIT = (
    r"(?:additional )?(?:reporting|writing|editing)(?: and (?:reporting|writing|editing))? by"
    r" [^;.]{3,120}"
)
_PAGE = _lines(
    r"(?:story|article) continues (?:below|after)(?: this)?(?: ad(?:vertisement)?)?",
    r"(?:skip )?(?:advertisements?|adverts?|ads?)|ad feedback",
    r"(?:last |first )?(?:published|updated|posted)(?: on)?|reporting from [^.]{2,60}",
    r"(?:sponsored|promoted|paid)(?: content| post)?",
    r"scroll (?:down )?to continue\b.{0,40}",
    r"(?:click here to )?(?:continue|keep) reading\b[^.]{0,40}",
    r"skip (?:to|past) .{3,60}",
    r"back to top|(?:main )?menu|search|home|copy link|link copied!?",
    r"(?:sign|log) (?:in|up|out)|register|subscribe(?: now)?|subscribers? only",
    r"(?:sign up|subscribe|register)\b.{0,120}\b(?:newsletters?|alerts|inbox|channel)\b.{0,60}",
    r"(?:sign up|subscribe) (?:here|now|today)\b.{0,40}",
    r"get .{3,120}\b(?:delivered|straight|sent) (?:directly )?to your inbox\b.{0,40}",
    r"(?:follow|like|find|join) us (?:on|at) .{2,80}",
    r"follow .{2,60} on (?:x|twitter|facebook|instagram|threads|bluesky|google news)\b.{0,30}",
    r"download (?:our|the) .{0,40}\bapp\b.{0,40}",
    r"listen(?: to this (?:article|story))?|play audio|watch live",
    r"\d+[- ]min(?:ute)?s?(?:[- ](?:read|listen|watch))|(?:estimated )?reading time:? .{1,20}",
    r"(?:view|open) (?:gallery|image|images|photos)(?: in fullscreen)?",
    r"(?:copyright ?)?(?:©|\(c\)).{0,200}|copyright (?:19|20)\d\d,?(?: (?-i:[A-Z]).{0,80})?",
    r".{0,150}\ball rights reserved\b.{0,60}",
    r"(?:tags|topics|keywords|filed under): .{0,200}|our standards: .{0,80}",
    r"(?:cookie|privacy) (?:policy|settings)|terms of (?:use|service)",
    rf"\(?{_CREDIT}(?:[;.] ?{_CREDIT}){{1,4}}[;.]?\)?|\({_CREDIT}[.]?\)",
    r"[-–—*_=~#+.•·|…<>/\\ ]{3,}|[•·*]",
)
_AGENCY = r"(?:reuters|afp|ap|epa|efe|dpa|getty images?|shutterstock|alamy|bloomberg|xinhua)"
_PICTURE = _lines(
    r"\W?(?:file )?(?:photo|photograph|image|picture|illustration|graphic|video|caption)s?"
    r"(?: (?:source|credit|caption|courtesy))?: ?.{0,280}",
    r"(?:image|photo|picture|video) (?:source|credit|caption), .{2,280}",
    r"\W?(?:photo|photograph|image|picture|illustration)s? (?:by|courtesy of|via) [^.]{2,80}",
    rf"\W?(?:[^.!?]{{2,50}}/ ?)?{_AGENCY}(?: photo)?/[^.!?]{{2,60}}",
    rf"\W?[^.!?]{{2,50}} ?/ ?{_AGENCY}(?: via getty images)?\W?",
    r"\W?(?:getty images?|ap photo|file photo|handout|shutterstock|alamy)\W?",
    r"getty images [^.!?]{3,150}",
)
_RELATED_LINE = _lines(
    r"(?:read (?:more|also|next)|also read|see also|related|more|recommended|watch)"
    r" ?(?::|»|>>|→|\|) ?\S.{0,200}",
    r"read (?:more|on|the full story)|more|watch",
)
_RELATED_HEADING = _lines(
    r"(?:also read|read (?:also|next)|see also|related|recommended|editors?['’]s? picks?)",
    r"related (?:articles?|stories|story|content|news|coverage|links|posts)",
    r"more (?:on this(?: story)?|from .{2,40}|stories|news|like this|coverage|in this section)",
    r"you (?:may|might) (?:also )?(?:like|be interested in).{0,20}",
    r"(?:recommended|suggested) (?:for you|stories|reading|articles)",
    r"most (?:read|popular|viewed|shared|commented)|trending(?: now| stories)?|popular now",
    r"(?:top|latest) (?:stories|news|headlines)|don['’]t miss|what to read next",
)
_TAGS_HEADING = _lines(r"(?:explore more on these |related )?topics|tags|keywords|filed under")
_RELATED_AT_MOST = 12  # headlines of other articles under such a heading
_COMMENTS_HEADING = _lines(r"comments?(?: \(\d*\))?|user comments|reader comments")
_COMMENTS_COUNT = _lines(
    r"\(?\d[\d.,]*\)? comments?",
    r"no comments(?: yet)?",
    r"(?:leave|post|write|add|submit) (?:a |your )?(?:comment|reply)",
    r"(?:view|show|see|read|load|hide|open) (?:all |more |the )?(?:\d+ )?comments(?: \(\d+\))?",
    r"join the (?:conversation|discussion)|what do you think\?|be the first to comment.{0,20}",
    r"(?:please )?(?:log|sign) in to (?:comment|reply).{0,20}",
    r"comments (?:are|have been) closed.{0,40}",
)
_IN_COMMENTS = _lines(
    r"(?:reply|like|dislike|report|upvote|downvote|respect|flag)(?: ?[(·|:]? ?\d+\)?)?",
    r".{0,40}\b\d+ ?(?:[smhdwy]|seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago",
    r"sort(?:ed)? by:? .{2,20}|newest|oldest|most liked|add a comment.{0,10}",
    r"\S+ (?:says|said|wrote)(?: on .{4,40})?:?|@\w+.{0,40}",
    r"your (?:name|email)(?: address)?.{0,60}",
)


def without_furniture(lines: Sequence[str]) -> list[str]:
    """The lines of an article's own text: comments, share bars, captions and the like dropped."""
    own = [not is_furniture(line) for line in lines]
    end = _end_before_comments(lines, own)
    last_prose = max((n for n in range(end) if is_prose(lines[n])), default=0)
    kept: list[str] = []
    related = 0  # headlines of other articles that may still follow
    for number, line in enumerate(lines[:end]):
        tags = number > last_prose and _matches(_TAGS_HEADING, line)
        if tags or _matches(_RELATED_HEADING, line):
            related = _RELATED_AT_MOST
        elif related and not is_prose(line) and not ends_sentence(line):
            related -= 1
        elif own[number]:
            related = 0
            kept.append(line)
    return kept


def is_furniture(line: str) -> bool:
    """Whether a line is part of the page around the article, whatever stands around it."""
    return len(line) <= LONGEST and (
        any(_matches(rule, line) for rule in (_PAGE, _PICTURE, _RELATED_LINE))
        or _matches(_COMMENTS_COUNT, line)
        or _is_share_bar(line)
    )


def _matches(rule: re.Pattern[str], line: str) -> bool:
    core = line.strip("-–—•·*|>▪► ").removesuffix(":").rstrip()
    return len(line) <= LONGEST and rule.fullmatch(core or line) is not None


def _is_share_bar(line: str) -> bool:
    words = re.findall(r"[^\s|·•/,:]+", line.lower())
    return (
        0 < len(words) <= 16
        and not _SHARE.isdisjoint(words)
        and all(word in _SHARE or word in _BESIDE_SHARE or _COUNT.fullmatch(word) for word in words)
    )


def _end_before_comments(lines: Sequence[str], own: Sequence[bool]) -> int:
    """The number of lines above the readers' comments; of all of them when there are none.

    "3 Comments" may also be a link above the article, and a bare "Comments" may head a section
    of it; so either is believed at the end, before what looks like comments, and, when it
    counts them, before less text than the article had.
    """
    left = sum(len(line) for line, is_own in zip(lines, own, strict=True) if is_own)
    above = sentences = 0
    for number, line in enumerate(lines):
        left -= len(line) * own[number]
        counted = _matches(_COMMENTS_COUNT, line)
        if counted or _matches(_COMMENTS_HEADING, line):
            in_article = sentences > 1 or left < above
            below = lines[number + 1 : number + 9]
            looks_so = any(_matches(_IN_COMMENTS, comment) for comment in below)
            if left == 0 or (in_article and (looks_so or (counted and left < above))):
                return number
        above += len(line) * own[number]
        sentences += ends_sentence(line)
    return len(lines)
