package dev.switchboard.launcher.assembly;

import dev.switchboard.spi.plugin.Plugin;

/**
 * A plugin as assembly sees it.
 *
 * @param identity stands for this one deployment of this one version; compared by identity
 * @param label    id and version, for people
 * @param plugin   what it offers
 */
public record LoadedPlugin(Object identity, String label, Plugin plugin) {}
