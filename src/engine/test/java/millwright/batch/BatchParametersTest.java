package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Properties;
import millwright.database.Json;
import org.junit.jupiter.api.Test;

/** Parameters as texts, the way a person would write them. */
class BatchParametersTest {

    @Test
    void numbersAreWrittenPlainlyAndNullsLeftOut() {
        Properties properties = BatchParameters.of(Json.object(
                "{\"text\": \"a b\", \"whole\": 1e3, \"part\": 0.10, \"yes\": true, \"no\": false, \"none\": null}"));
        assertEquals(Map.of("text", "a b", "whole", "1000", "part", "0.10", "yes", "true", "no", "false"), properties);
    }
}
