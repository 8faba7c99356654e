/**
 * What every plugin of a kind must do, as suites to extend. A subclass shows what its plugin can do by giving samples
 * of it: whatever is shown is exercised, whatever is not shown must be refused with the right error.
 *
 * <pre>{@code
 * class AcmeContractTest extends ProviderContract {
 *     @TempDir
 *     Path directory;
 *
 *     @Override
 *     protected Provider create() {
 *         AcmeConfig config = new AcmeConfig(URI.create("https://api.acme.test"), "sk-fake-acme");
 *         return new AcmeProviderFactory().create("acme", config, TestingContext.in(directory));
 *     }
 *
 *     @Override
 *     protected String secret() {
 *         return "sk-fake-acme";
 *     }
 *
 *     @Override
 *     protected List<TranslatorSample<?, ?, ?>> translations() {
 *         ChatRequest request = ChatRequest.builder("acme-1", List.of(Message.of(Role.USER, "Hi"))).build();
 *         return List.of(TranslatorSample.of(Operation.CHAT, request, "{\"text\":\"Hello\"}")
 *                 .streamed(Framing.SSE, "data: {\"text\":\"Hel\"}\n\ndata: {\"text\":\"lo\",\"end\":true}\n\n"));
 *     }
 *
 *     @Override
 *     protected List<ErrorSample> errors() {
 *         return List.of(ErrorSample.of(429, "{\"error\":\"slow down\"}", ErrorKind.RATE_LIMIT));
 *     }
 * }
 * }</pre>
 *
 * <p>The name of such a class ends with {@code ContractTest}, and the suite insists on that, so that they are found.
 */
@NullMarked
package dev.switchboard.testkit.contract;

import org.jspecify.annotations.NullMarked;
