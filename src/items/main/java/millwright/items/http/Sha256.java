package millwright.items.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import millwright.items.property.Property;

/** SHA-256 digests of files, as people exchange them. */
final class Sha256 {

    private static final int BYTES = 32;

    private Sha256() {}

    static Optional<byte[]> parse(Property property) {
        if (!property.isGiven()) {
            return Optional.empty();
        }
        try {
            byte[] digest = HexFormat.of().parseHex(property.text(""));
            if (digest.length == BYTES) {
                return Optional.of(digest);
            }
        } catch (IllegalArgumentException e) {
            // said below, the same as of another length
        }
        throw property.unfit("the " + 2 * BYTES + " hexadecimal digits of a SHA-256 digest");
    }

    static String of(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
            return text(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String text(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
