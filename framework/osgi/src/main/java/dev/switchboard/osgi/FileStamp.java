package dev.switchboard.osgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells, without reading a file, that it is another one than before.
 *
 * @param identity the inode where there is one, so that a rename over the name shows
 * @param changed  the time of the last change to the inode where there is one: a copy that keeps size and modification time
 *     still shows
 */
record FileStamp(long size, FileTime modified, String identity, FileTime changed) {
    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(
                attributes.size(),
                attributes.lastModifiedTime(),
                String.valueOf(attributes.fileKey()),
                changed(file, attributes.lastModifiedTime()));
    }

    private static FileTime changed(Path file, FileTime otherwise) throws IOException {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return unix ? (FileTime) Files.getAttribute(file, "unix:ctime") : otherwise;
    }
}
