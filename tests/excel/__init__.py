"""A fake Excel under xlwings' own code.

xlwings' `_xlwindows.py` and `_xlmac.py` run unchanged; what lies below them is made here: pywin32 and appscript
(`pywin32`, `com_border`, `apple_events`), Excel's object model (`com`, `com_cells`, `com_shapes`; `apple`, `apple_cells`),
and Excel itself on real .xlsx files (`application`, `cells`). Each module names where it has its behaviour from. `desk`
presses buttons.
"""
