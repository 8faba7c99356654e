import json

import openai

from cases import BASE, HELLO, KEY, RESULTS, SCHEMA, TOOL, WEATHER
from cases import check, check_calls, check_end, check_hello, check_reasoning, run

client = openai.OpenAI(base_url=BASE + "/v1", api_key=KEY, max_retries=0, timeout=20)
TOOLS = [{"type": "function", "function": {"name": TOOL, "description": "Looks it up.", "parameters": SCHEMA}}]


def ask(model, messages, **more):
    return client.chat.completions.create(model=model, messages=messages, **more).choices[0].message


def ask_streamed(model, messages, **more):
    with client.chat.completions.stream(model=model, messages=messages, **more) as stream:
        for _ in stream:
            pass
        return stream.get_final_completion().choices[0].message


def hello(asking):
    def case(model):
        check_hello(asking(model, [{"role": "user", "content": HELLO}]).content)

    return case


def loop(asking, reasoning=False):
    def case(model):
        messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": WEATHER}]
        first = asking(model, messages, tools=TOOLS)
        check_calls([(call.function.name, json.loads(call.function.arguments)) for call in first.tool_calls])
        messages.append(first.model_dump(exclude_none=True))
        for call, result in zip(first.tool_calls, RESULTS):
            messages.append({"role": "tool", "tool_call_id": call.id, "content": result})
        last = asking(model, messages, tools=TOOLS)
        (check_reasoning if reasoning else check_end)(last.content)

    return case


def error(model):
    try:
        ask(model, [{"role": "user", "content": "FAIL"}])
    except openai.RateLimitError as raised:
        check("slow down" in str(raised), str(raised))
        return
    raise AssertionError("no RateLimitError")


run("openai python, chat", {
    "text": hello(ask), "text streamed": hello(ask_streamed),
    "tools": loop(ask), "tools streamed": loop(ask_streamed),
    "reasoning": loop(ask, True), "reasoning streamed": loop(ask_streamed, True), "error": error})
