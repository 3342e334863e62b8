"""Excel in the window: records come in and an import is taken back, the unit goes out, the empty workbook."""
