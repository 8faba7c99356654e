package dev.switchboard.accounts.ledger;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where frames wait for their segment: a file that is mapped into memory. What was put there outlives the process, and nobody
 * who puts something there waits for the disk. One half is filled while the other is carried into a segment. For one thread
 * at a time, but for the half that is being carried.
 *
 * <p>A half holds the offset of its first frame in the log, frames, and a length of 0 behind the last one. A frame's length is
 * written last: until then it is not there.
 */
final class Stage implements AutoCloseable {
    private static final String NAME = "stage";
    private static final int OFFSET = 8;

    private final Arena arena;
    private ByteBuffer filling;
    /** Empty, or being carried. */
    private ByteBuffer other;

    private boolean carrying;

    /** @param offset where it stands in the log */
    record Staged(Frame frame, long offset) {}

    private Stage(Arena arena, ByteBuffer bytes) {
        this.arena = arena;
        int middle = bytes.capacity() / 2;
        this.filling = cleared(bytes.slice(0, middle));
        this.other = cleared(bytes.slice(middle, middle));
    }

    private static ByteBuffer cleared(ByteBuffer half) {
        return half.clear().putInt(OFFSET, 0).position(OFFSET);
    }

    /** An empty one in a directory, in place of what was there. @param size in bytes, of both halves */
    static Stage open(Path directory, int size) throws IOException {
        Path file = directory.resolve(NAME);
        // In full, for a disk that is full later would refuse a page that it does not have yet, and stop the process.
        Files.write(file, new byte[size]);
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Stage(
                    arena, channel.map(MapMode.READ_WRITE, 0, size, arena).asByteBuffer());
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    /** The frames that a process left in a directory, in their order; none if it left no stage. */
    static List<Staged> left(Path directory) throws IOException {
        List<Staged> frames = new ArrayList<>();
        Path file = directory.resolve(NAME);
        if (Files.exists(file)) {
            byte[] bytes = Files.readAllBytes(file);
            int middle = bytes.length / 2;
            read(ByteBuffer.wrap(bytes, 0, middle), frames);
            read(ByteBuffer.wrap(bytes, middle, bytes.length - middle), frames);
            frames.sort(Comparator.comparingLong(Staged::offset));
        }
        return frames;
    }

    private static void read(ByteBuffer half, List<Staged> frames) {
        if (half.remaining() < OFFSET) {
            return;
        }
        long offset = half.getLong();
        for (Frame frame = Frame.readFrom(half); frame != null; frame = Frame.readFrom(half)) {
            frames.add(new Staged(frame, offset));
            offset += frame.size();
        }
    }

    /** Takes a frame. @param offset of the frame in the log @return whether there was room */
    boolean put(Frame frame, long offset) {
        int size = frame.size();
        if (filling.remaining() < size + Frame.LENGTH && (!turn() || filling.remaining() < size + Frame.LENGTH)) {
            return false;
        }
        if (isEmpty(filling)) {
            filling.putLong(0, offset);
        }
        filling.putInt(filling.position() + size, 0);
        frame.writeTo(filling);
        return true;
    }

    private static boolean isEmpty(ByteBuffer half) {
        return half.position() == OFFSET;
    }

    /**
     * The frames that come next in the log: the caller's to read, and the same ones until they are {@link #carried}.
     *
     * @return null if there are none
     */
    @Nullable
    ByteBuffer next() {
        return carrying || turn() ? other.duplicate().flip().position(OFFSET) : null;
    }

    /** Makes the half that is filled the one to be carried, if that is not empty and the other is. */
    private boolean turn() {
        if (carrying || isEmpty(filling)) {
            return false;
        }
        ByteBuffer full = filling;
        filling = other;
        other = full;
        carrying = true;
        return true;
    }

    /** What {@link #next} returned is in a segment. */
    void carried() {
        cleared(other);
        carrying = false;
    }

    @Override
    public void close() {
        arena.close();
    }

    /** Deletes what is in a directory. */
    static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(NAME));
    }
}
