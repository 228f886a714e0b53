package millwright.server.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.HexFormat;

/**
 * A keystore with one entry, under a password that nobody else knows and that ends with this process.
 *
 * @param file readable by its owner alone
 */
public record Keystore(Path file, String password) {

    /** What the entry is called. */
    public static final String ALIAS = "millwright";

    public static final String TYPE = "PKCS12";

    private static final int PASSWORD_BYTES = 24;

    /** Writes it anew. */
    public static Keystore write(Path file, PemFiles files) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Files.deleteIfExists(file);
        // made with its permissions, not given them afterwards: nobody reads it in between
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            store.setKeyEntry(
                    ALIAS, files.key(), password.toCharArray(), files.chain().toArray(Certificate[]::new));
            store.store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("no keystore can be made of the certificate and its key", e);
        }
        return new Keystore(file, password);
    }

    /** Without the password, which must not reach a log by accident. */
    @Override
    public String toString() {
        return file.toString();
    }
}
