#!/usr/bin/env python3
"""A stub of OpenSearch on loopback: it takes what Weir sends, and writes each document to a file.

usage: stub_opensearch.py PORT FILE
"""

import gzip
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VERSION = {"number": "3.8.0", "distribution": "opensearch", "minimum_wire_compatibility_version": "2.19.0"}


class Stub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    documents = None

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        path = self.path.split("?")[0]
        if path.endswith("/_bulk"):
            self.reply(200, self.bulk(body))
        elif path == "/":
            self.reply(200, {"name": "stub", "cluster_name": "stub", "version": VERSION})
        elif path.endswith(("/_search", "/_count")):
            none = {"total": {"value": 0, "relation": "eq"}, "hits": []}
            self.reply(200, {"timed_out": False, "count": 0, "hits": none})
        elif self.command in ("GET", "HEAD"):
            self.reply(404, {"error": {"type": "resource_not_found_exception"}, "status": 404})
        else:
            self.reply(200, {"acknowledged": True})

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = answer

    def bulk(self, body):
        lines = [json.loads(line) for line in body.split(b"\n") if line]
        items = []
        while lines:
            (action, target), = lines.pop(0).items()
            if action != "delete":
                document = lines.pop(0)
                line = json.dumps({"index": target.get("_index"), "document": document})
                Stub.documents.write(line + "\n")
            created = {"_index": target.get("_index"), "_id": target.get("_id", "1"), "status": 201}
            items.append({action: created | {"result": "created", "_version": 1, "_seq_no": 0}})
        Stub.documents.flush()
        return {"took": 1, "errors": False, "items": items}

    def reply(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *arguments):
        pass


if __name__ == "__main__":
    port, file = sys.argv[1:]
    Stub.documents = open(file, "a", encoding="utf-8")
    ThreadingHTTPServer(("127.0.0.1", int(port)), Stub).serve_forever()
