package dev.switchboard.testkit.demo;

import java.time.Duration;

/**
 * What the {@link OpenAiUpstream} is told on its command line.
 *
 * @param port the port, 0 for a free one
 * @param bodySize bytes of a unary completion
 * @param streamEvents events with content in a stream
 * @param interval time between two of them
 * @param delay time before any byte of a completion
 */
public record OpenAiUpstreamOptions(int port, int bodySize, int streamEvents, Duration interval, Duration delay) {
    static final String HELP = """
            Options, each followed by a number:
              --port           port, 0 for a free one (9000)
              --body-size      bytes of a unary completion (1024)
              --stream-events  events with content in a stream (20)
              --interval       milliseconds between two of them (0)
              --delay          milliseconds before any byte of a completion (0)
            A request with "stream": true is answered as a stream.""";

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with a text for the terminal; also for {@code --help}
     */
    public static OpenAiUpstreamOptions parse(String... arguments) {
        OpenAiUpstreamOptions options = new OpenAiUpstreamOptions(9000, 1024, 20, Duration.ZERO, Duration.ZERO);
        for (int index = 0; index < arguments.length; index += 2) {
            if (arguments[index].equals("--help")) {
                throw new IllegalArgumentException(HELP);
            }
            options = options.with(arguments[index], index + 1 < arguments.length ? arguments[index + 1] : "nothing");
        }
        return options;
    }

    private OpenAiUpstreamOptions with(String name, String value) {
        int number = number(name, value);
        return switch (name) {
            case "--port" -> new OpenAiUpstreamOptions(number, bodySize, streamEvents, interval, delay);
            case "--body-size" -> new OpenAiUpstreamOptions(port, number, streamEvents, interval, delay);
            case "--stream-events" -> new OpenAiUpstreamOptions(port, bodySize, number, interval, delay);
            case "--interval" ->
                new OpenAiUpstreamOptions(port, bodySize, streamEvents, Duration.ofMillis(number), delay);
            case "--delay" ->
                new OpenAiUpstreamOptions(port, bodySize, streamEvents, interval, Duration.ofMillis(number));
            default -> throw new IllegalArgumentException("unknown option " + name + "\n" + HELP);
        };
    }

    private static int number(String name, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a whole number)\n" + HELP);
        }
        return Integer.parseInt(value);
    }
}
