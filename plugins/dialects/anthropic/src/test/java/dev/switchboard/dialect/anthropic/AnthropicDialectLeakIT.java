package dev.switchboard.dialect.anthropic;

import dev.switchboard.testkit.leak.PluginLeakContract;

class AnthropicDialectLeakIT extends PluginLeakContract {}
