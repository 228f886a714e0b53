package millwright.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobTest {
    @Test
    void readsARunningJob() {
        Job job = Job.of(
                json(
                        """
                {"id":"0190","state":"RUNNING","steps_total":2,"result":null,"error":null,
                 "steps":[{"name":"import","batch_status":"STARTED","fraction":0.84,"read_count":"4200",
                           "write_count":"122","skip_count":"3"},
                          {"name":"capital","batch_status":"STARTING","fraction":null,"read_count":null}]}
                """));
        assertFalse(job.over());
        assertEquals(
                List.of(new Job.Step("import", false, 0.84, 4200, 122, 3), new Job.Step("capital", false, 0, 0, 0, 0)),
                job.steps());
    }

    @Test
    void readsAFailedJob() {
        Job job = Job.of(json(
                "{\"id\":\"0190\",\"state\":\"FAILED\",\"error\":{\"code\":\"DATA_ERROR\",\"message\":\"no file\"}}"));
        assertTrue(job.over());
        assertFalse(job.completed());
        assertEquals(Optional.of("DATA_ERROR: no file"), job.error());
    }

    @Test
    void putsAProblemDocumentInOneLine() {
        assertEquals(
                "1 parameter is not valid - /parameters/year must be at least 1900",
                ApiClient.problem(
                        json(
                                """
                                {"detail":"1 parameter is not valid",
                                 "errors":[{"pointer":"/parameters/year","detail":"must be at least 1900"}]}
                                """)));
        assertEquals("Not found", ApiClient.problem(json("{\"title\":\"Not found\"}")));
    }

    @Test
    void sendsNumbersAndTruthValuesAsSuchAndAllElseAsText() {
        JsonObject parameters =
                JobParameters.of(Map.of("a", "2001", "b", "-1.50", "c", "true", "d", "007", "e", "x.csv"));
        assertEquals(json("{\"a\":2001,\"b\":-1.50,\"c\":true,\"d\":\"007\",\"e\":\"x.csv\"}"), parameters);
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
