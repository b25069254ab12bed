"""`gunicorn --config deploy/gunicorn.conf.py`: several processes, and no log of what was asked.

Gunicorn has no access log unless told. Its warnings repeat request lines that it could not read, arguments included:
they are left out. The worker runs beside it: `caselaw worker`.
"""

from __future__ import annotations

import multiprocessing

wsgi_app = "web.wsgi:site()"
bind = "127.0.0.1:8000"  # the proxy of this machine, and nobody else
workers = min(multiprocessing.cpu_count() + 1, 9)  # each holds the encoder of meaning: about 400 MB
threads = 8
worker_class = "gthread"
worker_tmp_dir = "/dev/shm"  # noqa: S108 - signs of life go to memory: a busy disk would make a live process seem dead
timeout = 120  # seconds without a sign of life
graceful_timeout = 30
limit_request_line = 8190  # a long query is still an answer
forwarded_allow_ips = "127.0.0.1"
accesslog = None
disable_redirect_access_to_syslog = True
errorlog = "-"
loglevel = "error"
