package dev.switchboard.routing.leastbusy;

import dev.switchboard.testkit.leak.PluginLeakContract;

class LeastBusyLeakIT extends PluginLeakContract {}
