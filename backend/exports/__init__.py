"""Figures and answers that leave as tables: CSV, workbook and Parquet, in the request or in the background, and the
read-only SQL views. Who sees which row is the rule of visits; nothing but approved visits leaves unless asked for."""
