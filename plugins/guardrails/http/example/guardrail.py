#!/usr/bin/env python3
"""A guardrail service for Switchboard without any dependency: blocks a word, masks card numbers.

    python3 guardrail.py [PORT]      prints "listening on PORT"; 0, the default, picks a free one
    GUARDRAIL_SECRET=... requires that value as the bearer token.
"""
import hmac
import json
import os
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ.get("GUARDRAIL_SECRET", "")
CARD = re.compile(r"\b\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}\b")
LARGEST = 2 << 20


def check(question):
    """The verdict on all texts of one request or reply."""
    texts = [entry["text"] for entry in question["texts"]]
    if any("xyzzy" in text.lower() for text in texts):
        return {"action": "block", "reason": "A word of the list was said."}
    masked = [CARD.sub("[card]", text) for text in texts]
    if masked != texts:
        return {"action": "replace", "texts": masked, "reason": "masked a card number"}
    return {"action": "allow"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        length = int(self.headers.get("content-length") or 0)
        if length > LARGEST:
            self.close_connection = True
            return self.answer(413, {"error": "too much text"})
        body = self.rfile.read(length)
        token = self.headers.get("authorization", "")
        if SECRET and not hmac.compare_digest(token.encode(), f"Bearer {SECRET}".encode()):
            return self.answer(401, {"error": "wrong secret"})
        try:
            verdict = check(json.loads(body))
        except (ValueError, KeyError, TypeError):
            return self.answer(400, {"error": "not a question of the gateway's"})
        self.answer(200, verdict)

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass  # what callers say is not logged


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0), Handler)
    print(f"listening on {server.server_port}", flush=True)
    server.serve_forever()
