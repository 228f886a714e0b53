package millwright.batch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The SHA-256 of a document, 64 hexadecimal digits; of several that make up one, that of theirs in their order. */
final class ContentHash {

    private final List<String> hashes = new ArrayList<>();

    static String of(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(byte[] document) {
        hashes.add(of(document));
    }

    String text() {
        return hashes.size() == 1 ? hashes.get(0) : of(String.join("", hashes).getBytes(StandardCharsets.UTF_8));
    }
}
