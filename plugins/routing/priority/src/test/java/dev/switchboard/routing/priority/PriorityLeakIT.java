package dev.switchboard.routing.priority;

import dev.switchboard.testkit.leak.PluginLeakContract;

class PriorityLeakIT extends PluginLeakContract {}
