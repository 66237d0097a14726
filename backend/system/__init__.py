"""System: health, version and the facts about this installation itself, such as whether its data are simulated."""
