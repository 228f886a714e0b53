package millwright.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    @Test
    void alignsTablesAndFiguresAndShowsWhatItDoesNotKnow() {
        String result =
                """
                {"ilm":0.815123,"bic":120000000,"year":2001,
                 "losses_per_year":[{"count":8,"amount":1623952,"year":1992},{"count":12,"amount":23952.50,"year":1993}],
                 "unit":"USD","none":null,"other":{"a":1},
                 "warnings":["few years","no threshold"]}
                """;
        assertEquals(
                """
                Losses per year
                  year  count     amount
                  1992      8  1,623,952
                  1993     12  23,952.50

                  Year          2001
                  BIC    120,000,000
                  ILM       0.815123
                  Unit           USD
                  None             -
                  Other      {"a":1}
                Warnings: few years
                Warnings: no threshold\
                """,
                String.join(
                        "\n",
                        ResultTable.of(
                                Json.createReader(new StringReader(result)).readObject())));
    }
}
