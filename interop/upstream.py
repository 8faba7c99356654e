"""A provider that does what the prompt says, in four wire formats. Standard library only.

A user text may hold directives:
    CALL name {"json": "arguments"}    the model uses that tool; several CALLs are used side by side
    THINK                              the model thinks first, and signs its thinking
Once the results of the tools are there, the model answers with what they were, and whether its signed thinking came back
unchanged and in its place. Without a directive it answers with the last user text.

    python3 upstream.py PORT_FILE      listens on a free port of loopback and writes it to the file
"""

import base64
import hashlib
import hmac
import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CALL = re.compile(r"CALL\s+([A-Za-z0-9_.-]+)\s+(\{)")
THOUGHT = "Let me think about “this” — 想."
LEDGER = []


def sign(text):
    return base64.b64encode(hmac.new(b"not a secret", text.encode(), hashlib.sha384).digest() + b"\xfb\xff").decode()


class Turn:
    """What a request asks for, whatever its format."""

    def __init__(self, prompt, results, kept, tools, stream):
        self.prompt = prompt
        self.results = results
        self.kept = kept
        self.tools = tools
        self.stream = stream

    def think(self):
        return bool(re.search(r"\bTHINK\b", self.prompt)) and not self.results

    def calls(self):
        if self.results:
            return []
        found = []
        for match in CALL.finditer(self.prompt):
            arguments, _ = json.JSONDecoder().raw_decode(self.prompt[match.start(2):])
            name = self.named(match.group(1))
            if name:
                found.append((name, json.dumps(arguments, ensure_ascii=False)))
        return found

    def named(self, wanted):
        """The tool's name as offered: a gateway may have had to flatten a namespace."""
        for name in self.tools:
            if name == wanted or name.endswith(wanted):
                return name
        return None

    def text(self):
        if self.results:
            reasoning = ""
            if re.search(r"\bTHINK\b", self.prompt):
                reasoning = " Reasoning " + ("kept." if self.kept else "lost.")
            return "Results: " + " | ".join(r.strip()[:80] for r in self.results) + "." + reasoning
        return "" if self.calls() else "Echo: " + self.prompt[-80:]


def texts(content):
    """All text in a content of any format."""
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    if isinstance(content, dict):
        content = [content]
    return "\n".join(
        part if isinstance(part, str) else str(part.get("text") or part.get("output") or part.get("result") or "")
        for part in content)


# OpenAI chat completions


def read_chat(body, _path):
    prompt, results, kept = "", [], False
    for message in body["messages"]:
        if message["role"] == "user":
            said = texts(message["content"])
            if said.strip():
                prompt, results = latest(prompt, said), []
        elif message["role"] == "tool":
            results.append(texts(message["content"]))
        elif message["role"] == "assistant":
            kept = message.get("reasoning_content") == THOUGHT
    tools = [tool["function"]["name"] for tool in body.get("tools", []) if tool.get("type") == "function"]
    return Turn(prompt, results, kept, tools, body.get("stream", False))


def latest(before, said):
    """The directives of the last text that has some; else the last text."""
    return said if CALL.search(said) or not CALL.search(before) else before


def write_chat(turn, body):
    message = {"role": "assistant", "content": turn.text() or None}
    if turn.think():
        message["reasoning_content"] = THOUGHT
    calls = [
        {"id": f"call_{i}", "type": "function", "function": {"name": name, "arguments": arguments}}
        for i, (name, arguments) in enumerate(turn.calls())]
    if calls:
        message["tool_calls"] = calls
    finish = "tool_calls" if calls else "stop"
    head = {"id": "chatcmpl-1", "created": 1700000000, "model": body["model"]}
    usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    if not turn.stream:
        choice = {"index": 0, "message": message, "finish_reason": finish}
        return {**head, "object": "chat.completion", "choices": [choice], "usage": usage}

    def chunk(delta, reason=None):
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        return sse({**head, "object": "chat.completion.chunk", "choices": [choice]})

    events = [chunk({"role": "assistant", "content": ""})]
    events += [chunk({"reasoning_content": piece}) for piece in pieces(message.get("reasoning_content", ""))]
    events += [chunk({"content": piece}) for piece in pieces(turn.text())]
    for i, call in enumerate(calls):
        first = {**call, "index": i, "function": {"name": call["function"]["name"], "arguments": ""}}
        events.append(chunk({"tool_calls": [first]}))
        for piece in pieces(call["function"]["arguments"]):
            events.append(chunk({"tool_calls": [{"index": i, "function": {"arguments": piece}}]}))
    events.append(chunk({}, finish))
    if body.get("stream_options", {}).get("include_usage"):
        events.append(sse({**head, "object": "chat.completion.chunk", "choices": [], "usage": usage}))
    return events + ["data: [DONE]\n\n"]


# Anthropic messages


def read_messages(body, _path):
    prompt, results, kept = "", [], False
    for message in body["messages"]:
        content = message["content"]
        blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
        if message["role"] == "user":
            found = [texts(b.get("content")) for b in blocks if b["type"] == "tool_result"]
            said = "\n".join(b["text"] for b in blocks if b["type"] == "text")
            if found:
                results = found
            elif said.strip():
                prompt, results = latest(prompt, said), []
        elif message["role"] == "assistant":
            first = blocks[0] if blocks else {}
            kept = (first.get("type") == "thinking" and first.get("thinking") == THOUGHT
                    and first.get("signature") == sign(THOUGHT))
    tools = [tool["name"] for tool in body.get("tools", [])]
    return Turn(prompt, results, kept, tools, body.get("stream", False))


def write_messages(turn, body):
    blocks = []
    if turn.think():
        blocks.append({"type": "thinking", "thinking": THOUGHT, "signature": sign(THOUGHT)})
    if turn.text():
        blocks.append({"type": "text", "text": turn.text()})
    for i, (name, arguments) in enumerate(turn.calls()):
        blocks.append({"type": "tool_use", "id": f"toolu_{i}", "name": name, "input": json.loads(arguments)})
    stop = "tool_use" if turn.calls() else "end_turn"
    usage = {"input_tokens": 11, "output_tokens": 7, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}
    message = {"id": "msg_1", "type": "message", "role": "assistant", "model": body["model"],
               "content": blocks, "stop_reason": stop, "stop_sequence": None, "usage": usage}
    if not turn.stream:
        return message

    def event(kind, **members):
        return f"event: {kind}\n" + sse({"type": kind, **members})

    events = [event("message_start", message={**message, "content": [], "stop_reason": None})]
    for i, block in enumerate(blocks):
        kind = block["type"]
        empty = {"thinking": {"type": kind, "thinking": "", "signature": ""}, "text": {"type": kind, "text": ""}}
        events.append(event("content_block_start", index=i,
                            content_block=empty.get(kind) or {**block, "input": {}}))
        deltas = {
            "thinking": lambda: [{"type": "thinking_delta", "thinking": p} for p in pieces(block["thinking"])]
            + [{"type": "signature_delta", "signature": block["signature"]}],
            "text": lambda: [{"type": "text_delta", "text": p} for p in pieces(block["text"])],
            "tool_use": lambda: [{"type": "input_json_delta", "partial_json": p}
                                 for p in pieces(json.dumps(block["input"], ensure_ascii=False))]}
        events += [event("content_block_delta", index=i, delta=delta) for delta in deltas[kind]()]
        events.append(event("content_block_stop", index=i))
    events.append(event("message_delta", delta={"stop_reason": stop, "stop_sequence": None},
                        usage={"output_tokens": 7}))
    return events + [event("message_stop")]


# Gemini


def decoded(signature):
    """Both alphabets of base64 mean the same bytes: the python SDK writes the URL-safe one."""
    return base64.urlsafe_b64decode(signature.replace("+", "-").replace("/", "_"))


def read_gemini(body, path):
    prompt, results, kept = "", [], False
    for content in body["contents"]:
        parts = content.get("parts", [])
        if content.get("role") == "model":
            calls = [p for p in parts if "functionCall" in p]
            kept = bool(calls) and decoded(calls[0].get("thoughtSignature", "")) == decoded(sign(THOUGHT))
            continue
        found = [json.dumps(p["functionResponse"]["response"], ensure_ascii=False)
                 for p in parts if "functionResponse" in p]
        said = "\n".join(p["text"] for p in parts if "text" in p)
        if found:
            results = found
        elif said.strip():
            prompt, results = latest(prompt, said), []
    tools = [f["name"] for tool in body.get("tools", []) for f in tool.get("functionDeclarations", [])]
    return Turn(prompt, results, kept, tools, "streamGenerateContent" in path)


def write_gemini(turn, _body):
    parts = []
    if turn.think():
        parts.append({"text": THOUGHT, "thought": True})
    if turn.text():
        parts.append({"text": turn.text()})
    for i, (name, arguments) in enumerate(turn.calls()):
        call = {"functionCall": {"name": name, "args": json.loads(arguments)}}
        if turn.think() and i == 0:
            call["thoughtSignature"] = sign(THOUGHT)
        parts.append(call)
    usage = {"promptTokenCount": 11, "candidatesTokenCount": 7, "totalTokenCount": 18}

    def reply(some, finish=None):
        candidate = {"content": {"role": "model", "parts": some}, "index": 0}
        if finish:
            candidate["finishReason"] = finish
        return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "m", "responseId": "r1"}

    if not turn.stream:
        return reply(parts, "STOP")
    return [sse(reply([part])) for part in parts] + [sse(reply([{"text": ""}], "STOP"))]


# OpenAI responses


def read_responses(body, _path):
    prompt, results, kept = "", [], False
    items = body["input"]
    for item in [{"role": "user", "content": items}] if isinstance(items, str) else items:
        kind = item.get("type", "message")
        if kind == "message" and item["role"] == "user":
            said = texts(item["content"])
            if said.strip():
                prompt, results = latest(prompt, said), []
        elif kind in ("function_call_output", "custom_tool_call_output"):
            results.append(texts(item["output"]))
        elif kind == "reasoning":
            kept = item.get("encrypted_content") == sign(THOUGHT)
    tools = []
    for tool in body.get("tools", []):
        if tool.get("type") == "namespace":
            tools += [inner["name"] for inner in tool.get("tools", [])]
        elif "name" in tool:
            tools.append(tool["name"])
    return Turn(prompt, results, kept, tools, body.get("stream", False))


def write_responses(turn, body):
    items = []
    if turn.think():
        items.append({"id": "rs_1", "type": "reasoning", "encrypted_content": sign(THOUGHT),
                      "summary": [{"type": "summary_text", "text": THOUGHT}]})
    if turn.text():
        items.append({"id": "msg_1", "type": "message", "role": "assistant", "status": "completed",
                      "content": [{"type": "output_text", "text": turn.text(), "annotations": []}]})
    for i, (name, arguments) in enumerate(turn.calls()):
        items.append({"id": f"fc_{i}", "type": "function_call", "call_id": f"call_{i}", "name": name,
                      "arguments": arguments, "status": "completed"})
    usage = {"input_tokens": 11, "input_tokens_details": {"cached_tokens": 0}, "output_tokens": 7,
             "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 18}
    response = {"id": "resp_1", "object": "response", "created_at": 1700000000, "status": "completed",
                "model": body["model"], "output": items, "usage": usage, "error": None, "incomplete_details": None,
                "instructions": None, "metadata": {}, "parallel_tool_calls": True, "temperature": 1, "top_p": 1,
                "tool_choice": "auto", "tools": []}
    if not turn.stream:
        return response
    sequence = iter(range(10_000))

    def event(kind, **members):
        return f"event: {kind}\n" + sse({"type": kind, "sequence_number": next(sequence), **members})

    begun = {**response, "status": "in_progress", "output": [], "usage": None}
    events = [event("response.created", response=begun), event("response.in_progress", response=begun)]
    for i, item in enumerate(items):
        where = {"output_index": i, "item_id": item["id"]}
        if item["type"] == "message":
            empty = {**item, "status": "in_progress", "content": []}
            part = item["content"][0]
            events.append(event("response.output_item.added", output_index=i, item=empty))
            events.append(event("response.content_part.added", **where, content_index=0, part={**part, "text": ""}))
            events += [event("response.output_text.delta", **where, content_index=0, delta=p, logprobs=[])
                       for p in pieces(part["text"])]
            events.append(event("response.output_text.done", **where, content_index=0, text=part["text"], logprobs=[]))
            events.append(event("response.content_part.done", **where, content_index=0, part=part))
        elif item["type"] == "reasoning":
            part = item["summary"][0]
            events.append(event("response.output_item.added", output_index=i, item={**item, "summary": []}))
            events.append(event("response.reasoning_summary_part.added", **where, summary_index=0,
                                part={**part, "text": ""}))
            events += [event("response.reasoning_summary_text.delta", **where, summary_index=0, delta=p)
                       for p in pieces(part["text"])]
            events.append(event("response.reasoning_summary_text.done", **where, summary_index=0, text=part["text"]))
            events.append(event("response.reasoning_summary_part.done", **where, summary_index=0, part=part))
        else:
            events.append(event("response.output_item.added", output_index=i,
                                item={**item, "arguments": "", "status": "in_progress"}))
            events += [event("response.function_call_arguments.delta", **where, delta=p)
                       for p in pieces(item["arguments"])]
            events.append(event("response.function_call_arguments.done", **where, name=item["name"],
                                arguments=item["arguments"]))
        events.append(event("response.output_item.done", output_index=i, item=item))
    return events + [event("response.completed", response=response)]


def pieces(text):
    return [text[i:i + 7] for i in range(0, len(text), 7)]


def sse(value):
    return "data: " + json.dumps(value, ensure_ascii=False) + "\n\n"


FORMATS = [
    (re.compile(r"/chat/completions$"), read_chat, write_chat),
    (re.compile(r"/messages$"), read_messages, write_messages),
    (re.compile(r":(streamGenerateContent|generateContent)$"), read_gemini, write_gemini),
    (re.compile(r"/responses$"), read_responses, write_responses),
]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.reply(200, "application/json", json.dumps(LEDGER))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        path = self.path.split("?")[0]
        LEDGER.append({"path": path, "body": body})
        for pattern, read, write in FORMATS:
            if pattern.search(path):
                self.answer(read, write, body, path)
                return
        self.reply(404, "application/json", '{"error":{"message":"no such path","type":"invalid_request_error"}}')

    def answer(self, read, write, body, path):
        turn = read(body, path)
        if "FAIL" in turn.prompt and not CALL.search(turn.prompt):
            self.reply(429, "application/json", '{"error":{"message":"slow down","type":"rate_limit_error"}}')
            return
        answer = write(turn, body)
        if turn.stream:
            self.reply(200, "text/event-stream", "".join(answer))
        else:
            self.reply(200, "application/json", json.dumps(answer, ensure_ascii=False))

    def reply(self, status, kind, text):
        data = text.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with open(sys.argv[1], "w") as file:
        file.write(str(server.server_address[1]))
    server.serve_forever()
