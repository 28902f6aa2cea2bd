"""Installing, removing and diagnosing: what makes the buttons appear in Excel and in LibreOffice."""
