#!/usr/bin/env python3
"""A service that takes Switchboard's reports of exchanges, without any dependency: sums up calls and tokens per caller.

    python3 receiver.py [PORT]       prints "listening on PORT"; 0, the default, picks a free one
    RECEIVER_SECRET=... requires deliveries that are signed with it.
    GET / answers with the sums.
"""
import hashlib
import hmac
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ.get("RECEIVER_SECRET", "").encode()
LARGEST = 8 << 20
OLDEST = 300  # seconds; an older signature may be somebody's copy

sums = {}
known = {}  # deliveries that were taken, the latest last
lock = threading.Lock()


def is_signed(header, body):
    """Whether the header is t=SECONDS,v1=HEX with an HMAC-SHA256 over the seconds, a dot and the body."""
    try:
        fields = dict(part.split("=", 1) for part in header.split(","))
        fresh = abs(time.time() - int(fields["t"])) <= OLDEST
        mac = hmac.new(SECRET, fields["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
        return fresh and hmac.compare_digest(mac, fields["v1"])
    except (KeyError, ValueError):
        return False


def take(delivery, reports):
    with lock:
        if delivery in known:
            return  # the gateway did not get our answer and sent it again
        known[delivery] = True
        if len(known) > 10_000:
            del known[next(iter(known))]
        for report in reports:
            entry = sums.setdefault(report.get("caller", "unknown"), {"calls": 0, "tokens": 0})
            entry["calls"] += 1
            entry["tokens"] += report.get("usage", {}).get("total_tokens", 0)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        length = int(self.headers.get("content-length") or 0)
        if length > LARGEST:
            self.close_connection = True
            return self.answer(413, {"error": "too large"})
        body = self.rfile.read(length)
        if SECRET and not is_signed(self.headers.get("x-switchboard-signature", ""), body):
            return self.answer(401, {"error": "not signed with the secret"})
        try:
            take(self.headers.get("x-switchboard-delivery", ""), json.loads(body)["reports"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return self.answer(400, {"error": "no reports of the gateway's"})
        self.answer(200, {})

    def do_GET(self):
        with lock:
            self.answer(200, sums)

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0), Handler)
    print(f"listening on {server.server_port}", flush=True)
    server.serve_forever()
