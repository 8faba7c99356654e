package dev.switchboard.osgi;

import java.util.List;

/**
 * A new set of plugins that shall serve together.
 *
 * @param plugins  all of them, in a stable order
 * @param arriving those among them that do not serve yet
 * @param leaving  those that serve now and are not in the new set
 */
public record Offer(List<InstalledPlugin> plugins, List<InstalledPlugin> arriving, List<InstalledPlugin> leaving) {
    /** Copies the lists. */
    public Offer {
        plugins = List.copyOf(plugins);
        arriving = List.copyOf(arriving);
        leaving = List.copyOf(leaving);
    }
}
