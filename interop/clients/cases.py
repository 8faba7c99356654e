"""What every SDK has to manage, against every upstream format. Prints one JSON line per case."""

import json
import os
import traceback

BASE = os.environ["GATEWAY_URL"]
KEY = os.environ["GATEWAY_KEY"]
MODELS = os.environ["GATEWAY_MODELS"].split(",")

HELLO = "Say hello — 你好."
TOOL = "look_up"
WEATHER = 'THINK CALL look_up {"city": "Zürich \\"old town\\"", "days": 3} CALL look_up {"city": "東京"}'
ARGUMENTS = [{"city": 'Zürich "old town"', "days": 3}, {"city": "東京"}]
RESULTS = ["sunny", "rain"]
SCHEMA = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
    "required": ["city"],
}


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def check_hello(text):
    check(text == "Echo: " + HELLO, f"text {text!r}")


def check_calls(calls):
    check([name for name, _ in calls] == [TOOL, TOOL], f"calls {calls!r}")
    check([arguments for _, arguments in calls] == ARGUMENTS, f"arguments {calls!r}")


def check_end(text):
    check(text.startswith("Results: "), f"text {text!r}")
    check(all(result in text for result in RESULTS), f"results {text!r}")


def check_reasoning(text):
    check("Reasoning kept." in text, f"text {text!r}")


def run(client, cases):
    for model in MODELS:
        for name, case in cases.items():
            line = {"client": client, "model": model, "case": name}
            try:
                case(model)
                line["ok"] = True
            except Exception as failure:  # a failed case must not hide the others
                line["ok"] = False
                line["why"] = f"{type(failure).__name__}: {failure}"[:300]
                if os.environ.get("INTEROP_TRACE"):
                    traceback.print_exc()
            print(json.dumps(line), flush=True)
