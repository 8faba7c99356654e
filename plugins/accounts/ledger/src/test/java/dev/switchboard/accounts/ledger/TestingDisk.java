package dev.switchboard.accounts.ledger;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A disk that can be full: it then takes the first bytes of what is written and refuses the rest. */
final class TestingDisk implements LogWriter.Disk {
    private volatile boolean full;

    void fill(boolean value) {
        full = value;
    }

    @Override
    public OutputStream append(Path file) throws IOException {
        return new FilterOutputStream(new FileOutputStream(file.toFile(), true)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, full ? Math.min(length, 7) : length);
                if (full) {
                    throw new IOException("No space left on device");
                }
            }
        };
    }
}
