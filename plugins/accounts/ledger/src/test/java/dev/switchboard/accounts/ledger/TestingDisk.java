package dev.switchboard.accounts.ledger;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A disk that can be full: it then takes the first bytes of what is written and refuses the rest. It can hang, too. */
final class TestingDisk implements LogWriter.Disk {
    private volatile boolean full;
    private volatile CountDownLatch moving = new CountDownLatch(0);

    void fill(boolean value) {
        full = value;
    }

    /** Makes what is written from now on wait. @return ends that */
    Runnable hang() {
        CountDownLatch held = new CountDownLatch(1);
        moving = held;
        return held::countDown;
    }

    private void awaitMoving() throws IOException {
        try {
            moving.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public OutputStream append(Path file) throws IOException {
        return new FilterOutputStream(new FileOutputStream(file.toFile(), true)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                awaitMoving();
                out.write(bytes, offset, full ? Math.min(length, 7) : length);
                if (full) {
                    throw new IOException("No space left on device");
                }
            }
        };
    }
}
