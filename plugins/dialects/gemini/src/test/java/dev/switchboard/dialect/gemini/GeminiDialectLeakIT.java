package dev.switchboard.dialect.gemini;

import dev.switchboard.testkit.leak.PluginLeakContract;

class GeminiDialectLeakIT extends PluginLeakContract {}
