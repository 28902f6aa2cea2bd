"""`python -m tests.golden`: write the golden files anew; `git diff tests/golden` then shows what changed."""

from tests.golden import write

write()
