"""The identification worksheet: what it says, and how it is brought up to date in place."""
