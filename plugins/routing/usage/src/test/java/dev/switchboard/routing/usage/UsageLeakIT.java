package dev.switchboard.routing.usage;

import dev.switchboard.testkit.leak.PluginLeakContract;

class UsageLeakIT extends PluginLeakContract {}
