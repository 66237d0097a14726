"""Ways in and out for checklists: XLSForm workbooks and lists of questions in; YAML, XLSForm and printed forms out."""
