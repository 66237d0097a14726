"""Statistics: estimates with their intervals and tests. Pure numbers; scipy is loaded by the first question asked."""
