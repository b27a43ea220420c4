"""How much the tests notice: the code is broken in one place at a time, and its tests are run.

`make mutate` breaks the check of claims and the ranking. It is our own because mutmut forks after
ONNX Runtime has started its threads and hangs, leaves out functions with a decorator and takes no
sample, and cosmic-ray writes into the working tree. Here copies of the tree are broken.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).parents[1]
WORKERS: Final = os.cpu_count() or 1
PATIENCE: Final = 600.0
"""Seconds after which a mutant is killed: it has found a loop without end."""

COPIED: Final = ("api", "assistant", "index", "prompts", "tests")

RANKING: Final = ["tests/index/test_ranking_terms.py", "tests/index/test_ranking.py"]
SUBJECTS: Final = {
    "assistant/verification/**/*.py": ["tests/assistant/verification"],
    "index/ranking.py": RANKING,
    "index/bm25.py": ["tests/index/test_bm25.py", *RANKING],
}
"""What is broken, and the tests that should notice."""

PAIRS: Final[list[tuple[Any, Any]]] = [
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.Is, ast.IsNot)),
    *((ast.In, ast.NotIn), (ast.And, ast.Or), (ast.Add, ast.Sub), (ast.Mult, ast.Div)),
    (ast.BitOr, ast.BitAnd),
]
OTHERWISE: Final = dict([*PAIRS, *((other, one) for one, other in PAIRS)])


class Mutant(NamedTuple):
    """A module's text with one expression replaced, and the tests that should notice."""

    path: Path
    line: int
    change: str
    text: bytes
    tests: list[str]


def mutants(path: Path, tests: list[str]) -> Iterator[Mutant]:
    """All of a module."""
    text = (ROOT / path).read_bytes()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _code(ast.parse(text)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        for other in _broken(node):
            new = f"({ast.unparse(other)})"
            change = f"{' '.join(text[start:end].decode().split())}  ->  {new}"
            yield Mutant(path, node.lineno, change, text[:start] + new.encode() + text[end:], tests)


def _code(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that do something; in f-strings Python 3.11 does not say where they are."""
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr):
                continue
            if name not in ("annotation", "returns", "decorator_list"):
                if isinstance(child, ast.expr):
                    yield child
                yield from _code(child)


def _broken(node: ast.expr) -> Iterator[ast.expr]:
    """Comparisons, and/or, arithmetic, not, if/else, any/all and numbers the other way."""
    other = copy.deepcopy(node)
    match other:
        case ast.Compare(ops=[op, *_]) if type(op) in OTHERWISE:
            other.ops[0] = OTHERWISE[type(op)]()
            yield other
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in OTHERWISE:
            other.op = OTHERWISE[type(op)]()
            yield other
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            yield inner
        case ast.IfExp(body=body, orelse=orelse):
            other.body, other.orelse = orelse, body
            yield other
        case ast.Call(func=ast.Name(id="any" | "all" as name)):
            other.func = ast.Name({"any": "all", "all": "any"}[name])
            yield other
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)


def main() -> None:
    """Print what became of each mutant of a sample, and the share that was noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--count", type=int, default=60, help="how many mutants")
    parser.add_argument("--seed", type=int, default=20261128, help="which of them")
    given = parser.parse_args()
    every = [
        mutant
        for pattern, tests in SUBJECTS.items()
        for path in sorted(ROOT.glob(pattern))
        for mutant in mutants(path.relative_to(ROOT), tests)
    ]
    sample = random.Random(given.seed).sample(every, min(given.count, len(every)))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(WORKERS) as pool:
        trees = _trees(Path(folder))
        killed = sum(pool.map(lambda mutant: _is_killed(mutant, trees), sample))
    share = f"{killed / len(sample):.0%}"
    print(f"\n{killed} of {len(sample)} killed, {share}; of {len(every)}, seed {given.seed}")


def _trees(folder: Path) -> SimpleQueue[Path]:
    """A copy for each worker; in the first the tests have passed, and all is compiled."""
    first, trees = folder / "0", SimpleQueue[Path]()
    for name in COPIED:
        shutil.copytree(ROOT / name, first / name)
    shutil.copy(ROOT / "pyproject.toml", first)
    if not _pass(first, [test for tests in SUBJECTS.values() for test in tests], keep=True):
        sys.exit("the tests fail already before anything is broken")
    for number in range(1, WORKERS):
        trees.put(Path(shutil.copytree(first, folder / str(number))))
    trees.put(first)
    return trees


def _is_killed(mutant: Mutant, trees: SimpleQueue[Path]) -> bool:
    tree = trees.get()
    module = tree / mutant.path
    intact = module.read_bytes()
    module.write_bytes(mutant.text)
    killed = not _pass(tree, mutant.tests)
    module.write_bytes(intact)
    trees.put(tree)
    word = "killed  " if killed else "survived"
    print(word, f"{mutant.path}:{mutant.line}", mutant.change, flush=True)
    return killed


def _pass(tree: Path, tests: list[str], *, keep: bool = False) -> bool:
    """Whether the tests pass in time; of a mutant nothing that Python compiles is kept."""
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0"]
    command = [sys.executable, "-m", "pytest", *options, *dict.fromkeys(tests)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "" if keep else "1"}
    ran = partial(subprocess.run, check=False, cwd=tree, env=environment, capture_output=True)
    try:
        return ran(command, timeout=PATIENCE).returncode == 0
    except subprocess.TimeoutExpired:
        return False


if __name__ == "__main__":
    main()
