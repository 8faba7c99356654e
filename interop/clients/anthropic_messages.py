import anthropic

from cases import BASE, HELLO, KEY, RESULTS, SCHEMA, TOOL, WEATHER
from cases import check, check_calls, check_end, check_hello, check_reasoning, run

client = anthropic.Anthropic(base_url=BASE, api_key=KEY, max_retries=0, timeout=20)
TOOLS = [{"name": TOOL, "description": "Looks it up.", "input_schema": SCHEMA}]


def ask(model, messages, **more):
    return client.messages.create(model=model, max_tokens=4000, messages=messages, **more)


def ask_streamed(model, messages, **more):
    with client.messages.stream(model=model, max_tokens=4000, messages=messages, **more) as stream:
        return stream.get_final_message()


def text(message):
    return "".join(block.text for block in message.content if block.type == "text")


def hello(asking):
    def case(model):
        message = asking(model, [{"role": "user", "content": HELLO}])
        check_hello(text(message))
        check(message.usage.output_tokens == 7, f"usage {message.usage}")

    return case


def loop(asking, reasoning=False):
    def case(model):
        more = {"tools": TOOLS, "system": "Be brief.", "thinking": {"type": "enabled", "budget_tokens": 1024}}
        messages = [{"role": "user", "content": WEATHER}]
        first = asking(model, messages, **more)
        calls = [block for block in first.content if block.type == "tool_use"]
        check_calls([(call.name, call.input) for call in calls])
        messages.append({"role": "assistant", "content": [b.model_dump(exclude_none=True) for b in first.content]})
        messages.append({"role": "user", "content": [
            {"type": "tool_result", "tool_use_id": call.id, "content": result}
            for call, result in zip(calls, RESULTS)]})
        last = asking(model, messages, **more)
        (check_reasoning if reasoning else check_end)(text(last))

    return case


def error(model):
    try:
        ask(model, [{"role": "user", "content": "FAIL"}])
    except anthropic.RateLimitError as raised:
        check("slow down" in str(raised), str(raised))
        return
    raise AssertionError("no RateLimitError")


run("anthropic python", {
    "text": hello(ask), "text streamed": hello(ask_streamed),
    "tools": loop(ask), "tools streamed": loop(ask_streamed),
    "reasoning": loop(ask, True), "reasoning streamed": loop(ask_streamed, True), "error": error})
