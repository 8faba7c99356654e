package dev.switchboard.osgi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;

/** Somebody with a key, made by the JDK's keytool, who signs jars. */
record TestingSigner(String name, KeyStore.PrivateKeyEntry entry) {
    private static final char[] PASSWORD = "not-a-secret".toCharArray();

    static TestingSigner named(String name, Path directory) throws Exception {
        Path store = Files.createDirectories(directory).resolve(name + ".p12");
        Path log = directory.resolve(name + ".log");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-dname",
                        "CN=" + name,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new AssertionError(Files.readString(log));
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        return new TestingSigner(
                name, (KeyStore.PrivateKeyEntry) keys.getEntry(name, new KeyStore.PasswordProtection(PASSWORD)));
    }

    /** What an operator pins. */
    String key() {
        return Digest.of(entry.getCertificate().getPublicKey().getEncoded());
    }

    byte[] sign(byte[] jar) throws IOException, GeneralSecurityException {
        Path unsigned = Files.write(Files.createTempFile("unsigned", ".jar"), jar);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(unsigned.toFile())) {
            new JarSigner.Builder(entry)
                    .signerName(name.toUpperCase(Locale.ROOT))
                    .build()
                    .sign(zip, signed);
        } finally {
            Files.delete(unsigned);
        }
        return signed.toByteArray();
    }

    /** The jar with one entry changed or added after it was signed. */
    static byte[] altered(byte[] jar, String name, UnaryOperator<byte[]> change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean there = false;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream altered = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                boolean meant = entry.getName().equals(name);
                there |= meant;
                write(altered, entry.getName(), meant ? change.apply(all(in)) : all(in));
            }
            if (!there) {
                write(altered, name, change.apply(new byte[0]));
            }
        }
        return out.toByteArray();
    }

    private static byte[] all(InputStream in) throws IOException {
        return in.readAllBytes();
    }

    private static void write(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
