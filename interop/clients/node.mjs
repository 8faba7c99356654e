// What the SDKs for Node have to manage; the same cases as the ones in Python. Prints one JSON line per case.
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';

const { GATEWAY_URL: base, GATEWAY_KEY: key, GATEWAY_MODELS: models } = process.env;
const HELLO = 'Say hello — 你好.';
const TOOL = 'look_up';
const WEATHER = 'THINK CALL look_up {"city": "Zürich \\"old town\\"", "days": 3} CALL look_up {"city": "東京"}';
const ARGUMENTS = [{ city: 'Zürich "old town"', days: 3 }, { city: '東京' }];
const RESULTS = ['sunny', 'rain'];
const SCHEMA = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'integer' } },
  required: ['city'],
};

function check(condition, what) {
  if (!condition) throw new Error(what);
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function checkCalls(calls) {
  check(same(calls.map(([name]) => name), [TOOL, TOOL]), `calls ${JSON.stringify(calls)}`);
  check(same(calls.map(([, input]) => input), ARGUMENTS), `arguments ${JSON.stringify(calls)}`);
}

function checkEnd(text, reasoning) {
  check(RESULTS.every((result) => text.includes(result)), `text ${text}`);
  check(!reasoning || text.includes('Reasoning kept.'), `text ${text}`);
}

const openai = new OpenAI({ baseURL: `${base}/v1`, apiKey: key, maxRetries: 0, timeout: 20_000 });

const chat = {
  async ask(model, messages, streamed, tools) {
    const body = { model, messages, ...(tools && { tools }) };
    const whole = streamed
      ? await openai.chat.completions.stream(body).finalChatCompletion()
      : await openai.chat.completions.create(body);
    return whole.choices[0].message;
  },
  async hello(model, streamed) {
    return (await chat.ask(model, [{ role: 'user', content: HELLO }], streamed)).content;
  },
  async loop(model, streamed) {
    const tools = [{ type: 'function', function: { name: TOOL, description: 'Looks it up.', parameters: SCHEMA } }];
    const messages = [{ role: 'user', content: WEATHER }];
    const first = await chat.ask(model, messages, streamed, tools);
    checkCalls(first.tool_calls.map((call) => [call.function.name, JSON.parse(call.function.arguments)]));
    messages.push(first);
    first.tool_calls.forEach((call, i) =>
      messages.push({ role: 'tool', tool_call_id: call.id, content: RESULTS[i] }));
    return (await chat.ask(model, messages, streamed, tools)).content;
  },
  fail: (model) => chat.ask(model, [{ role: 'user', content: 'FAIL' }]),
  error: OpenAI.RateLimitError,
};

const responses = {
  async ask(model, input, streamed, more) {
    const body = { model, input, ...more };
    return streamed ? openai.responses.stream(body).finalResponse() : openai.responses.create(body);
  },
  async hello(model, streamed) {
    return (await responses.ask(model, HELLO, streamed)).output_text;
  },
  async loop(model, streamed) {
    const more = {
      tools: [{ type: 'function', name: TOOL, description: 'Looks it up.', parameters: SCHEMA, strict: false }],
      store: false,
      include: ['reasoning.encrypted_content'],
      reasoning: { effort: 'low', summary: 'auto' },
    };
    const input = [{ role: 'user', content: WEATHER }];
    const first = await responses.ask(model, input, streamed, more);
    const calls = first.output.filter((item) => item.type === 'function_call');
    checkCalls(calls.map((call) => [call.name, JSON.parse(call.arguments)]));
    input.push(...first.output.map(({ parsed_arguments, ...item }) => item));
    calls.forEach((call, i) =>
      input.push({ type: 'function_call_output', call_id: call.call_id, output: RESULTS[i] }));
    return (await responses.ask(model, input, streamed, more)).output_text;
  },
  fail: (model) => responses.ask(model, 'FAIL'),
  error: OpenAI.RateLimitError,
};

const anthropic = new Anthropic({ baseURL: base, apiKey: key, maxRetries: 0, timeout: 20_000 });
const joined = (message) => message.content.filter((b) => b.type === 'text').map((b) => b.text).join('');

const messages = {
  async ask(model, turns, streamed, more) {
    const body = { model, max_tokens: 4000, messages: turns, ...more };
    return streamed ? anthropic.messages.stream(body).finalMessage() : anthropic.messages.create(body);
  },
  async hello(model, streamed) {
    return joined(await messages.ask(model, [{ role: 'user', content: HELLO }], streamed));
  },
  async loop(model, streamed) {
    const more = {
      tools: [{ name: TOOL, description: 'Looks it up.', input_schema: SCHEMA }],
      thinking: { type: 'enabled', budget_tokens: 1024 },
    };
    const turns = [{ role: 'user', content: WEATHER }];
    const first = await messages.ask(model, turns, streamed, more);
    const calls = first.content.filter((block) => block.type === 'tool_use');
    checkCalls(calls.map((call) => [call.name, call.input]));
    turns.push({ role: 'assistant', content: first.content });
    turns.push({
      role: 'user',
      content: calls.map((call, i) => ({ type: 'tool_result', tool_use_id: call.id, content: RESULTS[i] })),
    });
    return joined(await messages.ask(model, turns, streamed, more));
  },
  fail: (model) => messages.ask(model, [{ role: 'user', content: 'FAIL' }]),
  error: Anthropic.RateLimitError,
};

const google = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: base, timeout: 20_000 } });
const said = (parts) => parts.filter((p) => p.text && !p.thought).map((p) => p.text).join('');

const gemini = {
  async ask(model, contents, streamed, config) {
    const body = { model, contents, config };
    if (!streamed) return (await google.models.generateContent(body)).candidates[0].content.parts;
    const parts = [];
    for await (const chunk of await google.models.generateContentStream(body)) {
      parts.push(...(chunk.candidates?.[0]?.content?.parts ?? []));
    }
    return parts;
  },
  async hello(model, streamed) {
    return said(await gemini.ask(model, HELLO, streamed));
  },
  async loop(model, streamed) {
    const config = {
      tools: [{
        functionDeclarations: [{ name: TOOL, description: 'Looks it up.', parametersJsonSchema: SCHEMA }],
      }],
      thinkingConfig: { includeThoughts: true },
    };
    const contents = [{ role: 'user', parts: [{ text: WEATHER }] }];
    const first = await gemini.ask(model, contents, streamed, config);
    const calls = first.filter((part) => part.functionCall).map((part) => part.functionCall);
    checkCalls(calls.map((call) => [call.name, call.args]));
    contents.push({ role: 'model', parts: first });
    contents.push({
      role: 'user',
      parts: calls.map((call, i) => ({
        functionResponse: { id: call.id, name: call.name, response: { output: RESULTS[i] } },
      })),
    });
    return said(await gemini.ask(model, contents, streamed, config));
  },
  fail: (model) => gemini.ask(model, 'FAIL'),
  error: Error,
};

const clients = {
  'openai node, chat': chat,
  'openai node, responses': responses,
  'anthropic node': messages,
  'genai node': gemini,
};

async function fails(client, model) {
  try {
    await client.fail(model);
  } catch (raised) {
    check(raised instanceof client.error && raised.status === 429, `${raised}`);
    return;
  }
  throw new Error('no error was raised');
}

for (const [name, client] of Object.entries(clients)) {
  const hello = async (model, streamed) => {
    const text = await client.hello(model, streamed);
    check(text === `Echo: ${HELLO}`, `text ${text}`);
  };
  const loop = async (model, streamed, reasoning) => checkEnd(await client.loop(model, streamed), reasoning);
  const cases = {
    text: (model) => hello(model, false),
    'text streamed': (model) => hello(model, true),
    tools: (model) => loop(model, false, false),
    'tools streamed': (model) => loop(model, true, false),
    reasoning: (model) => loop(model, false, true),
    'reasoning streamed': (model) => loop(model, true, true),
    error: (model) => fails(client, model),
  };
  for (const model of models.split(',')) {
    for (const [what, run] of Object.entries(cases)) {
      const line = { client: name, model, case: what, ok: true };
      try {
        await run(model);
      } catch (raised) {
        line.ok = false;
        line.why = `${raised}`.slice(0, 300);
      }
      console.log(JSON.stringify(line));
    }
  }
}
