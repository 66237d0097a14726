"""Inside-outside: engagement joined to service, analysed in the background, told with what it rests on.

The estimates are `domain/statistics/link`; here is where their tables come from and where their document goes.
"""
