"""The pack: all approved visits of an area (or of the chain) in one period or wave, as one PDF or as a ZIP."""
