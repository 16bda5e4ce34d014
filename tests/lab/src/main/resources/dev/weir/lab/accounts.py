"""accounts.py HOME: serves AWS accounts (moto) on a free port of loopback, all in memory.

Prints {"aws":<port>} on stdout when it serves. A line "stop" on stdin ends it and leaves HOME for
the next start; the end of stdin means that the parent is gone: HOME is removed, and the run folder
around it by the last of the lab's servers.
"""

import logging
import os
import shutil
import sys
import threading

HOME = sys.argv[1]
# An account reads another's bucket through a role only.
os.environ["MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS"] = "false"
os.environ["MOTO_RECORDER_FILEPATH"] = os.path.join(HOME, "requests.jsonl")


def watch_parent():
    for command in sys.stdin:
        if command == "stop\n":
            os._exit(0)
    shutil.rmtree(HOME, ignore_errors=True)
    run = os.path.dirname(HOME)
    try:
        if os.listdir(run) == ["lock"]:
            shutil.rmtree(run, ignore_errors=True)
    finally:
        os._exit(0)


# Before the imports, which take a second or two.
threading.Thread(target=watch_parent, daemon=True).start()

from moto.moto_server.werkzeug_app import (  # noqa: E402
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server  # noqa: E402

logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server(
    "127.0.0.1",
    0,
    DomainDispatcherApplication(create_backend_app),
    threaded=True,
    request_handler=MotoRequestHandler,
)
# Queue URLs and the like are made with it.
os.environ["MOTO_PORT"] = str(server.server_port)
print('{"aws":%d}' % server.server_port, flush=True)
server.serve_forever()
