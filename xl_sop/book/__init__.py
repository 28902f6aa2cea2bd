"""What a workbook is, wherever it lives: grids of values, files, live books, parts of the package."""
