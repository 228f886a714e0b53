package millwright.method;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import millwright.database.Json;

/** What fits into a column. */
final class Storable {

    private Storable() {}

    static boolean is(JsonValue value, int largest) {
        return Json.isStorable(value) && value.toString().getBytes(StandardCharsets.UTF_8).length <= largest;
    }
}
