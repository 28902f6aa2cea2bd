"""A fake Excel under xlwings' own code.

xlwings' `_xlwindows.py` and `_xlmac.py` run unchanged; what lies below them is made here: pywin32 and appscript
(`pywin32`, `apple`), Excel's object model (`com`), and Excel itself on real .xlsx files (`application`, `cells`). Each
module names where it has its behaviour from. `desk` presses buttons.
"""
