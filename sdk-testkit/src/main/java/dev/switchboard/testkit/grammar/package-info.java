/**
 * Checkers of streams that callers get, one for each format of a chat: {@link dev.switchboard.testkit.grammar.ChatGrammar},
 * {@link dev.switchboard.testkit.grammar.ResponsesGrammar}, {@link dev.switchboard.testkit.grammar.MessagesGrammar} and
 * {@link dev.switchboard.testkit.grammar.GeminiGrammar}. A checker forgives nothing, so that whatever it lets pass every client
 * understands, and gives back the reply that the stream amounts to.
 */
@NullMarked
package dev.switchboard.testkit.grammar;

import org.jspecify.annotations.NullMarked;
