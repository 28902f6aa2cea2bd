"""Reading what is drawn over a procedure table: who performs a step, its symbols, and where the arrows lead.

Drawing → `nodes` (which cell) → `network` (which arrow joins what) → `labels`, `offpage` → `flow` (steps) →
`join` (what counts: typed cells, then what a person drew, then the order of rows)
"""
