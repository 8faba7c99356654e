/**
 * Recorded traffic of real providers, to be replayed at an adapter without a network or a key.
 *
 * <p>The recordings live in a folder beside the repository and are optional: without them the tests that need them are
 * skipped by name and say which folder was absent, they never pass in silence.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> relaysEveryRecordedChat() {
 *     return Recordings.locate().tests(
 *             recording -> recording.provider().equals("openai") && recording.endpoint().equals("chat"),
 *             recording -> {
 *                 try (var upstream = MockUpstream.start()) {
 *                     recording.serveOn(upstream, Chunking.ofSize(1));
 *                     ...
 *                 }
 *             });
 * }
 * }</pre>
 */
@NullMarked
package dev.switchboard.testkit.recordings;

import org.jspecify.annotations.NullMarked;
