package dev.switchboard.dialect.openai;

import dev.switchboard.testkit.leak.PluginLeakContract;

class OpenAiDialectLeakIT extends PluginLeakContract {}
