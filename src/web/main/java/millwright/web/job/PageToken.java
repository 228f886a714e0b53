package millwright.web.job;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a page of jobs ended, as an opaque text. It holds no secret: who may see which job is asked on every page. */
final class PageToken {

    /** Of the form below; another form gets another number, so that an old token is refused and not misread. */
    private static final byte FORM = 1;

    private static final int BYTES = 1 + 2 * Long.BYTES;

    private PageToken() {}

    static String after(UUID last) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(FORM)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The last id of the page before, or empty when {@code token} is none of ours. */
    static Optional<UUID> read(String token) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.remaining() != BYTES || bytes.get() != FORM) {
                return Optional.empty();
            }
            UUID last = new UUID(bytes.getLong(), bytes.getLong());
            // two texts may decode alike; only the one that was given out counts
            return after(last).equals(token) ? Optional.of(last) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
