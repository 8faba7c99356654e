package dev.switchboard.launcher.assembly;

import dev.switchboard.pipeline.instance.PluginMeter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The meter of each deployment of a plugin, for as long as somebody knows the deployment. Any thread. */
public final class PluginMeters {
    private final Map<Object, PluginMeter> meters = new WeakHashMap<>();

    /** The meter of a deployment, always the same. */
    public synchronized PluginMeter of(Object identity) {
        return meters.computeIfAbsent(identity, _ -> new PluginMeter());
    }

    /** Those of all deployments. */
    public synchronized Collection<PluginMeter> all() {
        return List.copyOf(meters.values());
    }
}
