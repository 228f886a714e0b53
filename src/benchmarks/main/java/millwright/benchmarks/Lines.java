package millwright.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** The only output: {@code name value unit} (B1). */
public final class Lines {

    private final PrintStream out;

    public Lines(PrintStream out) {
        this.out = out;
    }

    public void print(String name, double value, String unit) {
        print(name, String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.3f", value), unit);
    }

    public void print(String name, String value, String unit) {
        out.println(name + " " + value + " " + unit);
        out.flush();
    }
}
