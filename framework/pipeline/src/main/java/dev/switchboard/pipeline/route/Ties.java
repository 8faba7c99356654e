package dev.switchboard.pipeline.route;

import java.util.OptionalLong;

/**
 * What ties a call to a target.
 *
 * @param conversation stands for the conversation: it goes back to the target that answered last
 * @param prefix       stands for how requests of its kind begin: they go to one target, unless that is overloaded
 */
public record Ties(OptionalLong conversation, OptionalLong prefix) {
    /** Nothing. */
    public static final Ties NONE = new Ties(OptionalLong.empty(), OptionalLong.empty());
}
