"""VBA as one platform sees it: conditional compilation resolved, lines kept in place.

LibreOffice reads every branch of ``#If``, so it can compile xlwings' module only after this.
"""

from __future__ import annotations

import re

WINDOWS = {"vba7": True, "win64": True, "mac": False}
MAC = {"vba7": True, "win64": False, "mac": True}
_DIRECTIVE = re.compile(r"\s*#(Const|If|ElseIf|Else|End If)\b\s*(.*)", re.IGNORECASE)
_CONSTANT = re.compile(r'(\w+)\s*=\s*("[^"]*"|\w+)')
_COMPARED = re.compile(r'(\w+)\s*(=|>=)\s*("[^"]*"|\d+)')


def resolved(source: str, constants: dict[str, object]) -> str:
    """The source with the lines of other platforms, and the directives, left empty.

    Raises:
        ValueError: a condition of a form that does not occur in xlwings, or an #If without an end.
    """
    known, lines = dict(constants), []
    # Per open #If: whether its present branch counts, and whether one has counted already.
    stack: list[tuple[bool, bool]] = []
    for line in source.splitlines():
        match = _DIRECTIVE.match(line)
        live = all(branch for branch, _ in stack)
        lines.append(line if live and not match else "")
        if not match:
            continue
        word, rest = match[1].lower(), re.sub(r"\s+Then\b.*", "", match[2], flags=re.IGNORECASE)
        if word == "const":
            if live and (constant := _CONSTANT.match(rest)):
                known[constant[1].lower()] = _value(constant[2])
        elif word == "if":
            holds = _holds(rest, known)
            stack.append((holds, holds))
        elif word == "end if":
            stack.pop()
        else:
            _, done = stack.pop()
            holds = not done and (word == "else" or _holds(rest, known))
            stack.append((holds, done or holds))
    if stack:
        raise ValueError("an #If without an end")
    return "\n".join(lines) + "\n"


def _value(text: str) -> object:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return text.strip('"') if text.startswith('"') else int(text)


def _holds(condition: str, known: dict[str, object]) -> bool:
    return any(_term(term.strip(), known) for term in re.split(r"\bOr\b", condition, flags=re.IGNORECASE))


def _term(term: str, known: dict[str, object]) -> bool:
    if term.lower().startswith("not "):
        return not _term(term[4:].strip(), known)
    if term.isidentifier():
        return bool(known.get(term.lower(), False))  # an unknown constant is Empty, which is False
    match = _COMPARED.fullmatch(term)
    if not match:
        raise ValueError(f"not understood: {term}")
    left, right = known.get(match[1].lower(), 0), _value(match[3])
    if match[2] == "=":
        return left == right
    return isinstance(left, int) and isinstance(right, int) and left >= right
