package millwright.web.job;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import millwright.batch.SkippedItem;
import millwright.web.json.JsonDocument;

/** Where a page of skipped items ended, as an opaque text. It holds no secret: who may see the job is asked each time. */
final class SkippedToken {

    private static final int NO_PARTITION = -1;

    private SkippedToken() {}

    static String after(SkippedItem last) {
        byte[] place = JsonDocument.bytes(JsonDocument.provider()
                .createArrayBuilder()
                .add(last.step())
                .add(last.partition() == null ? NO_PARTITION : last.partition())
                .add(last.position())
                .add(last.phase().name())
                .add(last.kind().name())
                .build());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
    }

    /** An item at that place, or empty when {@code token} is none of ours. */
    static Optional<SkippedItem> read(String token) {
        try (var reader = JsonDocument.provider()
                .createReader(
                        new StringReader(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)))) {
            JsonArray place = reader.readArray();
            int partition = place.getInt(1);
            SkippedItem item = new SkippedItem(
                    place.getString(0),
                    place.getJsonNumber(2).longValueExact(),
                    SkippedItem.Phase.valueOf(place.getString(3)),
                    null,
                    null,
                    partition == NO_PARTITION ? null : partition,
                    SkippedItem.Kind.valueOf(place.getString(4)));
            // only the text that was given out counts
            return after(item).equals(token) && item.step().indexOf('\0') < 0 ? Optional.of(item) : Optional.empty();
        } catch (JsonException
                | IllegalArgumentException
                | ClassCastException
                | IndexOutOfBoundsException
                | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
