package dev.switchboard.bench.load;

import java.util.Arrays;

/** Durations in microseconds. One thread adds; another may take over what there is. */
public final class Samples {
    private long[] values = new long[4096];
    private int count;
    private boolean sorted;

    synchronized void add(long micros) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = micros;
        sorted = false;
    }

    /** Takes over those of another. */
    public void addAll(Samples others) {
        for (long value : others.present()) {
            add(value);
        }
    }

    private synchronized long[] present() {
        return Arrays.copyOf(values, count);
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The value that so many percent do not exceed; 0 if there is none. */
    public double percentile(double percent) {
        sort();
        return count == 0 ? 0 : values[(int) Math.min(count - 1L, (long) Math.ceil(count * percent / 100) - 1)];
    }

    /** The share of values above a bound, in percent. */
    public double percentAbove(long bound) {
        sort();
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] > bound) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return count == 0 ? 0 : 100.0 * (count - low) / count;
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(values, 0, count);
            sorted = true;
        }
    }
}
