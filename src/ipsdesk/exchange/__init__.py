"""The unit workbook, in and out."""
