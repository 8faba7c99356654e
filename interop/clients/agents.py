"""Claude Code and Codex: one tool loop each on every model. Prints one JSON line per case."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

BASE = os.environ["GATEWAY_URL"]
KEY = os.environ["GATEWAY_KEY"]
MODELS = os.environ["GATEWAY_MODELS"].split(",")
BIN = Path(sys.argv[1])


def run(command, home, work, extra):
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(home), "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", **extra}
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, timeout=120,
                          stdin=subprocess.DEVNULL)
    return done.stdout + done.stderr


def claude_code(model, home, work):
    prompt = 'THINK CALL Bash {"command": "echo made-by-$((40+2)) > made.txt; cat made.txt", "description": "writes"}'
    said = run(
        [BIN / "claude", "-p", prompt, "--output-format", "json", "--allowedTools", "Bash"], home, work,
        {"ANTHROPIC_BASE_URL": BASE, "ANTHROPIC_AUTH_TOKEN": KEY, "ANTHROPIC_MODEL": model,
         "ANTHROPIC_DEFAULT_HAIKU_MODEL": model, "ANTHROPIC_SMALL_FAST_MODEL": model, "DISABLE_AUTOUPDATER": "1",
         "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1"})
    return (work / "made.txt").exists() and "made-by-42" in said and '"is_error":false' in said.replace(" ", ""), said


def codex(model, home, work):
    config = home / ".codex" / "config.toml"
    config.parent.mkdir()
    config.write_text(f'''model = "{model}"
model_provider = "gateway"
[model_providers.gateway]
name = "gateway"
base_url = "{BASE}/v1"
env_key = "GATEWAY_KEY"
wire_api = "responses"
''')
    command = "echo made-by-$((40+2)) > made.txt; cat made.txt"
    prompt = f'THINK CALL exec_command {{"cmd": "{command}"}} CALL shell_command {{"command": "{command}"}}'
    said = run(
        [BIN / "codex", "exec", "--skip-git-repo-check", "--sandbox", "danger-full-access", "--json", prompt], home, work,
        {"GATEWAY_KEY": KEY})
    return (work / "made.txt").exists() and "Results: " in said and "made-by-42" in said, said


for name, agent in {"Claude Code": claude_code, "Codex": codex}.items():
    for model in MODELS:
        with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as work:
            line = {"client": name, "model": model, "case": "tool loop"}
            try:
                line["ok"], said = agent(model, Path(home), Path(work))
            except (OSError, subprocess.SubprocessError) as failure:
                line["ok"], said = False, str(failure)
            if not line["ok"]:
                line["why"] = said[-600:]
            print(json.dumps(line), flush=True)
