"""From a frozen packet to a PDF that prints every name right; ReportLab is imported only where one is drawn."""
