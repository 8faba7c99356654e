/**
 * Checkers of streams that callers get: {@link dev.switchboard.testkit.grammar.ResponsesGrammar} for OpenAI's responses. A checker
 * forgives nothing, so that whatever it lets pass every client understands.
 */
@NullMarked
package dev.switchboard.testkit.grammar;

import org.jspecify.annotations.NullMarked;
