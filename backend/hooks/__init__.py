"""Telling others: signed webhooks that administrators set up, and mails to those who asked for them. What is told is
that something happened, with ids and links; who may see it is asked again when somebody follows the link."""
