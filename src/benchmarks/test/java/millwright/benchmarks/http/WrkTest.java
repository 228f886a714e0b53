package millwright.benchmarks.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** H3, and what is said where wrk is not. */
class WrkTest {

    @Test
    void readsWhatTheScriptPrints() {
        String output =
                """
                Running 10s test @ http://127.0.0.1:8080/api/v1/jobs
                wrk requests=12345 micros=10000000 p50=1500 p99=20250 errors=2
                """;
        assertEquals(new UnderLoad.Count(12_345, 10, 1.5, 20.25, 2), Wrk.read(output));
        assertThrows(IllegalStateException.class, () -> Wrk.read("unable to connect to 127.0.0.1"));
    }

    @Test
    void saysWhereItComesFromWhereItIsNotThere() {
        String said = assertThrows(IllegalStateException.class, () -> Wrk.check("no-such-wrk"))
                .getMessage();
        assertTrue(said.contains("apt-get install wrk"), said);
    }
}
