package dev.switchboard.launcher.assembly;

import dev.switchboard.pipeline.instance.PluginMeter;
import dev.switchboard.spi.plugin.Plugin;

/**
 * A plugin as assembly sees it.
 *
 * @param identity stands for this one deployment of this one version; compared by identity
 * @param label    id and version, for people
 * @param plugin   what it offers
 * @param meter    counts its calls, the same in all worlds
 */
public record LoadedPlugin(Object identity, String label, Plugin plugin, PluginMeter meter) {}
