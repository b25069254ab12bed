"""`gunicorn --config deploy/gunicorn.conf.py 'web.app:create_app()'`: several processes, and no log of what was asked.

Gunicorn has no access log unless told. Its warnings repeat request lines that it could not read, arguments included:
they are left out. The worker runs beside it: `caselaw worker`.
"""

bind = "127.0.0.1:8000"
workers = 4
threads = 8
accesslog = None
disable_redirect_access_to_syslog = True
errorlog = "-"
loglevel = "error"
