package dev.switchboard.bench.system;

import dev.switchboard.bench.load.Format;
import java.util.List;
import java.util.Map;

/**
 * A system that can be measured.
 *
 * @param name for the table
 * @param command starts it in the foreground; empty if there is nothing to start
 * @param environment added to ours
 * @param port where it answers
 * @param key what its callers send
 * @param format what its callers speak
 */
public record Contender(
        String name, List<String> command, Map<String, String> environment, int port, String key, Format format) {}
