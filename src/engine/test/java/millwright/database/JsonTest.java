package millwright.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonValue;
import java.util.List;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J2: what jsonb cannot hold is known before it is written. */
@PostgresTest
class JsonTest {

    private final TestDatabase database;

    JsonTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void isStorableWhatPostgresqlCanStoreAndNothingElse() {
        for (String number : List.of(
                "0",
                "-12.5e3",
                "1e131071",
                "1e131072",
                "-1e200000",
                "1e-16383",
                "1e-16384",
                "1.5e-16382",
                "1.5e-16383",
                "[{\"deep\": 1e200000}]",
                "[\"\\u0000\"]",
                "{\"a\\u0000b\": 1}",
                "\"\\ud83d\\ude00\"")) {
            JsonValue value = Json.value(number);
            assertEquals(
                    isStored(value), Json.isStorable(value), () -> number.substring(0, Math.min(30, number.length())));
        }
    }

    @Test
    void halfOfASurrogatePairIsNotStorableThoughItWouldBeStoredAsSomethingElse() {
        assertFalse(Json.isStorable(Json.value("[\"\\ud800\"]")));
    }

    private boolean isStored(JsonValue value) {
        try {
            return database.isTrue("SELECT ?::jsonb IS NOT NULL", value.toString());
        } catch (DatabaseException e) {
            return false;
        }
    }
}
