package dev.switchboard.spi.chat;

import dev.switchboard.spi.json.JsonText;

/** Whether and which tool the model must use. Cases may be added in a minor version: switch with a default. */
public sealed interface ToolChoice {
    /** The model decides. */
    record Auto() implements ToolChoice {}

    /** No tool. */
    record None() implements ToolChoice {}

    /** Some tool. */
    record Required() implements ToolChoice {}

    /** This tool. */
    record Named(String name) implements ToolChoice {}

    /** A choice only one wire format knows, verbatim. */
    record Foreign(String family, JsonText json) implements ToolChoice {}
}
