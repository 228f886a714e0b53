package millwright.web.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import millwright.search.Place;

/**
 * The page tokens of one query: where a page ended, as an opaque text that another query refuses. It holds no secret: who
 * may see which job is asked on every page.
 */
public final class SearchToken {

    /** Of the form below; another form gets another number, so that an old token is refused and not misread. */
    private static final byte FORM = 2;

    private static final int MARK = 8;
    private static final int BYTES = 1 + MARK + 4 * Long.BYTES;

    /** What may change from page to page. */
    private static final Set<String> NOT_OF_THE_QUERY = Set.of("page_token", "limit", "count");

    private final byte[] mark;

    private SearchToken(byte[] mark) {
        this.mark = mark;
    }

    /**
     * @param path which of the API's lists
     * @param query its parameters, in whatever order
     */
    public static SearchToken of(String path, Map<String, List<String>> query) {
        StringBuilder canonical = new StringBuilder(path);
        new TreeMap<>(query).forEach((name, values) -> {
            if (!NOT_OF_THE_QUERY.contains(name)) {
                values.stream()
                        .distinct()
                        .sorted()
                        .forEach(value ->
                                canonical.append('\0').append(name).append('\0').append(value));
            }
        });
        byte[] hash = sha256().digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
        return new SearchToken(Arrays.copyOf(hash, MARK));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The token that leads on from {@code place}. */
    public String write(Place place) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(FORM)
                .put(mark)
                .putLong(place.key())
                .putLong(place.id().getMostSignificantBits())
                .putLong(place.id().getLeastSignificantBits())
                .putLong(place.since().map(Instant::toEpochMilli).orElse(0L))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Where {@code token} leads on from, or empty when it is none of this query's. */
    public Optional<Place> read(String token) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.remaining() != BYTES || bytes.get() != FORM) {
                return Optional.empty();
            }
            byte[] theirs = new byte[MARK];
            bytes.get(theirs);
            if (!MessageDigest.isEqual(theirs, mark)) {
                return Optional.empty();
            }
            long key = bytes.getLong();
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            long since = bytes.getLong();
            Place place = new Place(key, id, since == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(since)));
            // two texts may decode alike, and a place be none that a page ends at: only what was given out counts
            return isPossible(place) && write(place).equals(token) ? Optional.of(place) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isPossible(Place place) {
        long latest = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();
        long since = place.since().map(Instant::toEpochMilli).orElse(0L);
        return place.key() >= 0 && place.key() <= latest * 1_000 && since >= 0 && since <= latest;
    }
}
