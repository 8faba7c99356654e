package dev.switchboard.format.litellm;

import dev.switchboard.testkit.leak.PluginLeakContract;

class LiteLlmLeakIT extends PluginLeakContract {}
