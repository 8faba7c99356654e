import json

import openai

from cases import BASE, HELLO, KEY, RESULTS, SCHEMA, TOOL, WEATHER
from cases import check_calls, check_end, check_hello, check_reasoning, run

client = openai.OpenAI(base_url=BASE + "/v1", api_key=KEY, max_retries=0, timeout=20)
TOOLS = [{"type": "function", "name": TOOL, "description": "Looks it up.", "parameters": SCHEMA, "strict": False}]
MORE = {"store": False, "include": ["reasoning.encrypted_content"], "reasoning": {"effort": "low", "summary": "auto"}}


def ask(model, items, **more):
    return client.responses.create(model=model, input=items, **more)


def ask_streamed(model, items, **more):
    with client.responses.stream(model=model, input=items, **more) as stream:
        for _ in stream:
            pass
        return stream.get_final_response()


def hello(asking):
    def case(model):
        check_hello(asking(model, HELLO).output_text)

    return case


def loop(asking, reasoning=False):
    def case(model):
        items = [{"role": "developer", "content": "Be brief."}, {"role": "user", "content": WEATHER}]
        first = asking(model, items, tools=TOOLS, **MORE)
        calls = [item for item in first.output if item.type == "function_call"]
        check_calls([(call.name, json.loads(call.arguments)) for call in calls])
        items += [item.model_dump(exclude_none=True, exclude={"parsed_arguments"}) for item in first.output]
        for call, result in zip(calls, RESULTS):
            items.append({"type": "function_call_output", "call_id": call.call_id, "output": result})
        last = asking(model, items, tools=TOOLS, **MORE)
        (check_reasoning if reasoning else check_end)(last.output_text)

    return case


def error(model):
    try:
        ask(model, "FAIL")
    except openai.RateLimitError:
        return
    raise AssertionError("no RateLimitError")


run("openai python, responses", {
    "text": hello(ask), "text streamed": hello(ask_streamed),
    "tools": loop(ask), "tools streamed": loop(ask_streamed),
    "reasoning": loop(ask, True), "reasoning streamed": loop(ask_streamed, True), "error": error})
