package dev.switchboard.bench;

import dev.switchboard.bench.Figures.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prints the figures as tables in Markdown: each as measured, and as a ratio to the yardstick's of the same run. */
final class Report {
    private static final String YARDSTICK = "nginx";

    private Report() {}

    static String of(Figures figures) {
        StringBuilder text = new StringBuilder();
        figures.loads().forEach((load, systems) -> table(text, load, systems));
        return text.toString();
    }

    private static void table(StringBuilder text, String load, Map<String, Map<Kind, Series>> systems) {
        text.append("\n### ").append(load).append("\n\n| system |");
        Map<Kind, Series> first = systems.values().iterator().next();
        first.keySet().forEach(kind -> text.append(' ').append(kind.title()).append(" |"));
        text.append("\n|---|").append("---:|".repeat(first.size())).append('\n');
        Optional<Map<Kind, Series>> yardstick = Optional.ofNullable(systems.get(YARDSTICK));
        systems.forEach((system, row) -> {
            text.append("| ").append(system).append(" |");
            row.forEach((kind, series) -> cell(text, kind, series, yardstick.map(other -> other.get(kind))));
            text.append('\n');
        });
    }

    private static void cell(StringBuilder text, Kind kind, Series series, Optional<Series> yardstick) {
        text.append(' ').append(number(series.median()));
        if (kind != Kind.FAILED && kind != Kind.LATE && series.median() > 0) {
            text.append(format(" ±%.0f%%", series.noisePercent()));
            yardstick
                    .filter(other -> other != series && other.median() > 0)
                    .ifPresent(other -> text.append(format(" **%.2fx**", series.median() / other.median())));
        }
        text.append(" |");
    }

    private static String number(double value) {
        return value >= 100 || value == Math.rint(value) ? format("%.0f", value) : format("%.2f", value);
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
