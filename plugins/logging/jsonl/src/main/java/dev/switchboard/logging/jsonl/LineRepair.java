package dev.switchboard.logging.jsonl;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Mends the end of a file whose writer was killed: every line of a log shall be one JSON object. */
final class LineRepair {
    private static final int BLOCK = 8 * 1024;
    /** A longer last line is not read but cut off. */
    private static final int MAX_LINE = 64 * 1024 * 1024;

    private LineRepair() {}

    /**
     * Ends the last line if only its line break is missing, and cuts it off if it is torn. Does nothing to a file that
     * somebody has locked: what looks torn may be a line that is just being written.
     *
     * @return the bytes that were cut off
     */
    static long repair(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return 0;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            return lock == null ? 0 : repair(file);
        } catch (OverlappingFileLockException heldInThisProcess) {
            return 0;
        }
    }

    private static long repair(FileChannel file) throws IOException {
        long size = file.size();
        long lineStart = startOfLastLine(file, size);
        if (lineStart == size) {
            return 0;
        }
        if (isWhole(file, lineStart, size)) {
            file.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
            return 0;
        }
        file.truncate(lineStart);
        return size - lineStart;
    }

    /** The index behind the last line break; the size if the file ends with one. */
    private static long startOfLastLine(FileChannel file, long size) throws IOException {
        long end = size;
        while (end > 0) {
            long start = Math.max(0, end - BLOCK);
            byte[] block = read(file, start, (int) (end - start));
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    private static boolean isWhole(FileChannel file, long start, long end) throws IOException {
        if (end - start > MAX_LINE) {
            return false;
        }
        try {
            JsonDocument.parse(Bytes.wrap(read(file, start, (int) (end - start))));
            return true;
        } catch (JsonSyntaxException torn) {
            return false;
        }
    }

    private static byte[] read(FileChannel file, long start, int length) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(length);
        while (block.hasRemaining() && file.read(block, start + block.position()) >= 0) {
            // until the block is full
        }
        return block.array();
    }
}
