"""Values to bytes and back: the forms in which results leave this site, one module a format.

All of them are listed in `caselaw.exchange.formats`; what they are made of is in `caselaw.exchange.entry`. Nothing here
asks a database or a search engine: what a reader may not read never comes here.
"""
