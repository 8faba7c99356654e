from google import genai
from google.genai import errors, types

from cases import BASE, HELLO, KEY, RESULTS, SCHEMA, TOOL, WEATHER
from cases import check, check_calls, check_end, check_hello, check_reasoning, run

client = genai.Client(api_key=KEY, http_options=types.HttpOptions(base_url=BASE, timeout=20_000))
TOOLS = [types.Tool(function_declarations=[
    types.FunctionDeclaration(name=TOOL, description="Looks it up.", parameters_json_schema=SCHEMA)])]
CONFIG = types.GenerateContentConfig(
    tools=TOOLS, system_instruction="Be brief.",
    automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
    thinking_config=types.ThinkingConfig(include_thoughts=True))


def ask(model, contents, config=None):
    return client.models.generate_content(model=model, contents=contents, config=config).candidates[0].content.parts


def ask_streamed(model, contents, config=None):
    parts = []
    for chunk in client.models.generate_content_stream(model=model, contents=contents, config=config):
        for candidate in chunk.candidates or []:
            parts += (candidate.content.parts if candidate.content else None) or []
    return parts


def text(parts):
    return "".join(part.text for part in parts if part.text and not part.thought)


def hello(asking):
    def case(model):
        check_hello(text(asking(model, HELLO)))

    return case


def loop(asking, reasoning=False):
    def case(model):
        contents = [types.Content(role="user", parts=[types.Part(text=WEATHER)])]
        first = asking(model, contents, CONFIG)
        calls = [part.function_call for part in first if part.function_call]
        check_calls([(call.name, call.args) for call in calls])
        contents.append(types.Content(role="model", parts=first))
        contents.append(types.Content(role="user", parts=[
            types.Part(function_response=types.FunctionResponse(
                id=call.id, name=call.name, response={"output": result}))
            for call, result in zip(calls, RESULTS)]))
        last = asking(model, contents, CONFIG)
        (check_reasoning if reasoning else check_end)(text(last))

    return case


def error(model):
    try:
        ask(model, "FAIL")
    except errors.ClientError as raised:
        check(raised.code == 429, str(raised))
        return
    raise AssertionError("no ClientError")


run("google-genai python", {
    "text": hello(ask), "text streamed": hello(ask_streamed),
    "tools": loop(ask), "tools streamed": loop(ask_streamed),
    "reasoning": loop(ask, True), "reasoning streamed": loop(ask_streamed, True), "error": error})
