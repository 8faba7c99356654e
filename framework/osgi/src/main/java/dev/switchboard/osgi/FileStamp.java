package dev.switchboard.osgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/**
 * What tells, without reading a file, that it is another one than before.
 *
 * @param identity the inode where there is one, so that a rename over the name shows
 * @param changed  the time of the last change to the inode where there is one: a copy that keeps size and modification time
 *     still shows
 */
record FileStamp(long size, FileTime modified, String identity, FileTime changed) {
    static FileStamp of(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix") ? unix(file) : other(file);
    }

    // One question to the file system: a look at the directory asks it of every file.
    private static FileStamp unix(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, "unix:size,lastModifiedTime,fileKey,ctime");
        return new FileStamp(
                (Long) value(attributes, "size"),
                (FileTime) value(attributes, "lastModifiedTime"),
                value(attributes, "fileKey").toString(),
                (FileTime) value(attributes, "ctime"));
    }

    private static Object value(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }

    private static FileStamp other(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        FileTime modified = attributes.lastModifiedTime();
        return new FileStamp(attributes.size(), modified, String.valueOf(attributes.fileKey()), modified);
    }
}
