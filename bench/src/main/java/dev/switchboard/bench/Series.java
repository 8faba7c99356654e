package dev.switchboard.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One figure as measured in several rounds. */
final class Series {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    /** The middle one; 0 if there is none. */
    double median() {
        if (values.isEmpty()) {
            return 0;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Half the distance between the least and the largest, in percent of the median. */
    double noisePercent() {
        return median() == 0 ? 0 : 50 * (Collections.max(values) - Collections.min(values)) / median();
    }
}
