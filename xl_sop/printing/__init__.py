"""The SOP on paper: a copy of the workbook with nothing but the SOP in it, and its PDF through LibreOffice."""
