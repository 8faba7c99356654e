package dev.switchboard.bench.swap;

import java.time.Duration;
import java.util.List;

/**
 * The command line, as {@code bench/swaps --help} describes it.
 *
 * @param swaps of each bundle, in all rounds together
 * @param rate unary calls per second
 * @param streams how many are kept open
 * @param rounds how often a phase without swaps is followed by one with them
 * @param still how long a phase without swaps lasts
 * @param warmUp how long the load lasts before the first swap
 * @param warmUpSwaps of each bundle before the first round
 */
record SwapOptions(int swaps, int rate, int streams, int rounds, Duration still, Duration warmUp, int warmUpSwaps) {
    private static final String HELP = "; bench/swaps --help lists the options";
    private static final SwapOptions DEFAULTS =
            new SwapOptions(1000, 300, 200, 8, Duration.ofSeconds(15), Duration.ofSeconds(60), 700);

    static SwapOptions parse(List<String> words) {
        SwapOptions options = DEFAULTS;
        for (int i = 0; i < words.size(); i += 2) {
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(words.get(i) + ": no value (expected: one after it)" + HELP);
            }
            options = options.with(words.get(i), words.get(i + 1));
        }
        return options;
    }

    private SwapOptions with(String name, String value) {
        return switch (name) {
            case "--swaps" ->
                new SwapOptions(number(name, value, 10_000), rate, streams, rounds, still, warmUp, warmUpSwaps);
            case "--rate" ->
                new SwapOptions(swaps, number(name, value, 20_000), streams, rounds, still, warmUp, warmUpSwaps);
            case "--streams" ->
                new SwapOptions(swaps, rate, number(name, value, 1900), rounds, still, warmUp, warmUpSwaps);
            case "--rounds" ->
                new SwapOptions(swaps, rate, streams, number(name, value, 100), still, warmUp, warmUpSwaps);
            case "--still" -> new SwapOptions(swaps, rate, streams, rounds, time(name, value), warmUp, warmUpSwaps);
            case "--warm-up" -> new SwapOptions(swaps, rate, streams, rounds, still, time(name, value), warmUpSwaps);
            case "--warm-up-swaps" ->
                new SwapOptions(swaps, rate, streams, rounds, still, warmUp, number(name, value, 10_000));
            default -> throw new IllegalArgumentException("unknown option " + name + HELP);
        };
    }

    private static Duration time(String name, String value) {
        return Duration.ofSeconds(number(name, value, 600));
    }

    private static int number(String name, String value, int most) {
        int number = value.matches("\\d{1,8}") ? Integer.parseInt(value) : 0;
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: a number from 1 to " + most + ")" + HELP);
        }
        return number;
    }

    /** How many of each bundle fall to a round, the first being 1. */
    int swapsOf(int round) {
        return swaps * round / rounds - swaps * (round - 1) / rounds;
    }
}
