package dev.switchboard.launcher.assembly;

import dev.switchboard.spi.endpoint.HttpEndpoint;

/**
 * Pages that the gateway itself serves.
 *
 * @param health      whether it lives and takes requests
 * @param modelHealth how its targets are
 * @param plugins     what runs, and what operators do with it
 * @param configuration what is in force, and where it comes from
 */
public record KernelPages(
        HttpEndpoint health, HttpEndpoint modelHealth, HttpEndpoint plugins, HttpEndpoint configuration) {}
