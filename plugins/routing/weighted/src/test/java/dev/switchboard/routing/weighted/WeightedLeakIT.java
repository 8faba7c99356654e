package dev.switchboard.routing.weighted;

import dev.switchboard.testkit.leak.PluginLeakContract;

class WeightedLeakIT extends PluginLeakContract {}
