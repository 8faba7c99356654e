package dev.switchboard.accounts.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One file of a log. Its name is the offset of its first frame in the log, in hexadecimal.
 *
 * @param start the offset of its first frame
 */
record Segment(Path path, long start) {
    private static final String SUFFIX = ".ledger";
    private static final int HEX = 16;
    private static final int BLOCK = 1 << 20;

    /** What is told of a frame on reading. */
    interface Visitor {
        /**
         * Takes a frame.
         *
         * @param behind the offset in the log behind it
         * @return whether to go on
         */
        boolean visit(Frame frame, long behind);
    }

    static Segment at(Path directory, long start) {
        return new Segment(directory.resolve(String.format(Locale.ROOT, "%016x%s", start, SUFFIX)), start);
    }

    /** The segments of a directory in their order. */
    static List<Segment> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Segment> segments = new ArrayList<>();
            files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(file -> {
                String name = String.valueOf(file.getFileName());
                segments.add(new Segment(file, Long.parseLong(name.substring(0, HEX), HEX)));
            });
            segments.sort(Comparator.comparingLong(Segment::start));
            return segments;
        }
    }

    /**
     * Reads whole frames from an offset on, up to another.
     *
     * @return the offset behind the last frame that was read
     */
    long read(long from, long to, Visitor visitor) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            long at = Math.max(from, start);
            while (at < to) {
                ByteBuffer block = block(file, at - start, to - at);
                long before = at;
                Frame frame = Frame.readFrom(block);
                while (frame != null) {
                    at += frame.size();
                    if (!visitor.visit(frame, at)) {
                        return at;
                    }
                    frame = Frame.readFrom(block);
                }
                if (at == before) {
                    return at;
                }
            }
            return at;
        }
    }

    /** A frame is smaller than a block, so that a block at its beginning holds it whole. */
    private static ByteBuffer block(FileChannel file, long position, long most) throws IOException {
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(2L * BLOCK, most));
        while (block.hasRemaining() && file.read(block, position + block.position()) >= 0) {
            // until the block is full
        }
        return block.flip();
    }

    long size() throws IOException {
        return Files.size(path);
    }

    /** Cuts off what lies behind an offset. */
    void truncate(long end) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(end - start);
            file.force(true);
        }
    }

    /** Forces what was written to the disk. */
    void force() throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.force(false);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
