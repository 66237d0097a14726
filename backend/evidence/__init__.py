"""Evidence: photos: receiving, checking, storing and showing them. Who may see which is decided in `visits`."""
