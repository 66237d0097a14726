"""Evidence: photos: receiving, checking, storing and showing them. Which visit a person may see is decided in `visits`."""
