package dev.switchboard.provider.mock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Time that passes at once and is written down. */
final class TestingPause implements Pause {
    final List<Duration> pauses = new ArrayList<>();

    @Override
    public boolean pause(Duration duration, CountDownLatch cancelled) {
        if (!duration.isZero()) {
            pauses.add(duration);
        }
        return cancelled.getCount() == 0;
    }
}
