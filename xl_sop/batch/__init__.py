"""Many workbooks: what to read, where to write it, isolation, progress, resume, report."""
