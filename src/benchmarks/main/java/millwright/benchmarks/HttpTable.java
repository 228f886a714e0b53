package millwright.benchmarks;

import java.util.Locale;
import java.util.Map;

/** What the README says of the API under load. */
final class HttpTable {

    private static final String NONE = "–";
    private static final String MANY = "16";

    private final Map<String, String> values;

    /** @param values by the names of their lines */
    HttpTable(Map<String, String> values) {
        this.values = values;
    }

    /** @return Markdown; nothing where it was not measured */
    String text() {
        return values.containsKey("http.api.submit." + MANY + ".rate") ? "\n" + table() : "";
    }

    private String table() {
        return """
               | over HTTP on loopback, by wrk on the same machine | the API | the bare engine |
               | --- | --- | --- |
               """
                + rows("submit", "1")
                + rows("submit", MANY)
                + rows("status", "1")
                + rows("status", MANY)
                + """

                A submit with %s at a time takes %s µs of the server's CPU, and as many in the bare engine %s: the API's own are
                %s%s. Requests refused or broken off: %s.
                """
                        .formatted(
                                MANY,
                                whole("http.api.submit." + MANY + ".cpu_java"),
                                whole("http.engine.submit." + MANY + ".cpu_java"),
                                whole("http.api_cpu." + MANY),
                                range("http.api_cpu." + MANY),
                                whole("http.api.errors"));
    }

    private String rows(String what, String atATime) {
        String name = what + "." + atATime;
        return row(
                        what + ", " + atATime + " at a time, a second",
                        rate("http.api." + name),
                        rate("http.engine." + name))
                + row("the same, p50 and p99, ms", percentiles("http.api." + name), percentiles("http.engine." + name));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private String rate(String name) {
        return whole(name + ".rate") + range(name + ".rate");
    }

    private String whole(String name) {
        return values.containsKey(name) ? String.format(Locale.ROOT, "%,.0f", number(name)) : NONE;
    }

    private String range(String name) {
        return values.containsKey(name + ".min")
                ? String.format(Locale.ROOT, " [%,.0f – %,.0f]", number(name + ".min"), number(name + ".max"))
                : "";
    }

    private String percentiles(String name) {
        return values.containsKey(name + ".p50")
                ? String.format(Locale.ROOT, "%.1f, %.1f", number(name + ".p50"), number(name + ".p99"))
                : NONE;
    }

    private double number(String name) {
        return Double.parseDouble(values.get(name));
    }
}
