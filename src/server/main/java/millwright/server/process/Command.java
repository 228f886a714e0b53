package millwright.server.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** A program run to its end, with what it said on both its streams. */
public record Command(int exitCode, String output) {

    /**
     * Runs the program with nothing at its standard input.
     *
     * @throws IOException if the program cannot be started
     */
    public static Command run(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(words))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            return new Command(process.waitFor(), output.strip());
        } finally {
            process.destroy();
        }
    }

    public boolean succeeded() {
        return exitCode == 0;
    }

    private static java.io.File nothing() {
        return new java.io.File(java.io.File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }
}
