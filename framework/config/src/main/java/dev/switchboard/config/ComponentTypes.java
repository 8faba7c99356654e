package dev.switchboard.config;

import java.util.Map;

/** What the installed plugins offer, as far as configuration needs to know. */
@FunctionalInterface
public interface ComponentTypes {
    /** The types of a section with the record that configures each. */
    Map<String, Class<? extends Record>> of(Section section);
}
