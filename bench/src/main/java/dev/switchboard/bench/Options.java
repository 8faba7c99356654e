package dev.switchboard.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line, as {@code bench/run --help} describes it.
 *
 * @param homes distributions to measure, such as one before and one after a change
 * @param rounds how often each system gets each load
 * @param seconds how long a load lasts
 * @param warmUp how long each system is warmed up with each size before the first round
 * @param rate calls per second of the open loop
 * @param streams streams side by side; 0 for none
 * @param streamSeconds how long each of them lasts
 * @param sizes bodies of unary calls, in bytes
 * @param models how many the gateways have beside the one that is called; their list is asked for if there are any
 * @param only names of systems; empty for all that are found
 */
record Options(
        List<Path> homes,
        int rounds,
        Duration seconds,
        Duration warmUp,
        int rate,
        int streams,
        int streamSeconds,
        List<Integer> sizes,
        int models,
        List<String> only) {
    private static final String HELP = "; bench/run --help lists the options";

    static Options parse(Path home, String... arguments) {
        Options options = new Options(
                List.of(home),
                3,
                Duration.ofSeconds(4),
                Duration.ofSeconds(8),
                1000,
                1000,
                10,
                List.of(1024, 10 * 1024, 200 * 1024),
                0,
                List.of());
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + ": no value (expected: one after it)" + HELP);
            }
            options = options.with(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--rounds" -> copy(homes, number(name, value, 1, 50), seconds, warmUp, rate, streams, streamSeconds);
            case "--seconds" -> copy(homes, rounds, time(name, value, 60), warmUp, rate, streams, streamSeconds);
            case "--warm-up" -> copy(homes, rounds, seconds, time(name, value, 120), rate, streams, streamSeconds);
            case "--rate" ->
                copy(homes, rounds, seconds, warmUp, number(name, value, 1, 20_000), streams, streamSeconds);
            case "--streams" -> copy(homes, rounds, seconds, warmUp, rate, number(name, value, 0, 1900), streamSeconds);
            case "--stream-seconds" -> copy(homes, rounds, seconds, warmUp, rate, streams, number(name, value, 1, 120));
            case "--home" ->
                copy(
                        Stream.of(value.split(",")).map(Path::of).toList(),
                        rounds,
                        seconds,
                        warmUp,
                        rate,
                        streams,
                        streamSeconds);
            case "--sizes" -> {
                List<Integer> all = List.of(value.split(",")).stream()
                        .map(size -> number(name, size, 200, 10_000_000))
                        .toList();
                yield new Options(homes, rounds, seconds, warmUp, rate, streams, streamSeconds, all, models, only);
            }
            case "--only" -> {
                List<String> names = List.of(value.split(","));
                yield new Options(homes, rounds, seconds, warmUp, rate, streams, streamSeconds, sizes, models, names);
            }
            case "--models" ->
                new Options(
                        homes,
                        rounds,
                        seconds,
                        warmUp,
                        rate,
                        streams,
                        streamSeconds,
                        sizes,
                        number(name, value, 0, 10_000),
                        only);
            default -> throw new IllegalArgumentException("unknown option " + name + HELP);
        };
    }

    private Options copy(
            List<Path> directories, int times, Duration load, Duration warm, int perSecond, int open, int openSeconds) {
        return new Options(directories, times, load, warm, perSecond, open, openSeconds, sizes, models, only);
    }

    boolean wants(String name) {
        return only.isEmpty() || only.contains(name.replaceFirst("-\\d+$", ""));
    }

    private static Duration time(String name, String value, int most) {
        return Duration.ofSeconds(number(name, value, 1, most));
    }

    private static int number(String name, String value, int least, int most) {
        int number = value.matches("\\d{1,8}") ? Integer.parseInt(value) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: a number from " + least + " to " + most + ")" + HELP);
        }
        return number;
    }
}
